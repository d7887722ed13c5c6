using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>How many packets of each type went one way.</summary>
public sealed class PacketCounts
{
    private readonly long[] counts = new long[(int)PacketType.Auth + 1];

    /// <summary>Gives the count of a type.</summary>
    /// <param name="type">The packet type.</param>
    public long this[PacketType type] => counts[(int)type];

    /// <summary>The count of all types.</summary>
    public long Total => counts.Sum();

    /// <summary>Counts one packet.</summary>
    /// <param name="type">Its type.</param>
    internal void Add(PacketType type) => counts[(int)type]++;
}
