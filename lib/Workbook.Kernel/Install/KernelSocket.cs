using System.Net;
using System.Net.Sockets;
using Workbook.Kernel.Jupyter.Zmtp;

namespace Workbook.Kernel.Install;

/// <summary>The connecting side of ZMTP, as a front end has it: DEALER for requests, SUB for outputs.</summary>
internal sealed class KernelSocket : IDisposable
{
    private const int ReadBytes = 64 * 1024;
    // Libzmq, through which front ends connect, waits 100 ms: too coarse to compare starts of less than half a second.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(5);

    private readonly Socket _socket;
    private readonly ZmtpFrameReader _frames = new();
    private readonly byte[] _buffer = new byte[ReadBytes];

    private KernelSocket(Socket socket) => _socket = socket;

    /// <summary>
    /// Connects, again and again until the kernel listens; throws <see cref="TimeoutException"/> when it does not by
    /// the deadline, and <see cref="OperationCanceledException"/> when it has ended.
    /// </summary>
    public static KernelSocket Connect(string type, IPEndPoint endpoint, DateTime deadline, CancellationToken ended)
    {
        var connection = new KernelSocket(Open(endpoint, deadline, ended));
        try
        {
            connection.Greet(type, deadline);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>Sends a message of these parts.</summary>
    public void Send(IReadOnlyList<byte[]> parts) => SendAll(ZmtpFrame.Encode(parts));

    /// <summary>Waits for the next message; throws <see cref="TimeoutException"/> when none comes in time.</summary>
    public List<byte[]> Receive(DateTime deadline)
    {
        var parts = new List<byte[]>();
        while (true)
        {
            var frame = ReadFrame(deadline);
            if (frame.IsCommand) continue;
            parts.Add(frame.Body);
            if (!frame.HasMore) return parts;
        }
    }

    private static Socket Open(IPEndPoint endpoint, DateTime deadline, CancellationToken ended)
    {
        while (true)
        {
            var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                socket.Connect(endpoint);
                return socket;
            }
            catch (SocketException) when (DateTime.UtcNow < deadline)
            {
                socket.Dispose();
                ended.ThrowIfCancellationRequested();
                Thread.Sleep(RetryAfter);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                throw new TimeoutException($"Nothing listens on {endpoint}.", e);
            }
        }
    }

    private void Greet(string type, DateTime deadline)
    {
        SendAll(ZmtpGreeting.Ours());
        SendAll(ZmtpCommand.Ready(type).Encode());
        var greeting = new byte[ZmtpGreeting.Length];
        for (var filled = 0; filled < greeting.Length;) filled += ReceiveSome(greeting.AsSpan(filled), deadline);
        ZmtpGreeting.Check(greeting);
        if (!ReadFrame(deadline).IsCommand) throw new ZmtpException("the handshake brought a message");
        // A subscription to everything is the byte 1 and an empty topic.
        if (type == "SUB") Send([[1]]);
    }

    private ZmtpFrame ReadFrame(DateTime deadline)
    {
        ZmtpFrame frame;
        while (!_frames.TryRead(out frame))
            _frames.Append(_buffer.AsSpan(0, ReceiveSome(_buffer, deadline)));
        return frame;
    }

    private int ReceiveSome(Span<byte> target, DateTime deadline)
    {
        var left = deadline - DateTime.UtcNow;
        if (left <= TimeSpan.Zero || !_socket.Poll(left, SelectMode.SelectRead))
            throw new TimeoutException("The kernel did not answer in time.");
        var count = _socket.Receive(target);
        return count > 0 ? count : throw new IOException("The kernel closed the connection.");
    }

    private void SendAll(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;) sent += _socket.Send(bytes.AsSpan(sent));
    }
}
