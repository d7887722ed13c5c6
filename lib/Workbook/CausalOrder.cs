using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook;

/// <summary>Puts what was seen on several connections into an order in which every packet comes after what caused it.</summary>
/// <remarks>
/// Two exchanges that overlap in time race each other: their packets interleave differently in every run. A diagram of them
/// would differ too, and say nothing more. So the order here uses time only where it means something:
/// <list type="number">
/// <item>packets of one connection stay in their order;</item>
/// <item>a copy to a subscriber comes after the PUBLISH (or the PUBREL, where the broker waits for it) that it is a copy of,
/// a will after the end of its connection;</item>
/// <item>what a client does by itself (CONNECT, SUBSCRIBE, a new PUBLISH, leaving, ...) comes
/// after everything that could happen without it,
/// and in order of time among its like.</item>
/// </list>
/// Between packets that these rules leave open, those of the broker go first: it answers one packet on all its connections
/// before it takes in the next. After that the connection that was opened first goes first.
/// </remarks>
internal static class CausalOrder
{
    /// <summary>Orders a timeline.</summary>
    /// <param name="timeline">What was seen.</param>
    /// <param name="waitsForPubRel">Whether the broker hands a QoS 2 message on only at PUBREL; null: the times tell.</param>
    public static IReadOnlyList<TimelineEntry> Of(Timeline timeline, bool? waitsForPubRel)
    {
        timeline = timeline.Only(entry => !IsEndAfterGoodbye(entry, timeline));
        var waiting = timeline.GroupBy(entry => entry.Connection).OrderBy(group => group.Key)
            .Select(group => new Queue<TimelineEntry>(group)).ToList();
        var done = new List<TimelineEntry>();
        while (waiting.Any(queue => queue.Count > 0))
        {
            var heads = waiting.Where(queue => queue.Count > 0).ToList();
            var ready = heads.Where(queue => IsCaused(queue.Peek(), done, timeline, waitsForPubRel)).ToList();
            var next = ready.Find(queue => !IsInitiative(queue.Peek()) && !IsFromClient(queue.Peek()))
                ?? ready.Find(queue => !IsInitiative(queue.Peek()))
                ?? (ready.Count > 0 ? ready : heads).MinBy(queue => queue.Peek().At)!;
            done.Add(next.Dequeue());
        }

        return done;
    }

    private static bool IsFromClient(TimelineEntry entry) => entry is TimelinePacket { Direction: Direction.ToServer };

    /// <summary>Whether this is the end of a connection that a DISCONNECT announced: which side closes first is a race.</summary>
    private static bool IsEndAfterGoodbye(TimelineEntry entry, Timeline timeline) =>
        entry is TimelineEvent { Change: ConnectionChange.ClosedByClient or ConnectionChange.ClosedByServer } end &&
        timeline.OfConnection(end.Connection).Packets.LastOrDefault() is { IsDelivered: true, Packet: DisconnectPacket };

    /// <summary>Whether a client sends this of its own accord, not in answer to anything on the wire.</summary>
    private static bool IsInitiative(TimelineEntry entry) => entry switch
    {
        TimelinePacket { Direction: Direction.ToServer, Packet: PublishPacket publish } => !publish.Duplicate,
        TimelinePacket { Direction: Direction.ToServer, Packet: { } packet } => packet.Type
            is PacketType.Connect or PacketType.Subscribe or PacketType.Unsubscribe or PacketType.PingReq or PacketType.Disconnect,
        TimelineEvent { Change: ConnectionChange.Opened or ConnectionChange.ClosedByClient } => true,
        _ => false,
    };

    private static bool IsCaused(TimelineEntry entry, List<TimelineEntry> done, Timeline all, bool? waitsForPubRel)
    {
        if (entry is not TimelinePacket { Direction: Direction.ToClient, Packet: PublishPacket { Duplicate: false } copy } sent)
            return true;
        int nth = 1 + Copies(done).Count(earlier => earlier.To == sent.To && IsSame(earlier.Packet, copy));
        var causes = all.Where(candidate => IsCauseOf(candidate, copy, all)).ToList();
        if (causes.Count == 0)
            return true;
        var cause = causes[Math.Min(nth, causes.Count) - 1];
        if (waitsForPubRel != false && ReleaseOf(cause, all) is { } release && (waitsForPubRel == true || release.At < sent.At))
            cause = release;
        return done.Contains(cause);
    }

    private static TimelinePacket? ReleaseOf(TimelineEntry cause, Timeline all) =>
        cause is TimelinePacket { Packet: PublishPacket { QualityOfService: QualityOfService.ExactlyOnce } publish } sent
            ? all.Packets.FirstOrDefault(packet => packet.At > sent.At && packet.From == sent.From && packet.IsDelivered &&
                packet.Packet is PubRelPacket release && release.PacketIdentifier == publish.PacketIdentifier)
            : null;

    private static IEnumerable<TimelinePacket> Copies(IEnumerable<TimelineEntry> entries) =>
        entries.OfType<TimelinePacket>().Where(packet => packet is
            { Direction: Direction.ToClient, Packet: PublishPacket { Duplicate: false } });

    private static bool IsCauseOf(TimelineEntry candidate, PublishPacket copy, Timeline all) => candidate switch
    {
        TimelinePacket { Direction: Direction.ToServer, IsDelivered: true, Packet: PublishPacket publish } =>
            IsSame(publish, copy),
        TimelineEvent { Change: not (ConnectionChange.Opened or ConnectionChange.Frozen or ConnectionChange.Thawed) } end =>
            all.Packets.Any(packet => packet.Connection == end.Connection &&
                packet.Packet is ConnectPacket { Will: { } will } && will.Topic == copy.Topic &&
                will.Payload.Span.SequenceEqual(copy.Payload.Span)),
        _ => false,
    };

    private static bool IsSame(Packet? packet, PublishPacket copy) =>
        packet is PublishPacket publish && publish.Topic == copy.Topic && publish.Payload.Span.SequenceEqual(copy.Payload.Span);
}
