using System.Net;
using System.Net.Sockets;

namespace Workbook.Kernel.Jupyter.Zmtp;

/// <summary>
/// Where a socket binds: <c>tcp://ip:port</c>, or the Unix domain socket <c>ipc://path-port</c> as Jupyter names it.
/// </summary>
internal sealed record ZmtpEndpoint(string Transport, string Address, int Port)
{
    private const int Backlog = 100;

    private bool IsIpc => Transport == "ipc";

    private string Path => $"{Address}-{Port}";

    public override string ToString() => IsIpc ? $"ipc://{Path}" : $"tcp://{Address}:{Port}";

    /// <summary>Listens here; throws <see cref="JupyterException"/> when that cannot be.</summary>
    public Socket Listen()
    {
        Socket? socket = null;
        try
        {
            if (IsIpc) RemoveStaleFile();
            socket = Open();
            socket.Bind(Bindable());
            socket.Listen(Backlog);
            return socket;
        }
        catch (Exception e)
            when (e is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            socket?.Dispose();
            throw new JupyterException($"The kernel cannot listen on {this}: {Reason(e)}", e) { IsBusy = true };
        }
    }

    /// <summary>Returns the endpoint with the port that the system chose where this one has port 0.</summary>
    public ZmtpEndpoint BoundBy(Socket socket) =>
        socket.LocalEndPoint is IPEndPoint ip ? this with { Port = ip.Port } : this;

    /// <summary>Removes the file of a Unix domain socket that was closed.</summary>
    public void Release()
    {
        if (IsIpc) File.Delete(Path);
    }

    private Socket Open() => IsIpc
        ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        : new Socket(Ip().AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private EndPoint Bindable() => IsIpc ? new UnixDomainSocketEndPoint(Path) : new IPEndPoint(Ip(), Port);

    private IPAddress Ip() => Address switch
    {
        "*" => IPAddress.Any,
        "localhost" => IPAddress.Loopback,
        _ => IPAddress.Parse(Address),
    };

    // The file of a kernel that was killed stays behind and would block the name; one that answers is in use.
    private void RemoveStaleFile()
    {
        if (!File.Exists(Path)) return;
        using var probe = Open();
        try
        {
            probe.Connect(Bindable());
        }
        catch (SocketException)
        {
            File.Delete(Path);
            return;
        }

        throw new IOException("another program listens there.");
    }

    private static string Reason(Exception e) =>
        e is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
            ? "another program uses this port; start the kernel again, so that it gets other ports."
            : e.Message;
}
