using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>A PUBLISH that has come in: the message and what its packet said of this hop.</summary>
/// <param name="Message">The message; its topic is empty only before the connection resolves the alias.</param>
/// <param name="PacketIdentifier">1 to 65,535; 0 at QoS 0.</param>
/// <param name="QualityOfService">The QoS of this hop.</param>
/// <param name="Duplicate">DUP: the sender says that it sent it before.</param>
/// <param name="Retain">RETAIN as the packet had it.</param>
/// <param name="SubscriptionIdentifiers">The identifiers of the matching subscriptions (MQTT 5.0, from a server only);
/// null for none.</param>
/// <param name="TopicAlias">The topic alias that the packet had (MQTT 5.0); 0 for none.</param>
public readonly record struct IncomingPublish(
    Message Message,
    ushort PacketIdentifier,
    QualityOfService QualityOfService,
    bool Duplicate,
    bool Retain,
    IReadOnlyList<uint>? SubscriptionIdentifiers = null,
    ushort TopicAlias = 0);
