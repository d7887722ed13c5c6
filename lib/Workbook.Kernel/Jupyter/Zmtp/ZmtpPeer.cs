using System.Net.Sockets;
using System.Text;

namespace Workbook.Kernel.Jupyter.Zmtp;

/// <summary>
/// One connection of a binding socket: a thread that reads and a thread that writes what is queued, so that neither a
/// busy kernel nor a peer that does not read holds up anyone else.
/// </summary>
internal sealed class ZmtpPeer
{
    /// <summary>The most parts of one message.</summary>
    public const int PartsMaximum = 4096;

    private const int ReadBytes = 64 * 1024;

    private static readonly TimeSpan HandshakeMaximum = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Socket _socket;
    private readonly ZmtpSocket _owner;
    private readonly ZmtpFrameReader _frames = new();
    private readonly byte[] _readBuffer = new byte[ReadBytes];
    private readonly Queue<byte[]> _outgoing = new();
    private readonly Thread _reader;
    private readonly Thread _writer;
    private long _outgoingBytes;
    private bool _isClosing;

    public ZmtpPeer(Socket socket, ZmtpSocket owner)
    {
        (_socket, _owner) = (socket, owner);
        if (socket.ProtocolType == ProtocolType.Tcp) socket.NoDelay = true;
        _reader = new Thread(Read) { IsBackground = true, Name = $"{owner.Name} read" };
        _writer = new Thread(Write) { IsBackground = true, Name = $"{owner.Name} write" };
    }

    /// <summary>How the peer calls itself; empty for one that does not.</summary>
    public byte[] Identity { get; private set; } = [];

    /// <summary>Whether the connection ends, so that nothing more can be sent.</summary>
    public bool IsClosing
    {
        get
        {
            lock (_gate) return _isClosing;
        }
    }

    public void Start() => _reader.UnsafeStart();

    /// <summary>Queues bytes for the peer, unless more than the limit wait already; never blocks.</summary>
    public bool TrySend(byte[] bytes, long waitingMaximumBytes)
    {
        lock (_gate)
        {
            if (_isClosing || _outgoingBytes + bytes.Length > waitingMaximumBytes) return false;
            _outgoing.Enqueue(bytes);
            _outgoingBytes += bytes.Length;
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Ends the connection once what is queued is sent; <see cref="Abort"/> does not wait.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosing = true;
            Monitor.Pulse(_gate);
        }
    }

    public void Abort()
    {
        Close();
        _socket.Dispose();
    }

    /// <summary>Returns whether the queue was sent within the time.</summary>
    public bool WaitUntilSent(TimeSpan limit) => !_writer.IsAlive || _writer.Join(limit);

    /// <summary>Waits for the threads of an aborted connection.</summary>
    public void Join(TimeSpan limit)
    {
        if (_reader != Thread.CurrentThread) _reader.Join(limit);
    }

    private void Read()
    {
        try
        {
            // A peer that says nothing holds its place for this long only.
            _socket.ReceiveTimeout = (int)HandshakeMaximum.TotalMilliseconds;
            _socket.Send(ZmtpGreeting.Ours());
            Greet();
            _socket.Send(ZmtpCommand.Ready(_owner.Type).Encode());
            Handshake();
            _socket.ReceiveTimeout = 0;
            _writer.UnsafeStart();
            _owner.Join(this);
            while (true) ReadMessage();
        }
        catch (EndOfStreamException)
        {
            // The peer is done.
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            if (e is SocketException { SocketErrorCode: SocketError.TimedOut })
                _owner.Log.Warn($"{_owner.Name}: a peer did not finish its handshake and was disconnected");
        }
        catch (ZmtpException e)
        {
            _owner.Log.Warn($"{_owner.Name}: a peer was disconnected: {e.Message}");
        }
        catch (Exception e)
        {
            _owner.Log.Warn($"{_owner.Name}: a peer was disconnected because of {e}");
        }
        finally
        {
            Abort();
            if (_writer.IsAlive) _writer.Join();
            _owner.Leave(this);
        }
    }

    private void Greet()
    {
        var greeting = new byte[ZmtpGreeting.Length];
        Fill(greeting.AsSpan(..ZmtpGreeting.SignatureLength));
        ZmtpGreeting.CheckSignature(greeting);
        Fill(greeting.AsSpan(ZmtpGreeting.SignatureLength..));
        ZmtpGreeting.Check(greeting);
    }

    private void Fill(Span<byte> target)
    {
        while (target.Length > 0)
        {
            var count = _socket.Receive(target);
            if (count == 0) throw new EndOfStreamException();
            target = target[count..];
        }
    }

    private void Handshake()
    {
        var frame = ReadFrame();
        var command = frame.IsCommand ? ZmtpCommand.Parse(frame.Body) : null;
        if (command is not { Name: "READY" })
            throw new ZmtpException($"the handshake brought {command?.Name ?? "a message"} instead of READY");
        var properties = command.Properties();
        var type = properties.TryGetValue("Socket-Type", out var name) ? Encoding.ASCII.GetString(name) : "";
        if (!_owner.Accepts.Contains(type)) throw new ZmtpException($"a {_owner.Type} does not talk to a '{type}'");
        if (properties.TryGetValue("Identity", out var identity)) Identity = identity;
    }

    private void ReadMessage()
    {
        var parts = new List<byte[]>();
        var size = 0L;
        while (true)
        {
            var frame = ReadFrame();
            if (frame.IsCommand)
            {
                Obey(ZmtpCommand.Parse(frame.Body));
                continue;
            }

            parts.Add(frame.Body);
            size += frame.Body.Length;
            if (parts.Count > PartsMaximum || size > ZmtpFrame.BodyMaximumBytes)
                throw new ZmtpException($"a message passes {PartsMaximum} parts or {ZmtpFrame.BodyMaximumBytes} bytes");
            if (frame.HasMore) continue;
            _owner.OnMessage(this, parts);
            return;
        }
    }

    private void Obey(ZmtpCommand command)
    {
        if (command.Name == "PING")
            TrySend(ZmtpCommand.Pong(command).Encode(), ZmtpSocket.ReplyWaitingMaximumBytes);
        else if (command.Name == "ERROR")
            throw new ZmtpException("it sent ERROR");
        else
            _owner.OnCommand(this, command);
    }

    private ZmtpFrame ReadFrame()
    {
        ZmtpFrame frame;
        while (!_frames.TryRead(out frame))
        {
            var count = _socket.Receive(_readBuffer);
            if (count == 0) throw new EndOfStreamException();
            _frames.Append(_readBuffer.AsSpan(..count));
        }

        return frame;
    }

    private void Write()
    {
        try
        {
            while (TakeOutgoing() is { } bytes)
            {
                for (var sent = 0; sent < bytes.Length;) sent += _socket.Send(bytes, sent, bytes.Length - sent, 0);
                lock (_gate) _outgoingBytes -= bytes.Length;
            }

            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The reading thread meets the same end and says what there is to say.
            _socket.Dispose();
        }
    }

    private byte[]? TakeOutgoing()
    {
        lock (_gate)
        {
            while (_outgoing.Count == 0 && !_isClosing) Monitor.Wait(_gate);
            return _outgoing.TryDequeue(out var bytes) ? bytes : null;
        }
    }
}
