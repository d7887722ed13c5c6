namespace Workbook.Mqtt.Packets;

/// <summary>SUBACK: the server's answer to SUBSCRIBE, one reason code for each filter, in order (section 3.9).</summary>
public sealed record SubAckPacket : Packet
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.SubAck;

    /// <summary>The packet identifier of the SUBSCRIBE.</summary>
    public ushort PacketIdentifier { get; init; }

    /// <summary>The granted QoS (0, 1, 2) or a failure, one for each filter.</summary>
    public IReadOnlyList<ReasonCode> ReasonCodes { get; init; } = [];

    /// <summary>Compares by value; the reason codes in order.</summary>
    public bool Equals(SubAckPacket? other) =>
        other is not null && PacketIdentifier == other.PacketIdentifier &&
        ReasonCodes.SequenceEqual(other.ReasonCodes) && Properties.Equals(other.Properties);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PacketIdentifier, ReasonCodes.Count);
}
