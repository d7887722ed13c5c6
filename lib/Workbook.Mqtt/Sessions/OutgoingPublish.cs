using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>A message on its way over one hop: everything that its PUBLISH says besides the message itself.</summary>
/// <param name="Message">The message.</param>
/// <param name="PacketIdentifier">1 to 65,535; 0 at QoS 0.</param>
/// <param name="QualityOfService">The QoS of this hop.</param>
/// <param name="Duplicate">DUP: it was sent before, on this hop.</param>
/// <param name="Retain">RETAIN as this receiver shall see it.</param>
/// <param name="SubscriptionIdentifiers">The identifiers of the matching subscriptions (MQTT 5.0); null for
/// none.</param>
/// <param name="MessageExpiryInterval">What is left of the expiry, in seconds (MQTT 5.0 [MQTT-3.3.2-6]); null for
/// none.</param>
/// <param name="TopicAlias">The topic alias to send (MQTT 5.0); 0 for none.</param>
/// <param name="OmitsTopic">Whether the alias is known to the receiver already, so that the topic name goes out
/// empty.</param>
public readonly record struct OutgoingPublish(
    Message Message,
    ushort PacketIdentifier,
    QualityOfService QualityOfService,
    bool Duplicate,
    bool Retain,
    IReadOnlyList<uint>? SubscriptionIdentifiers = null,
    uint? MessageExpiryInterval = null,
    ushort TopicAlias = 0,
    bool OmitsTopic = false);
