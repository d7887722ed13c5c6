using System.Buffers;
using System.Text;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook.Simulate;

/// <summary>One direction of a connection: a machine writes packets in at one end, their bytes come out at the
/// other.</summary>
/// <remarks>
/// One buffer holds what is written, what is under way and what has arrived and is not yet consumed, in this order from
/// its end; the receiver reads its frames in place. When and whether bytes arrive is in Lane.Transmission.cs.
/// </remarks>
internal sealed partial class Lane : EventTarget, IPacketSink, IBufferWriter<byte>
{
    private const int UsualBytes = 256;

    private readonly Wire wire;
    private readonly EncodingSink encoder;
    private readonly Queue<(long End, int Place)>? recorded;
    private byte[] buffer = [];
    private int start;
    private int arrived;
    private int sent;
    private int end;
    private long consumedBefore;
    private bool isNoted;
    private bool isClosing;
    private string lastTopic = "";

    public Lane(Wire wire, Direction direction)
    {
        (this.wire, Direction) = (wire, direction);
        Bytes = direction == Direction.ToServer ? wire.Link.ToServer : wire.Link.ToClient;
        encoder = new EncodingSink(this, wire.Version);
        timeout = Conditions.RetransmissionTimeout;
        if (World.Log.IsOn)
            recorded = new Queue<(long, int)>();
    }

    public Direction Direction { get; }

    /// <summary>What is counted of this direction, over all connections of the link.</summary>
    public LayerBytes Bytes { get; }

    private Simulation World => wire.World;

    private LinkConditions Conditions => wire.Link.Conditions;

    private Lane Opposite => Direction == Direction.ToServer ? wire.ToClient : wire.ToServer;

    /// <summary>Tells the writer which version the connection speaks.</summary>
    public void SetVersion(ProtocolVersion version) => encoder.Version = version;

    public void SendPublish(in OutgoingPublish publish)
    {
        int before = end - start;
        encoder.SendPublish(publish);
        Note(before);
        if (World.Options.IsAudited)
            World.Auditor.NoteHanded(publish.Message, wire, Direction);
    }

    public void SendAcknowledgement(in Acknowledgement acknowledgement)
    {
        int before = end - start;
        encoder.SendAcknowledgement(acknowledgement);
        Note(before);
    }

    public void Send(Packet packet)
    {
        int before = end - start;
        encoder.Send(packet);
        Note(before);
    }

    public void Close()
    {
        if (Direction == Direction.ToClient)
            wire.NoteServerClosed(isByServer: true);
        isClosing = true;
        NoteUnsent();
    }

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        MakeRoom(Math.Max(sizeHint, 1));
        return buffer.AsMemory(end);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint)
    {
        MakeRoom(Math.Max(sizeHint, 1));
        return buffer.AsSpan(end);
    }

    void IBufferWriter<byte>.Advance(int count) => end += count;

    /// <summary>Takes the next whole frame out of what has arrived; it stays valid until the lane is written
    /// to.</summary>
    /// <returns>False when more bytes must come, or when <paramref name="error"/> says that no frame can
    /// follow.</returns>
    public bool TryTake(
        ProtocolVersion version, uint maximumPacketSize, out PacketType type, out ReadOnlySpan<byte> frame,
        out PacketError? error)
    {
        if (start == arrived)
        {
            type = default;
            frame = default;
            error = null;
            return false;
        }

        FrameScan scan = FrameScanner.Scan(buffer.AsSpan(start, arrived - start), version, maximumPacketSize);
        (type, error) = (scan.Type, scan.Error);
        frame = scan.IsFrame ? buffer.AsSpan(start, scan.Length) : default;
        start += frame.Length;
        return scan.IsFrame;
    }

    /// <summary>Gives the string of a topic name; most lanes carry one topic all the time.</summary>
    public string TopicOf(in PublishView publish) => Ascii.Equals(publish.TopicBytes, lastTopic)
        ? lastTopic
        : lastTopic = World.Topics.Of(publish.TopicBytes);

    /// <summary>Gives the memory back; what is under way is lost.</summary>
    /// <param name="fate">What the timeline says of packets under way.</param>
    public void Abandon(Fate fate)
    {
        while (recorded is not null && recorded.TryDequeue(out var slot))
            World.Log.Settle(slot.Place, fate);
        flights.Clear();
        consumedBefore += end;
        start = arrived = sent = tried = end = 0;
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    private void Note(int bytesBefore)
    {
        NoteUnsent();
        if (recorded is null)
            return;
        int length = end - start - bytesBefore;
        var ends = Direction == Direction.ToServer
            ? (wire.Client.Name, World.Options.BrokerName)
            : (World.Options.BrokerName, wire.Client.Name);
        int place = World.Log.NoteSent(
            World.Now, wire.Number, Direction, ends, buffer.AsSpan(end - length, length), encoder.Version);
        recorded.Enqueue((consumedBefore + end, place));
    }

    private void NoteUnsent()
    {
        if (isNoted)
            return;
        isNoted = true;
        World.NoteUnsent(this);
    }

    private void SettleRecorded(bool isLate)
    {
        long reached = consumedBefore + arrived;
        while (recorded is not null && recorded.TryPeek(out var slot) && slot.End <= reached)
        {
            recorded.Dequeue();
            World.Log.Settle(slot.Place, isLate ? Fate.Delayed : Fate.Passed, World.Now);
        }
    }

    private void MakeRoom(int needed)
    {
        if (buffer.Length - end >= needed)
            return;
        int held = end - start;
        byte[] target = buffer;
        if (held + needed > buffer.Length)
            target = ArrayPool<byte>.Shared.Rent(Math.Max(UsualBytes, 2 * (held + needed)));
        buffer.AsSpan(start, held).CopyTo(target);
        if (target != buffer && buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        consumedBefore += start;
        (buffer, arrived, sent, tried, end, start) = (target, arrived - start, sent - start, tried - start, held, 0);
    }

    /// <summary>Begins at the front again when all is consumed.</summary>
    private void Rewind()
    {
        if (start < end || start == 0)
            return;
        consumedBefore += start;
        start = arrived = sent = tried = end = 0;
    }
}
