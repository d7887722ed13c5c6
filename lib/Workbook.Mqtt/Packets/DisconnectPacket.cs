namespace Workbook.Mqtt.Packets;

/// <summary>DISCONNECT: the last packet of its sender on a connection (section 3.14; from a server in MQTT 5.0 only).</summary>
public sealed record DisconnectPacket : Packet
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.Disconnect;

    /// <summary>Why; Success is a normal disconnection, which discards the will.</summary>
    public ReasonCode ReasonCode { get; init; }
}
