using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Simulate;

/// <summary>Collects a <see cref="Timeline"/> while a run goes on.</summary>
internal sealed class SimulationLog(int maximum)
{
    private readonly List<TimelineEntry> entries = [];

    public long MissedCount { get; private set; }

    public bool IsOn => maximum > 0;

    public Timeline ToTimeline() => new(entries);

    public void Note(TimeSpan now, int connection, string client, ConnectionChange change) =>
        Add(new TimelineEvent { At = now, Connection = connection, Client = client, Change = change });

    /// <summary>Notes a packet that is handed to the wire.</summary>
    /// <returns>Its place, to say later what became of it; -1 when there is no room.</returns>
    public int NoteSent(
        TimeSpan now, int connection, Direction direction, (string From, string To) ends, ReadOnlySpan<byte> frame,
        ProtocolVersion version)
    {
        Sender sender = direction == Direction.ToServer ? Sender.Client : Sender.Server;
        bool isPacket = PacketReader.TryRead(frame, version, sender, out Packet? packet, out PacketError? error);
        return Add(new TimelinePacket
        {
            At = now,
            Connection = connection,
            Direction = direction,
            From = ends.From,
            To = ends.To,
            Bytes = frame.ToArray(),
            ProtocolVersion = version,
            Packet = packet,
            Summary = isPacket ? PacketSummary.Of(packet!) : error!.ToString(),
            Fate = Fate.Held,
        });
    }

    /// <summary>Says what became of a packet.</summary>
    public void Settle(int place, Fate fate, TimeSpan? passedAt = null)
    {
        if (place >= 0)
            entries[place] = (TimelinePacket)entries[place] with { Fate = fate, PassedAt = passedAt };
    }

    private int Add(TimelineEntry entry)
    {
        if (entries.Count >= maximum)
        {
            MissedCount++;
            return -1;
        }

        entries.Add(entry);
        return entries.Count - 1;
    }
}
