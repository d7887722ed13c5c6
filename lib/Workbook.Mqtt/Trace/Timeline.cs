using System.Collections;
using System.Globalization;
using System.Text;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Trace;

/// <summary>What was seen on one or more connections, in order of time; immutable.</summary>
/// <remarks>
/// A wire tap makes it from real bytes, a simulation from virtual ones; diagrams, tables and counts are made from it
/// alone. Every filter gives a new timeline, so filters can be chained.
/// </remarks>
public sealed class Timeline : IReadOnlyList<TimelineEntry>
{
    private readonly TimelineEntry[] entries;

    /// <summary>Makes a timeline.</summary>
    /// <param name="entries">What was seen; entries of the same time keep the order given.</param>
    public Timeline(IEnumerable<TimelineEntry> entries) => this.entries = [.. entries.OrderBy(entry => entry.At)];

    /// <summary>A timeline on which nothing was seen.</summary>
    public static Timeline Empty { get; } = new([]);

    /// <summary>How many packets and events there are.</summary>
    public int Count => entries.Length;

    /// <summary>Gives an entry by its place in time.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public TimelineEntry this[int index] => entries[index];

    /// <summary>The packets, without the events.</summary>
    public IEnumerable<TimelinePacket> Packets => entries.OfType<TimelinePacket>();

    /// <summary>The events, without the packets.</summary>
    public IEnumerable<TimelineEvent> Events => entries.OfType<TimelineEvent>();

    /// <summary>Keeps the entries that satisfy a condition.</summary>
    /// <param name="condition">The condition.</param>
    public Timeline Only(Func<TimelineEntry, bool> condition) => new(entries.Where(condition));

    /// <summary>Keeps all events, and the packets of some types.</summary>
    /// <param name="types">The packet types to keep.</param>
    public Timeline Only(params PacketType[] types) =>
        Only(entry => entry is not TimelinePacket seen || (seen.Packet is { } packet && types.Contains(packet.Type)));

    /// <summary>Leaves out the packets of some types; events and undecoded packets stay.</summary>
    /// <param name="types">The packet types to leave out.</param>
    public Timeline Without(params PacketType[] types) =>
        Only(entry => entry is not TimelinePacket { Packet: { } packet } || !types.Contains(packet.Type));

    /// <summary>Keeps all events, and the packets of one direction.</summary>
    /// <param name="direction">The direction.</param>
    public Timeline Only(Direction direction) =>
        Only(entry => entry is not TimelinePacket packet || packet.Direction == direction);

    /// <summary>Keeps the packets and events of one connection.</summary>
    /// <param name="connection">1 for the first connection.</param>
    public Timeline OfConnection(int connection) => Only(entry => entry.Connection == connection);

    /// <summary>Keeps the packets that a participant sent or received, and the events of its connections.</summary>
    /// <param name="name">A client identifier.</param>
    public Timeline Of(string name) => Only(entry => entry switch
    {
        TimelinePacket packet => packet.From == name || packet.To == name,
        TimelineEvent change => change.Client == name,
        _ => false,
    });

    /// <summary>Keeps what was seen at a time or later.</summary>
    /// <param name="start">The time, since the observation began.</param>
    public Timeline Since(TimeSpan start) => Only(entry => entry.At >= start);

    /// <summary>Counts the packets of a type, delivered or not.</summary>
    /// <param name="type">The packet type.</param>
    /// <param name="direction">The direction, or null for both.</param>
    public int CountOf(PacketType type, Direction? direction = null) =>
        Packets.Count(packet => packet.Packet?.Type == type && (direction is null || packet.Direction == direction));

    /// <summary>Counts the packets of every type that was seen, in the order of the types.</summary>
    public IReadOnlyDictionary<PacketType, int> Counts => new SortedDictionary<PacketType, int>(Packets
        .Where(packet => packet.Packet is not null)
        .GroupBy(packet => packet.Packet!.Type)
        .ToDictionary(group => group.Key, group => group.Count()));

    /// <summary>Adds up the sizes of the packets of one direction, in bytes; delivered or not, without TCP and IP
    /// headers.</summary>
    /// <param name="direction">The direction.</param>
    public long Bytes(Direction direction) =>
        Packets.Where(packet => packet.Direction == direction).Sum(packet => (long)packet.Bytes.Length);

    /// <summary>Gives the entries in time.</summary>
    public IEnumerator<TimelineEntry> GetEnumerator() => ((IEnumerable<TimelineEntry>)entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gives a line an entry, in columns: time in milliseconds, connection, ends, size, packet,
    /// fate.</summary>
    public override string ToString()
    {
        int time = Width(entries, entry => Milliseconds(entry).Length);
        int from = Width(Packets, packet => packet.From.Length);
        int to = Width(Packets, packet => packet.To.Length);
        int size = Width(Packets, packet => packet.Bytes.Length.ToString(CultureInfo.InvariantCulture).Length);
        int summary = Width(Packets, packet => packet.Summary.Length);
        var text = new StringBuilder();
        foreach (TimelineEntry entry in entries)
        {
            text.Append(Milliseconds(entry).PadLeft(time)).Append(" ms  #").Append(entry.Connection).Append("  ");
            if (entry is TimelinePacket packet)
            {
                string fate = packet.Fate == Fate.Passed ? "" : $"  {TimelinePacket.Describe(packet.Fate)}";
                text.Append(packet.From.PadRight(from)).Append(" -> ").Append(packet.To.PadRight(to)).Append("  ")
                    .Append(packet.Bytes.Length.ToString(CultureInfo.InvariantCulture).PadLeft(size)).Append(" B  ")
                    .Append(fate == "" ? packet.Summary : packet.Summary.PadRight(summary)).Append(fate);
            }
            else
            {
                text.Append("--- ").Append(((TimelineEvent)entry).Summary).Append(" ---");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private static int Width<T>(IEnumerable<T> items, Func<T, int> length) =>
        items.Select(length).DefaultIfEmpty(0).Max();

    private static string Milliseconds(TimelineEntry entry) =>
        entry.At.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture);
}
