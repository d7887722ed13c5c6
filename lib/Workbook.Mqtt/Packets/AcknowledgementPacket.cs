namespace Workbook.Mqtt.Packets;

/// <summary>What PUBACK, PUBREC, PUBREL and PUBCOMP have in common: a packet identifier and a reason code (sections 3.4 to 3.7).</summary>
public abstract record AcknowledgementPacket : Packet
{
    private protected AcknowledgementPacket()
    {
    }

    /// <summary>The packet identifier of the PUBLISH that is acknowledged, 1 to 65,535.</summary>
    public ushort PacketIdentifier { get; init; }

    /// <summary>The result; MQTT 3.1.1 knows only Success.</summary>
    public ReasonCode ReasonCode { get; init; }
}
