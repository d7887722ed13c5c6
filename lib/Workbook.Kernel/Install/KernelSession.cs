using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbook.Kernel.Jupyter;
using Workbook.Kernel.Jupyter.Zmtp;

namespace Workbook.Kernel.Install;

/// <summary>
/// A kernel started from its specification as a front end does it, asked one request after the other. It is any
/// kernel of the Jupyter protocol, not only ours.
/// </summary>
public sealed class KernelSession : IDisposable
{
    // A message is delimiter, signature, header, parent header, metadata, content.
    private const int HeaderAt = 2;
    private const int ParentAt = 3;
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();
    private static readonly TimeSpan SubscriptionRetry = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ShutdownMaximum = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ended = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workbook-session-");
    private readonly List<string> _said = [];
    private readonly ConnectionFile _connection = FreeConnection();
    private readonly MessageCodec _codec;
    private readonly Process _process;
    private KernelSocket? _shell;
    private KernelSocket? _outputs;

    private KernelSession(KernelSpec spec)
    {
        _codec = new MessageCodec(new MessageSigner(_connection.Key));
        var file = Path.Combine(_folder.FullName, "connection.json");
        File.WriteAllText(file, ToJson(_connection));
        var arguments = spec.Arguments
            .Select(argument => argument.Replace("{connection_file}", file, StringComparison.Ordinal)).ToList();
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(arguments[0], arguments.Skip(1))
            {
                WorkingDirectory = _folder.FullName,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        foreach (var (name, value) in spec.Environment) _process.StartInfo.Environment[name] = value;
        _process.Exited += (_, _) => _ended.Cancel();
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
    }

    /// <summary>What the kernel says of its language: name and version.</summary>
    public string Language { get; private set; } = "";

    /// <summary>The resident memory of the kernel's process, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>
    /// Starts the kernel and returns when it has answered <c>kernel_info</c> and its outputs arrive. Throws
    /// <see cref="InstallException"/> when its program cannot be started, ends, or does not answer in the time.
    /// </summary>
    public static KernelSession Start(KernelSpec spec, TimeSpan patience)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var session = new KernelSession(spec);
        try
        {
            session._process.Start();
            session._process.BeginOutputReadLine();
            session._process.BeginErrorReadLine();
            session.Connect(DateTime.UtcNow + patience);
            return session;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or TimeoutException or IOException
            or SocketException or OperationCanceledException or ZmtpException or MalformedMessageException)
        {
            session.Dispose();
            throw new InstallException($"The kernel '{spec.Name}' does not answer: {session.Reason(e)}", e);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs a cell and returns the plain text of its value, or null when it has none, with the time from the request to
    /// the value's arrival (without a value: to the cell's end). Throws <see cref="InstallException"/> when it fails.
    /// </summary>
    public (string? Value, TimeSpan Latency) Execute(string code, TimeSpan patience)
    {
        var deadline = DateTime.UtcNow + patience;
        var watch = Stopwatch.StartNew();
        var request = Send("execute_request", new JsonObject
        {
            ["code"] = code, ["silent"] = false, ["store_history"] = true, ["user_expressions"] = new JsonObject(),
            ["allow_stdin"] = false, ["stop_on_error"] = true,
        });
        string? value = null;
        TimeSpan? latency = null;
        while (true)
        {
            var (type, parent, content) = Read(_outputs!, deadline);
            if (parent != request) continue;
            if (type == "execute_result")
            {
                latency = watch.Elapsed;
                value = content.GetProperty("data").GetProperty("text/plain").GetString();
            }
            else if (type == "error")
            {
                throw new InstallException($"The cell failed: {content.GetProperty("evalue").GetString()}");
            }
            else if (type == "status" && content.GetProperty("execution_state").GetString() == "idle")
            {
                break;
            }
        }

        latency ??= watch.Elapsed;
        while (Read(_shell!, deadline).Parent != request)
        {
            // Replies to what was asked while the kernel started.
        }

        return (value, latency.Value);
    }

    /// <summary>Asks the kernel to end, and ends it when it does not within five seconds.</summary>
    public void Dispose()
    {
        if (_shell is not null && !_ended.IsCancellationRequested)
        {
            try
            {
                using var control = Open("DEALER", _connection.ControlPort, DateTime.UtcNow + ShutdownMaximum);
                control.Send(_codec.Encode([], "shutdown_request", new JsonObject { ["restart"] = false }, null));
                _process.WaitForExit(ShutdownMaximum);
            }
            catch (Exception e) when (e is IOException or TimeoutException or SocketException
                or OperationCanceledException)
            {
                // It is ended below.
            }
        }

        _shell?.Dispose();
        _outputs?.Dispose();
        EndProcess();
        _process.Dispose();
        _ended.Dispose();
        _folder.Delete(recursive: true);
    }

    private static ConnectionFile FreeConnection()
    {
        var listeners = Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        foreach (var listener in listeners) listener.Start();
        var ports = listeners.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        foreach (var listener in listeners) listener.Dispose();
        return new ConnectionFile(
            "tcp", $"{IPAddress.Loopback}", ports[0], ports[1], ports[2], ports[3], ports[4], $"{Guid.NewGuid()}");
    }

    private static string ToJson(ConnectionFile connection) => new JsonObject
    {
        ["transport"] = connection.Transport, ["ip"] = connection.Address, ["shell_port"] = connection.ShellPort,
        ["control_port"] = connection.ControlPort, ["stdin_port"] = connection.StdinPort,
        ["iopub_port"] = connection.IopubPort, ["hb_port"] = connection.HeartbeatPort, ["key"] = connection.Key,
        ["signature_scheme"] = "hmac-sha256",
    }.ToJsonString();

    // The request is repeated until an output of it arrives: what comes before the subscription is lost.
    private void Connect(DateTime deadline)
    {
        _outputs = Open("SUB", _connection.IopubPort, deadline);
        _shell = Open("DEALER", _connection.ShellPort, deadline);
        while (true)
        {
            var request = Send("kernel_info_request", []);
            (string Type, string Parent, JsonElement Content) reply;
            do reply = Read(_shell, deadline);
            while (reply.Parent != request);
            var language = reply.Content.GetProperty("language_info");
            Language = $"{language.GetProperty("name").GetString()} {language.GetProperty("version").GetString()}";
            try
            {
                var retry = DateTime.UtcNow + SubscriptionRetry;
                while (Read(_outputs, retry < deadline ? retry : deadline).Parent != request)
                {
                    // Outputs of an earlier try.
                }

                return;
            }
            catch (TimeoutException) when (DateTime.UtcNow < deadline)
            {
                // Asked again.
            }
        }
    }

    private KernelSocket Open(string type, int port, DateTime deadline) =>
        KernelSocket.Connect(type, new IPEndPoint(IPAddress.Loopback, port), deadline, _ended.Token);

    private string Send(string type, JsonObject content)
    {
        var parts = _codec.Encode([], type, content, null);
        _shell!.Send(parts);
        return Id(parts[HeaderAt])!;
    }

    private (string Type, string Parent, JsonElement Content) Read(KernelSocket socket, DateTime deadline)
    {
        var parts = socket.Receive(deadline);
        var message = _codec.Decode(parts);
        var at = parts.FindIndex(part => part.AsSpan().SequenceEqual(Delimiter));
        return (message.Type, Id(parts[at + ParentAt]) ?? "", message.Content);
    }

    private static string? Id(byte[] header) => (string?)JsonNode.Parse(header)?["msg_id"];

    private string Reason(Exception e)
    {
        string? said;
        lock (_said) said = _said.Find(line => line.Trim().Length > 0);
        return said is null ? e.Message : $"{e.Message} It said: {said}";
    }

    private void Note(string? line)
    {
        lock (_said)
        {
            if (line is not null && _said.Count < 20) _said.Add(line);
        }
    }

    private void EndProcess()
    {
        try
        {
            if (!_process.HasExited) _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It was never started.
        }
    }
}
