namespace Workbook.Mqtt.Packets;

/// <summary>The version of MQTT that a connection speaks; the value is the Protocol Level byte of CONNECT.</summary>
public enum ProtocolVersion : byte
{
    /// <summary>MQTT 3.1.1 (OASIS Standard, 29 October 2014).</summary>
    V311 = 4,

    /// <summary>MQTT 5.0 (OASIS Standard, 7 March 2019).</summary>
    V500 = 5,
}
