using Workbook.Kernel.Jupyter;

namespace Workbook.Kernel.Tests.Jupyter;

/// <summary>A kernel of this process on free ports of the loopback, ended with the test.</summary>
internal sealed class RunningKernel : IDisposable
{
    private readonly StringWriter _log = new();
    private readonly Thread _thread;

    public RunningKernel(ConnectionFile? connection = null)
    {
        Kernel = new JupyterKernel(
            connection ?? new ConnectionFile("tcp", "127.0.0.1", 0, 0, 0, 0, 0, "secret"), TextWriter.Synchronized(_log));
        _thread = new Thread(() => WillRestart = Kernel.Run());
        _thread.Start();
    }

    public JupyterKernel Kernel { get; }

    public ConnectionFile Connection => Kernel.Connection;

    public bool? WillRestart { get; private set; }

    public string Log
    {
        get
        {
            lock (_log) return _log.ToString();
        }
    }

    public JupyterClient Connect(string identity = "client") => new(Connection, identity);

    /// <summary>Waits for the end of a kernel that was asked to end.</summary>
    public void Join() => Assert.True(_thread.Join(Session.Generous), "The kernel does not end.");

    public void Dispose()
    {
        Kernel.Stop();
        Join();
    }
}
