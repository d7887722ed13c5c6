using System.Net.Sockets;

namespace Workbook.Kernel.Jupyter.Zmtp;

/// <summary>
/// The binding side of ZMTP 3.1 with the mechanism NULL: listens, accepts peers and hands their messages on. It reads
/// 3.0 peers too, among them libzmq.
/// </summary>
/// <remarks>
/// Written here in managed code because NetMQ, which would do the same, is not on the package feed that the build
/// restores from. Every socket and peer has threads of its own and none of the pool's, which a cell may fill.
/// </remarks>
internal abstract class ZmtpSocket
{
    /// <summary>The most peers of one socket at a time; a further one is refused.</summary>
    public const int PeersMaximum = 128;

    /// <summary>The most bytes of replies that wait for a peer; one that lets more wait is disconnected.</summary>
    public const long ReplyWaitingMaximumBytes = 256L * 1024 * 1024;

    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan JoinMaximum = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly HashSet<ZmtpPeer> _peers = [];
    private readonly Socket _listener;
    private readonly Thread _accepting;
    private bool _isClosed;

    protected ZmtpSocket(string name, string type, string[] accepts, ZmtpEndpoint endpoint, KernelLog log)
    {
        (Name, Type, Accepts, Log) = (name, type, accepts, log);
        _listener = endpoint.Listen();
        Endpoint = endpoint.BoundBy(_listener);
        _accepting = new Thread(Accept) { IsBackground = true, Name = $"{name} accept" };
    }

    /// <summary>The Jupyter channel that the socket serves, as logs and threads name it.</summary>
    public string Name { get; }

    /// <summary>The socket type, as READY names it.</summary>
    public string Type { get; }

    /// <summary>The socket types that this one talks to.</summary>
    public string[] Accepts { get; }

    public KernelLog Log { get; }

    /// <summary>Where it is bound.</summary>
    public ZmtpEndpoint Endpoint { get; }

    /// <summary>The number of connections, those in their handshake included.</summary>
    public int PeerCount
    {
        get
        {
            lock (_lock) return _peers.Count;
        }
    }

    /// <summary>Begins to accept peers.</summary>
    public void Start() => _accepting.UnsafeStart();

    /// <summary>Sends what is queued, as far as the peers take it within the time, then closes everything.</summary>
    public void Close(TimeSpan linger)
    {
        ZmtpPeer[] peers;
        lock (_lock)
        {
            if (_isClosed) return;
            _isClosed = true;
            peers = [.. _peers];
        }

        _listener.Dispose();
        Endpoint.Release();
        var end = Environment.TickCount64 + (long)linger.TotalMilliseconds;
        foreach (var peer in peers) peer.Close();
        foreach (var peer in peers)
            peer.WaitUntilSent(TimeSpan.FromMilliseconds(Math.Max(0, end - Environment.TickCount64)));
        foreach (var peer in peers) peer.Abort();
        foreach (var peer in peers) peer.Join(JoinMaximum);
    }

    /// <summary>Called on the peer's reading thread with each whole message.</summary>
    public abstract void OnMessage(ZmtpPeer peer, List<byte[]> parts);

    /// <summary>Called on the peer's reading thread with a command that is not of the connection itself.</summary>
    public virtual void OnCommand(ZmtpPeer peer, ZmtpCommand command)
    {
    }

    /// <summary>Called when the handshake with a peer is done.</summary>
    public virtual void Join(ZmtpPeer peer)
    {
    }

    /// <summary>Called when a connection has ended.</summary>
    public virtual void Leave(ZmtpPeer peer)
    {
        lock (_lock) _peers.Remove(peer);
    }

    private void Accept()
    {
        while (true)
        {
            try
            {
                Admit(_listener.Accept());
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OutOfMemoryException)
            {
                lock (_lock)
                {
                    if (_isClosed) return;
                }

                // Out of file handles or threads, for example: those that leave make room again.
                Log.Warn($"{Name}: a connection could not be accepted: {e.Message}");
                Thread.Sleep(AcceptPause);
            }
        }
    }

    private void Admit(Socket connection)
    {
        var peer = new ZmtpPeer(connection, this);
        lock (_lock)
        {
            if (!_isClosed && _peers.Count < PeersMaximum && _peers.Add(peer))
            {
                peer.Start();
                return;
            }
        }

        connection.Dispose();
        Log.Warn($"{Name}: a connection beyond {PeersMaximum} was refused");
    }
}
