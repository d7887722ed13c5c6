namespace Workbook.Mqtt.Packets;

/// <summary>PUBREC: the receiver of a QoS 2 PUBLISH has taken it over and keeps its packet identifier (section 3.5).</summary>
public sealed record PubRecPacket : AcknowledgementPacket
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.PubRec;
}
