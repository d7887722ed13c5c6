namespace Workbook.Mqtt.Broker;

/// <summary>How many copies a client gets whose subscriptions match a message several times; the standard leaves it
/// open.</summary>
public enum OverlappingSubscriptions : byte
{
    /// <summary>One copy at the highest granted QoS, with all subscription identifiers (mosquitto).</summary>
    OneCopy = 0,

    /// <summary>One copy for each subscription, at its QoS and with its identifier.</summary>
    OneCopyEach = 1,
}
