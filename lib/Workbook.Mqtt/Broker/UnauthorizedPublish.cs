namespace Workbook.Mqtt.Broker;

/// <summary>How a publish without permission is answered to an MQTT 3.1.1 client, which no packet can tell (MQTT 3.1.1
/// [MQTT-3.3.5-2]); in MQTT 5.0 PUBACK and PUBREC say Not authorized (0x87).</summary>
public enum UnauthorizedPublish : byte
{
    /// <summary>The message is acknowledged as usual and goes nowhere (mosquitto).</summary>
    Acknowledge = 0,

    /// <summary>The connection is closed.</summary>
    Close = 1,
}
