namespace Workbook.Mqtt.Codec;

/// <summary>The two ways in which a packet can be wrong (MQTT 5.0 section 1.2); both end the connection.</summary>
public enum PacketFault
{
    /// <summary>The bytes cannot be parsed by the rules of the standard.</summary>
    MalformedPacket,

    /// <summary>The bytes can be parsed, but must not come here, or say what must not be said.</summary>
    ProtocolError,
}
