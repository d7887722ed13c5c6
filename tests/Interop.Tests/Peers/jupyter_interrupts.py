"""Interrupts cells of the workbook's kernel through jupyter_client.

Usage: jupyter_interrupts.py KERNEL_NAME HOW LIBRARY, where HOW is message or signal and LIBRARY the path of Workbook.dll.
Prints a line for each kind of cell: its name, the shortest time in seconds from interrupt to idle of three attempts, what
the cell after it says of the state, and how many sockets more than before the kernel has.
"""

import os
import signal
import sys
import time

from jupyter_client.manager import KernelManager

kernel_name, how, library = sys.argv[1:]

# A shell ignores the signal for what it runs in the background, and so would a kernel that inherits that.
signal.signal(signal.SIGINT, signal.default_int_handler)

CELLS = {
    "loop": "Console.WriteLine(1); while (true) { }",
    "await": "Console.WriteLine(1); await Task.Delay(-1);",
    "sleep": "Console.WriteLine(1); System.Threading.Thread.Sleep(-1);",
    "lab": """
        await Lab.RunAsync("Endless", async lab =>
        {
            var sensor = await lab.ConnectAsync("sensor");
            Console.WriteLine(1);
            await Task.Delay(-1);
        });
        """,
    # Last, since its sockets stay: a call of the system has no end but its own.
    "socket": """
        var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var client = new System.Net.Sockets.TcpClient();
        client.Connect((System.Net.IPEndPoint)listener.LocalEndpoint);
        Console.WriteLine(1);
        client.GetStream().Read(new byte[1], 0, 1);
        """,
}


def run(code):
    request = client.execute(code)
    return finish(request)


def finish(request):
    """Waits for the end of a request, and returns the texts of its results and the status of its reply."""
    results = []
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") != request:
            continue
        content = message["content"]
        if message["msg_type"] == "execute_result":
            results.append(content["data"]["text/plain"])
        if message["msg_type"] == "status" and content["execution_state"] == "idle":
            break
    reply = client.get_shell_msg(timeout=60)
    assert reply["parent_header"]["msg_id"] == request, reply
    return results, reply["content"]


def interrupt():
    if how == "message":
        manager.interrupt_kernel()
    else:
        os.kill(manager.provisioner.pid, signal.SIGINT)


def count_sockets():
    folder = f"/proc/{manager.provisioner.pid}/fd"
    count = 0
    for handle in os.listdir(folder):
        try:
            count += os.readlink(os.path.join(folder, handle)).startswith("socket:")
        except FileNotFoundError:
            pass
    return count


def attempt(code):
    request = client.execute(code)
    while client.get_iopub_msg(timeout=60)["msg_type"] != "stream":
        pass
    time.sleep(0.1)
    start = time.monotonic()
    interrupt()
    _, reply = finish(request)
    elapsed = time.monotonic() - start
    assert reply["status"] == "error" and reply["ename"] == "Interrupted", reply
    return elapsed


manager = KernelManager(kernel_name=kernel_name)
manager.start_kernel()
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)
try:
    run(f'#r "{library}"\nusing Workbook;\nvar kept = 41;')
    for name, code in CELLS.items():
        before = count_sockets()
        shortest = min(attempt(code) for _ in range(3))
        results, _ = run("kept + 1")
        deadline = time.monotonic() + 10
        while name != "socket" and count_sockets() > before and time.monotonic() < deadline:
            time.sleep(0.1)
        print(f"INTERRUPTED {name} {shortest:.3f} kept={results[0]} sockets={count_sockets() - before}", flush=True)
finally:
    client.stop_channels()
    manager.shutdown_kernel()
