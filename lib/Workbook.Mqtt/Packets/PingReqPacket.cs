namespace Workbook.Mqtt.Packets;

/// <summary>PINGREQ: the client shows that it lives and asks whether the server does (section 3.12).</summary>
public sealed record PingReqPacket : Packet
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.PingReq;
}
