namespace Workbook.Mqtt.Packets;

/// <summary>UNSUBSCRIBE: the client gives up one or more subscriptions (section 3.10).</summary>
public sealed record UnsubscribePacket : Packet
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.Unsubscribe;

    /// <summary>The packet identifier, 1 to 65,535.</summary>
    public ushort PacketIdentifier { get; init; }

    /// <summary>The filters to give up, at least one, compared character by character.</summary>
    public IReadOnlyList<string> TopicFilters { get; init; } = [];

    /// <summary>Compares by value; the filters in order.</summary>
    public bool Equals(UnsubscribePacket? other) =>
        other is not null && PacketIdentifier == other.PacketIdentifier &&
        TopicFilters.SequenceEqual(other.TopicFilters) && Properties.Equals(other.Properties);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PacketIdentifier, TopicFilters.Count);
}
