using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Workbook.Kernel.Jupyter.Zmtp;

namespace Workbook.Kernel.Tests.Jupyter;

/// <summary>The connecting side of ZMTP 3, byte by byte, as a test needs it: well-behaved or not.</summary>
internal sealed class ZmtpClient : IDisposable
{
    private readonly Socket _socket;
    private readonly ZmtpFrameReader _frames = new();
    private readonly BlockingCollection<List<byte[]>> _messages = [];
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Thread? _reader;

    public ZmtpClient(int port)
    {
        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect("127.0.0.1", port);
    }

    public ZmtpClient(string path)
    {
        _socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _socket.Connect(new UnixDomainSocketEndPoint(path));
    }

    /// <summary>The greeting of a peer of this version, as the specification draws it.</summary>
    public static byte[] Greeting(byte minor = 1, string mechanism = "NULL", byte major = 3) =>
    [
        0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0x7F, major, minor,
        .. Encoding.ASCII.GetBytes(mechanism.PadRight(20, '\0')), .. new byte[32],
    ];

    public static byte[] Ready(string type, string identity) =>
    [
        4, (byte)(6 + 12 + 4 + type.Length + 9 + 4 + identity.Length), 5, .. "READY"u8, 11, .. "Socket-Type"u8,
        0, 0, 0, (byte)type.Length, .. Encoding.ASCII.GetBytes(type),
        8, .. "Identity"u8, 0, 0, 0, (byte)identity.Length, .. Encoding.ASCII.GetBytes(identity),
    ];

    /// <summary>Shakes hands, and from then on collects what comes unless told not to read.</summary>
    public ZmtpClient Open(string type, string identity = "", bool reads = true)
    {
        Send(Greeting());
        Receive(64);
        Send(Ready(type, identity));
        Receive(ReadyLength());
        if (!reads) return this;
        _reader = new Thread(Read) { IsBackground = true };
        _reader.Start();
        return this;
    }

    public void Send(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;) sent += _socket.Send(bytes, sent, bytes.Length - sent, 0);
    }

    public void SendMessage(params byte[][] parts) => Send(ZmtpFrame.Encode(parts));

    /// <summary>Receives so many bytes; fewer when the other side ends first.</summary>
    public byte[] Receive(int count)
    {
        _socket.ReceiveTimeout = (int)Session.Generous.TotalMilliseconds;
        var bytes = new byte[count];
        var end = 0;
        while (end < count && _socket.Receive(bytes, end, count - end, 0) is > 0 and var more) end += more;
        return bytes[..end];
    }

    /// <summary>Whether the other side has ended the connection.</summary>
    public bool IsEnded()
    {
        try
        {
            _socket.ReceiveTimeout = (int)Session.Generous.TotalMilliseconds;
            return Receive(100_000).Length < 100_000;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            return true;
        }
    }

    public List<byte[]> Take() =>
        _messages.TryTake(out var message, Session.Generous)
            ? message
            : throw new TimeoutException("No message came.");

    public bool TryTake(TimeSpan limit, out List<byte[]>? message) => _messages.TryTake(out message, limit);

    /// <summary>Ends the connection without a word: the other side gets a reset.</summary>
    public void Break()
    {
        if (_socket.AddressFamily != AddressFamily.Unix) _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose()
    {
        _socket.Dispose();
        _reader?.Join();
        _messages.Dispose();
    }

    // Our READY carries one property: the socket type.
    private int ReadyLength()
    {
        var head = Receive(2);
        return head[1];
    }

    private void Read()
    {
        var parts = new List<byte[]>();
        try
        {
            while (_socket.Receive(_buffer) is > 0 and var count)
            {
                _frames.Append(_buffer.AsSpan(..count));
                while (_frames.TryRead(out var frame))
                {
                    parts.Add(frame.Body);
                    if (frame.HasMore) continue;
                    _messages.Add(parts);
                    parts = [];
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test or the kernel ended the connection.
        }
    }
}
