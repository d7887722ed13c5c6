namespace Workbook.Mqtt.Packets;

/// <summary>PUBREL: the sender of a QoS 2 PUBLISH will not send it again (section 3.6).</summary>
public sealed record PubRelPacket : AcknowledgementPacket
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.PubRel;
}
