namespace Workbook.Mqtt.Packets;

/// <summary>UNSUBACK: the server's answer to UNSUBSCRIBE (section 3.11).</summary>
public sealed record UnsubAckPacket : Packet
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.UnsubAck;

    /// <summary>The packet identifier of the UNSUBSCRIBE.</summary>
    public ushort PacketIdentifier { get; init; }

    /// <summary>One result for each filter, in order (MQTT 5.0); empty in MQTT 3.1.1, which has none.</summary>
    public IReadOnlyList<ReasonCode> ReasonCodes { get; init; } = [];

    /// <summary>Compares by value; the reason codes in order.</summary>
    public bool Equals(UnsubAckPacket? other) =>
        other is not null && PacketIdentifier == other.PacketIdentifier &&
        ReasonCodes.SequenceEqual(other.ReasonCodes) && Properties.Equals(other.Properties);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PacketIdentifier, ReasonCodes.Count);
}
