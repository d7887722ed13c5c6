namespace Workbook.Mqtt.Packets;

/// <summary>PUBACK: the receiver of a QoS 1 PUBLISH has taken it over (section 3.4).</summary>
public sealed record PubAckPacket : AcknowledgementPacket
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.PubAck;
}
