using System.Buffers;
using System.Net.Sockets;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Live;

/// <summary>The wire of one connection, for either side: packets out in batches, bytes in.</summary>
/// <remarks>
/// The machine writes packets into a buffer while its owner holds the machine's lock; <see cref="Flush"/> afterwards
/// sends all of them at once. While a send is under way the next batch collects. The buffer is bounded: at
/// <see cref="OutgoingMaximumBytes"/> a QoS 0 message is dropped and counted, and <see cref="DrainedAsync"/> holds the
/// reader back, so that a peer that does not read cannot make more acknowledgements grow.
/// QoS 1 and 2 messages are bounded by the peer's Receive Maximum and are never dropped here; nor is a message that
/// sets a topic alias, because later ones rely on it: those are bounded by the peer's Topic Alias Maximum.
/// </remarks>
internal sealed class WireConnection : IPacketSink, IDisposable
{
    internal const int OutgoingMaximumBytes = 4 * 1024 * 1024;
    private const int BufferKeptBytes = 256 * 1024;

    /// <summary>How long a closed connection may take to send the rest; then it is broken off.</summary>
    private static readonly TimeSpan CloseMaximum = TimeSpan.FromSeconds(5);

    /// <summary>How long the peer may take to close its side once everything is sent.</summary>
    private static readonly TimeSpan LingerMaximum = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly LiveMachine machine;
    private readonly Socket socket;
    private readonly bool dropsWhenFull;
    private readonly CancellationTokenSource end = new();
    private ArrayBufferWriter<byte> pending = new(512);
    private ArrayBufferWriter<byte> sending = new(512);
    private TaskCompletionSource<bool>? pendingSent;
    private TaskCompletionSource<bool>? sendingSent;
    private bool isSending;
    private bool isClosing;
    private bool isDisposed;
    private bool hasLostBytes;

    internal WireConnection(LiveMachine machine, Socket socket, bool dropsWhenFull)
    {
        this.machine = machine;
        this.socket = socket;
        this.dropsWhenFull = dropsWhenFull;
        socket.NoDelay = true;
        PeerName = socket.RemoteEndPoint?.ToString() ?? "unknown";
    }

    /// <summary>The address and port of the other side.</summary>
    internal string PeerName { get; }

    /// <summary>The version in which packets are written.</summary>
    internal ProtocolVersion Version { get; set; } = ProtocolVersion.V311;

    /// <summary>Whether the machine has noted that something waits for <see cref="Flush"/>; guarded by its
    /// lock.</summary>
    internal bool IsNoted { get; set; }

    /// <summary>How many QoS 0 messages were dropped because the peer does not read fast enough.</summary>
    internal long DroppedCount { get; private set; }

    public void SendPublish(in OutgoingPublish publish)
    {
        lock (gate)
        {
            bool setsAlias = publish.TopicAlias != 0 && !publish.OmitsTopic;
            if (dropsWhenFull && publish.QualityOfService == QualityOfService.AtMostOnce && !setsAlias
                && pending.WrittenCount >= OutgoingMaximumBytes)
                DroppedCount++;
            else if (!isClosing)
                PacketWriter.WritePublish(pending, Version, publish);
        }

        machine.NoteUnsent(this);
    }

    public void SendAcknowledgement(in Acknowledgement acknowledgement)
    {
        lock (gate)
        {
            if (!isClosing)
                PacketWriter.WriteAcknowledgement(pending, Version, acknowledgement);
        }

        machine.NoteUnsent(this);
    }

    public void Send(Packet packet)
    {
        lock (gate)
        {
            if (!isClosing)
                PacketWriter.Write(pending, Version, packet);
        }

        machine.NoteUnsent(this);
    }

    public void Close()
    {
        lock (gate)
        {
            if (!isDisposed && !isClosing)
                end.CancelAfter(CloseMaximum);
            isClosing = true;
        }

        machine.NoteUnsent(this);
    }

    /// <summary>Sends what has been written, unless a send is under way, which will take it along.</summary>
    internal void Flush()
    {
        lock (gate)
        {
            if (isSending || isDisposed || (pending.WrittenCount == 0 && !isClosing))
                return;
            isSending = true;
        }

        _ = SendAllAsync();
    }

    /// <summary>Reads some bytes; 0 at the end of the stream, however it ended.</summary>
    internal async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            return await socket.ReceiveAsync(buffer, end.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            return 0;
        }
    }

    /// <summary>Waits until all that was written so far has been handed to the operating system.</summary>
    /// <returns>False when the connection broke first.</returns>
    internal Task<bool> SentAsync()
    {
        lock (gate)
        {
            if (isDisposed && (!isSending || pending.WrittenCount > 0))
                return Task.FromResult(!hasLostBytes);
            if (pending.WrittenCount > 0)
                return (pendingSent ??= NewSignal()).Task;
            return isSending ? (sendingSent ??= NewSignal()).Task : Task.FromResult(true);
        }
    }

    /// <summary>Waits while the outgoing buffer is at its bound.</summary>
    internal Task DrainedAsync()
    {
        lock (gate)
        {
            if (pending.WrittenCount < OutgoingMaximumBytes)
                return Task.CompletedTask;
        }

        return SentAsync();
    }

    /// <summary>Breaks the connection at once; what has not been sent is lost. A send that is under way ends by itself
    /// and knows then whether the operating system had taken its bytes.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (isDisposed)
                return;
            isDisposed = true;
            hasLostBytes |= pending.WrittenCount > 0;
            pendingSent?.TrySetResult(false);
        }

        end.Cancel();
        socket.Dispose();
        end.Dispose();
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task SendAllAsync()
    {
        try
        {
            while (NextBatch())
            {
                ReadOnlyMemory<byte> rest = sending.WrittenMemory;
                while (rest.Length > 0)
                    rest = rest[await socket.SendAsync(rest).ConfigureAwait(false)..];
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The connection is lost: the reader sees its end and tells the machine. Nothing more can be sent.
            lock (gate)
            {
                isSending = false;
                hasLostBytes = true;
                sendingSent?.TrySetResult(false);
            }

            Dispose();
        }
    }

    private bool NextBatch()
    {
        lock (gate)
        {
            if (sending.Capacity > BufferKeptBytes)
                sending = new ArrayBufferWriter<byte>(512);
            else
                sending.ResetWrittenCount();
            sendingSent?.TrySetResult(true);
            (sendingSent, pendingSent) = (pendingSent, null);
            if (pending.WrittenCount > 0)
            {
                (sending, pending) = (pending, sending);
                return true;
            }

            isSending = false;
            if (isClosing && !isDisposed)
            {
                socket.Shutdown(SocketShutdown.Send);
                end.CancelAfter(LingerMaximum);
            }

            return false;
        }
    }
}
