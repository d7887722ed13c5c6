namespace Workbook.Mqtt.Packets;

/// <summary>PINGRESP: the server's answer to PINGREQ (section 3.13).</summary>
public sealed record PingRespPacket : Packet
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.PingResp;
}
