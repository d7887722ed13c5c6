namespace Workbook.Mqtt.Packets;

/// <summary>PUBCOMP: the receiver has forgotten the packet identifier, which is free again (section 3.7).</summary>
public sealed record PubCompPacket : AcknowledgementPacket
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.PubComp;
}
