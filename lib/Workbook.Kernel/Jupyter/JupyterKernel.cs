using System.Text.Json.Nodes;
using Workbook.Kernel.Jupyter.Zmtp;

namespace Workbook.Kernel.Jupyter;

/// <summary>
/// A C# kernel of the Jupyter protocol 5.4: binds the five sockets of a connection file and serves front ends until one
/// asks it to shut down.
/// </summary>
/// <remarks>
/// Shell requests are answered one after the other on one thread; control requests on another, so that interrupt and
/// shutdown get through while a cell runs; the heartbeat on its own. None of them uses the thread pool, which a cell
/// may fill. Who holds the key may run any code: that is what a kernel is for; anyone else is not listened to.
/// </remarks>
public sealed partial class JupyterKernel
{
    /// <summary>The most requests that wait; beyond that the kernel reads no further ones meanwhile.</summary>
    public const int WaitingMaximum = 50_000;

    private const int PoolThreadsMinimum = 64;

    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    private readonly KernelLog _log;
    private readonly MessageCodec _codec;
    private readonly ZmtpSocket[] _sockets;
    private readonly RouterSocket _shell;
    private readonly RouterSocket _control;
    private readonly OutputChannel _output;
    private readonly InputChannel _input;
    private readonly RequestQueue _shellRequests = new(WaitingMaximum);
    private readonly RequestQueue _controlRequests = new(WaitingMaximum);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Binds the sockets; throws <see cref="JupyterException"/> when one cannot be. Nothing is served before
    /// <see cref="Run()"/>.
    /// </summary>
    /// <param name="connection">Where to listen, and the key.</param>
    /// <param name="log">Gets a line for every message that is dropped, a few a second at most.</param>
    public JupyterKernel(ConnectionFile connection, TextWriter log)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(log);
        _log = new KernelLog(log);
        _codec = new MessageCodec(new MessageSigner(connection.Key));
        // Before the sockets: it takes longest, and there are two cores.
        Start("warm-up", WarmUp);
        var bound = new List<ZmtpSocket>();
        try
        {
            _shell = Bind(Router("shell", connection.ShellPort, _shellRequests.Add));
            _control = Bind(Router("control", connection.ControlPort, _controlRequests.Add));
            var stdin = Bind(Router("stdin", connection.StdinPort, message => _input!.Receive(message)));
            var iopub = Bind(new PublisherSocket("iopub", At(connection.IopubPort), _log));
            Bind(new ReplySocket("heartbeat", At(connection.HeartbeatPort), _log));
            (_output, _input) = (new OutputChannel(iopub, _codec), new InputChannel(stdin, _codec));
        }
        catch (JupyterException)
        {
            foreach (var socket in bound) socket.Close(TimeSpan.Zero);
            throw;
        }

        _sockets = [.. bound];
        Connection = connection with
        {
            ShellPort = _sockets[0].Endpoint.Port,
            ControlPort = _sockets[1].Endpoint.Port,
            StdinPort = _sockets[2].Endpoint.Port,
            IopubPort = _sockets[3].Endpoint.Port,
            HeartbeatPort = _sockets[4].Endpoint.Port,
        };

        RouterSocket Router(string name, int port, Action<JupyterMessage> take) =>
            new(name, At(port), _log, (socket, parts) => Receive(socket, parts, take));

        ZmtpEndpoint At(int port) => new(connection.Transport, connection.Address, port);

        T Bind<T>(T socket)
            where T : ZmtpSocket
        {
            bound.Add(socket);
            return socket;
        }
    }

    /// <summary>Where the kernel is bound: what it was given, with the ports that the system chose for 0.</summary>
    public ConnectionFile Connection { get; }

    /// <summary>The number of connections to all five sockets.</summary>
    internal int PeerCount => _sockets.Sum(socket => socket.PeerCount);

    /// <summary>The number of shell requests that wait.</summary>
    internal int WaitingCount => _shellRequests.Count;

    /// <summary>How many iopub messages were not kept for subscribers that do not read.</summary>
    internal long LostCount => _sockets.OfType<PublisherSocket>().Sum(socket => socket.LostCount);

    /// <summary>
    /// Serves until a front end asks for shutdown or <see cref="Stop"/> is called; returns whether the front end will
    /// start a new kernel in its place.
    /// </summary>
    public bool Run()
    {
        // The compiler and continuations use the pool, which grows slowly once a cell has filled it.
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, PoolThreadsMinimum), completions);
        Thread[] loops = [Start("shell", ServeShell), Start("control", ServeControl)];
        foreach (var socket in _sockets) socket.Start();
        _output.PublishStatus("starting");
        _ended.Task.Wait();
        Interrupt();
        _shellRequests.Close();
        _controlRequests.Close();
        _input.Close();
        foreach (var loop in loops) loop.Join(Linger);
        _output.Close();
        foreach (var socket in _sockets) socket.Close(Linger);
        return _willRestart;
    }

    /// <summary>Ends <see cref="Run()"/> as a shutdown does.</summary>
    public void Stop() => _ended.TrySetResult();

    /// <summary>Calls <see cref="Stop"/> when the process that Jupyter names as the parent ends.</summary>
    public void StopWithParent() => ParentWatch.Start(Stop);

    private static Thread Start(string name, ThreadStart work)
    {
        var thread = new Thread(work) { IsBackground = true, Name = $"kernel {name}" };
        thread.UnsafeStart();
        return thread;
    }

    private void Receive(RouterSocket socket, List<byte[]> parts, Action<JupyterMessage> take)
    {
        try
        {
            take(_codec.Decode(parts));
        }
        catch (MalformedMessageException e)
        {
            _log.Warn($"{socket.Name}: a message was dropped: {e.Message}");
        }
    }

    // Whatever goes wrong ends this request only.
    private void Serve(RouterSocket socket, JupyterMessage request, Func<JupyterMessage, JsonObject?> answer)
    {
        _output.PublishStatus("busy", request);
        try
        {
            if (answer(request) is { } content) Reply(socket, request, content);
        }
        catch (Exception e)
        {
            _log.Warn($"{socket.Name}: a {request.Type} failed: {(e is MalformedMessageException ? e.Message : e)}");
            Reply(socket, request, Failed(e.GetType().Name, e.Message));
        }
        finally
        {
            _output.PublishStatus("idle", request);
        }
    }

    private void Reply(RouterSocket socket, JupyterMessage request, JsonObject content)
    {
        var type = request.Type.EndsWith("_request", StringComparison.Ordinal)
            ? request.Type[..^"request".Length] + "reply"
            : request.Type;
        socket.Send(_codec.Encode(request.Identities, type, content, request));
    }

    private static JsonObject Failed(string name, string message, IEnumerable<string>? traceback = null) => new()
    {
        ["status"] = "error",
        ["ename"] = name,
        ["evalue"] = message,
        ["traceback"] = new JsonArray([.. (traceback ?? [$"{name}: {message}"]).Select(line => (JsonNode)line)]),
    };
}
