using System.Net.Sockets;
using System.Threading.Channels;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Live;

/// <summary>One direction of a proxied connection: reads packets, decides what strikes them, passes them on in
/// order.</summary>
/// <remarks>
/// The reader stamps and records each packet when it comes; the writer passes it on when gate and delay allow.
/// Between them stand at most <see cref="HeldMaximum"/> packets and little more than <see cref="HeldMaximumBytes"/>:
/// at these bounds the lane stops reading, and TCP holds the sender back.
/// </remarks>
internal sealed class ProxyLane(ProxyConnection connection, Direction direction, Socket from, Socket to)
{
    private const int HeldMaximum = 4096;
    private const int HeldMaximumBytes = 1024 * 1024;
    private const int FrameMaximumBytes = 16 * 1024 * 1024;

    private readonly Channel<Item> queue = Channel.CreateBounded<Item>(
        new BoundedChannelOptions(HeldMaximum) { SingleReader = true, SingleWriter = true });

    private readonly FaultGate room = new();
    private readonly List<Task> thaws = [];
    private readonly Dictionary<ushort, string> aliases = [];
    private int heldBytes;
    private TimeSpan due;
    private TimeSpan heldUntil;
    private bool isRaw;
    private bool isSwallowing;
    private bool isBroken;

    internal async Task RunAsync(CancellationToken cancellation)
    {
        await Task.WhenAll(ReadAsync(cancellation), WriteAsync(cancellation)).ConfigureAwait(false);
        await Task.WhenAll(thaws).ConfigureAwait(false);
    }

    private WireTap Tap => connection.Proxy.Tap;

    private async Task ReadAsync(CancellationToken cancellation)
    {
        try
        {
            byte[] buffer = new byte[16 * 1024];
            int count = 0;
            while (true)
            {
                int read = await from.ReceiveAsync(buffer.AsMemory(count), cancellation).ConfigureAwait(false);
                if (read == 0)
                    break;
                count += read;
                int used = 0;
                while (used < count && FrameLength(buffer.AsSpan(used, count - used)) is var length and > 0)
                {
                    await TakeAsync(buffer.AsMemory(used, length).ToArray(), cancellation).ConfigureAwait(false);
                    used += length;
                }

                buffer.AsSpan(used, count - used).CopyTo(buffer);
                count -= used;
                if (count == buffer.Length)
                    Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // A reset ends the lane like the end of the stream does.
        }
        finally
        {
            queue.Writer.Complete();
            if (!cancellation.IsCancellationRequested)
                connection.NoteClosed(direction);
        }
    }

    /// <summary>Gives the length of the packet at the start of the bytes, 0 when more bytes are needed; of raw bytes,
    /// all.</summary>
    private int FrameLength(ReadOnlySpan<byte> bytes)
    {
        if (isRaw)
            return bytes.Length;
        FrameScan scan = FrameScanner.Scan(bytes, connection.Version, FrameMaximumBytes);
        isRaw = scan.Error is not null;
        return isRaw ? bytes.Length : scan.IsFrame ? scan.Length : 0;
    }

    private async Task TakeAsync(byte[] bytes, CancellationToken cancellation)
    {
        (Packet? packet, string summary) = Decode(bytes);
        if (packet is ConnectPacket connect)
        {
            connection.Version = connect.ProtocolVersion;
            if (connect.ClientIdentifier.Length > 0)
                connection.ClientName = connect.ClientIdentifier;
        }

        WireTap.Slot slot = Record(bytes, packet, summary);
        Fault? fault = connection.IsCut ? null : connection.Proxy.Strike(connection.Number, direction, Resolve(packet));
        if (fault is { Kind: FaultKind.Delay, PassesFirst: false })
            DelayBy(fault.Duration);
        if (fault is { Kind: FaultKind.BlackHole, PassesFirst: false })
            isSwallowing = true;
        if (isSwallowing)
            Tap.Settle(slot, Fate.Swallowed);
        else
            await EnqueueAsync(new Item(bytes, slot, fault, due), cancellation).ConfigureAwait(false);
        if (fault is { Kind: FaultKind.Delay, PassesFirst: true })
            DelayBy(fault.Duration);
        if (fault is { Kind: FaultKind.BlackHole, PassesFirst: true })
            isSwallowing = true;
    }

    private async Task EnqueueAsync(Item item, CancellationToken cancellation)
    {
        int held = Interlocked.Add(ref heldBytes, item.Bytes.Length);
        await queue.Writer.WriteAsync(item, cancellation).ConfigureAwait(false);
        if (held <= HeldMaximumBytes)
            return;
        room.Close();
        if (Volatile.Read(ref heldBytes) <= HeldMaximumBytes)
            room.Open();
        await room.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private void DelayBy(TimeSpan time)
    {
        TimeSpan later = Tap.Elapsed + time;
        due = later > due ? later : due;
    }

    private (Packet? Packet, string Summary) Decode(byte[] bytes)
    {
        if (isRaw)
            return (null, $"{bytes.Length} bytes that are no MQTT packet");
        Sender sender = direction == Direction.ToServer ? Sender.Client : Sender.Server;
        return PacketReader.TryRead(bytes, connection.Version, sender, out Packet? packet, out PacketError? error)
            ? (packet, PacketSummary.Of(packet))
            : (null, $"invalid packet: {error}");
    }

    /// <summary>Gives a PUBLISH with an alias the topic that the alias stands for, so that faults find it by
    /// topic.</summary>
    private Packet? Resolve(Packet? packet)
    {
        if (packet is not PublishPacket { Properties.TopicAlias: { } alias } publish)
            return packet;
        if (publish.Topic.Length > 0)
            aliases[alias] = publish.Topic;
        return publish with { Topic = aliases.GetValueOrDefault(alias, "") };
    }

    private WireTap.Slot Record(byte[] bytes, Packet? packet, string summary)
    {
        string client = connection.ClientName;
        string server = connection.Proxy.BrokerName;
        return Tap.Record(new TimelinePacket
        {
            At = Tap.Elapsed,
            Connection = connection.Number,
            Direction = direction,
            From = direction == Direction.ToServer ? client : server,
            To = direction == Direction.ToServer ? server : client,
            Bytes = bytes,
            ProtocolVersion = connection.Version,
            Packet = packet,
            Summary = summary,
            Fate = Fate.Held,
        });
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        await foreach (Item item in queue.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            await PassAsync(item, cancellation).ConfigureAwait(false);
            if (Interlocked.Add(ref heldBytes, -item.Bytes.Length) <= HeldMaximumBytes)
                room.Open();
        }

        try
        {
            await connection.PassableAsync(cancellation).ConfigureAwait(false);
            ProxyConnection.Finish(to);
        }
        catch (OperationCanceledException)
        {
            // The proxy stops: the sockets are closed by their owner.
        }
    }

    /// <summary>Passes a packet on, or lets its fault strike.</summary>
    /// <remarks>A fault that strikes after the packet stops the other direction first, so that no answer can slip
    /// through.</remarks>
    private async Task PassAsync(Item item, CancellationToken cancellation)
    {
        bool passesFirst = item.Fault is { PassesFirst: true };
        switch (item.Fault?.Kind)
        {
            case FaultKind.Cut when connection.StopPassing():
                if (passesFirst)
                    await SendAsync(item, Fate.Passed, cancellation).ConfigureAwait(false);
                else
                    Tap.Settle(item.Slot, Fate.CutBefore);
                connection.Cut();
                break;
            case FaultKind.Freeze when passesFirst:
                await WaitAsync(item, cancellation).ConfigureAwait(false);
                Freeze(item.Fault, cancellation);
                await SendAsync(item, FateOf(item), cancellation).ConfigureAwait(false);
                break;
            case FaultKind.Freeze:
                Freeze(item.Fault, cancellation);
                await WaitAndSendAsync(item, cancellation).ConfigureAwait(false);
                break;
            default:
                await WaitAndSendAsync(item, cancellation).ConfigureAwait(false);
                break;
        }
    }

    private void Freeze(Fault fault, CancellationToken cancellation)
    {
        connection.Freeze();
        if (fault.Duration > TimeSpan.Zero)
            thaws.Add(connection.ThawLaterAsync(fault.Duration, cancellation));
    }

    private async Task WaitAndSendAsync(Item item, CancellationToken cancellation)
    {
        await WaitAsync(item, cancellation).ConfigureAwait(false);
        await SendAsync(item, connection.IsCut ? Fate.Lost : FateOf(item), cancellation).ConfigureAwait(false);
    }

    private async Task WaitAsync(Item item, CancellationToken cancellation)
    {
        TimeSpan wait = item.Due - Tap.Elapsed;
        if (wait <= TimeSpan.Zero && !connection.IsFrozen)
            return;
        if (wait > TimeSpan.Zero)
        {
            await connection.Proxy.DelaysEnd.WaitAsync(wait, cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await connection.PassableAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        heldUntil = Tap.Elapsed;
    }

    /// <summary>Whatever was seen before the last wait ended has waited too.</summary>
    private Fate FateOf(Item item) => item.Slot.Entry.At < heldUntil ? Fate.Delayed : Fate.Passed;

    /// <summary>Notes the fate before the bytes leave, so that whoever has them finds it in the recording.</summary>
    private async Task SendAsync(Item item, Fate fate, CancellationToken cancellation)
    {
        if (isBroken || cancellation.IsCancellationRequested)
            fate = Fate.Lost;
        Tap.Settle(item.Slot, fate);
        if (fate == Fate.Lost)
            return;
        try
        {
            ReadOnlyMemory<byte> rest = item.Bytes;
            while (rest.Length > 0)
                rest = rest[await to.SendAsync(rest, cancellation).ConfigureAwait(false)..];
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            isBroken = true;
            Tap.Settle(item.Slot, Fate.Lost);
        }
    }

    private readonly record struct Item(byte[] Bytes, WireTap.Slot Slot, Fault? Fault, TimeSpan Due);
}
