namespace Workbook.Mqtt.Broker;

/// <summary>How many copies of a message a client gets when several of its subscriptions match; MQTT 5.0 section 3.3.4
/// leaves it open.</summary>
public enum OverlappingSubscriptions : byte
{
    /// <summary>One copy at the highest granted QoS, with all subscription identifiers (mosquitto).</summary>
    OneCopy = 0,

    /// <summary>One copy for each subscription, at its QoS and with its identifier.</summary>
    OneCopyEach = 1,
}
