#!/usr/bin/env bash
# Sets up what the tests need, runs them all, and ends with one line: N passed, N failed[, N skipped].
#
#   bash tests/run.sh            all test projects
#   bash tests/run.sh Live Mqtt  only the projects whose name contains one of the words
set -uo pipefail
cd "$(dirname "$0")/.."

if [ "${1:-}" = "-h" ] || [ "${1:-}" = "--help" ]; then
  sed -n '2,5s/^# \{0,1\}//p' tests/run.sh
  exit 0
fi

# Some tests talk to programs that others wrote: brokers and clients, Jupyter's front ends, a browser. On Debian and
# Ubuntu they are installed here; elsewhere install them yourself, or those tests are skipped.
need=()
has_module() { /usr/bin/python3 -c "import $1" 2>/dev/null; }
command -v mosquitto >/dev/null || [ -x /usr/sbin/mosquitto ] || need+=(mosquitto)
command -v mosquitto_pub >/dev/null || need+=(mosquitto-clients)
has_module paho.mqtt.client || need+=(python3-paho-mqtt)
[ -x /usr/bin/jupyter-notebook ] || need+=(jupyter-notebook)
[ -x /usr/bin/jupyter-kernelspec ] || need+=(jupyter-client)
[ -x /usr/bin/jupyter-nbconvert ] || need+=(jupyter-nbconvert)
has_module nbclient || need+=(python3-nbclient)
has_module ipykernel || need+=(python3-ipykernel)
has_module jupyter_kernel_test || need+=(python3-jupyter-kernel-test)
command -v chromium >/dev/null || need+=(chromium)
if [ ${#need[@]} -gt 0 ]; then
  if command -v apt-get >/dev/null; then
    as_root=""; [ "$(id -u)" = 0 ] || as_root="sudo -n"
    echo "Installing ${need[*]} ..."
    { $as_root apt-get -o DPkg::Lock::Timeout=600 update &&
      DEBIAN_FRONTEND=noninteractive $as_root apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "${need[@]}"; } \
      >/tmp/workbook-apt.log 2>&1 && need=() || { echo "Could not install ${need[*]}:"; tail -n 3 /tmp/workbook-apt.log; }
  else
    echo "Not found: ${need[*]}. The interop tests that need them will be skipped."
  fi
fi
# With every peer there, a skipped interop test would be a mistake of ours.
[ ${#need[@]} -eq 0 ] && export WORKBOOK_REQUIRE_PEERS=1

echo "Building ..."
if ! dotnet build Workbook.sln --nologo -v quiet; then
  echo "The build failed; no test was run."
  echo "0 passed, 1 failed"
  exit 1
fi

passed=0; failed=0; skipped=0
for project in tests/*.Tests/; do
  name=$(basename "$project")
  if [ $# -gt 0 ]; then
    wanted=no; for word in "$@"; do case "$name" in *"$word"*) wanted=yes ;; esac; done
    [ $wanted = yes ] || continue
  fi
  log=$(mktemp)
  started=$SECONDS
  # A quiet build, but a failed test with its message.
  dotnet test "$project" --no-build --nologo -v quiet --logger "console;verbosity=minimal" >"$log" 2>&1; code=$?
  # The summary line of the runner: Passed! - Failed: 0, Passed: 12, Skipped: 0, Total: 12, ...
  read -r p f s < <(awk '/Failed: +[0-9]+, Passed: +[0-9]+/ {
      line = $0; gsub(/[^0-9A-Za-z:,]/, "", line)
      if (match(line, /Failed:[0-9]+/))  f += substr(line, RSTART + 7, RLENGTH - 7)
      if (match(line, /Passed:[0-9]+/))  p += substr(line, RSTART + 7, RLENGTH - 7)
      if (match(line, /Skipped:[0-9]+/)) s += substr(line, RSTART + 8, RLENGTH - 8)
    } END { print p + 0, f + 0, s + 0 }' "$log")
  # A run that broke off, or found no test at all, is a failure even when its counts say nothing.
  if { [ $code -ne 0 ] && [ "$f" = 0 ]; } || [ $((p + f + s)) -eq 0 ]; then f=$((f + 1)); fi
  printf '%-24s %5d passed %4d failed %4d skipped %5d s\n' "$name" "$p" "$f" "$s" $((SECONDS - started))
  [ "$f" -gt 0 ] && cat "$log"
  rm -f "$log"
  passed=$((passed + p)); failed=$((failed + f)); skipped=$((skipped + s))
done

if [ $skipped -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ $failed -eq 0 ]
