namespace Workbook.Mqtt.Packets;

/// <summary>SUBSCRIBE: the client asks for one or more subscriptions (section 3.8).</summary>
public sealed record SubscribePacket : Packet
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.Subscribe;

    /// <summary>The packet identifier, 1 to 65,535.</summary>
    public ushort PacketIdentifier { get; init; }

    /// <summary>The subscriptions asked for, at least one, in order.</summary>
    public IReadOnlyList<Subscription> Subscriptions { get; init; } = [];

    /// <summary>Compares by value; the subscriptions in order.</summary>
    public bool Equals(SubscribePacket? other) =>
        other is not null && PacketIdentifier == other.PacketIdentifier &&
        Subscriptions.SequenceEqual(other.Subscriptions) && Properties.Equals(other.Properties);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PacketIdentifier, Subscriptions.Count);
}
