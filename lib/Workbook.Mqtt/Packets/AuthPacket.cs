namespace Workbook.Mqtt.Packets;

/// <summary>AUTH: a step of enhanced authentication (MQTT 5.0 section 3.15).</summary>
public sealed record AuthPacket : Packet
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.Auth;

    /// <summary>Success, Continue authentication or Re-authenticate.</summary>
    public ReasonCode ReasonCode { get; init; }
}
