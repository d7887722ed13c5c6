using Workbook.Mqtt.Packets;
using static Workbook.Mqtt.Codec.PropertyPlaces;
using static Workbook.Mqtt.Codec.PropertyType;

namespace Workbook.Mqtt.Codec;

/// <summary>
/// The properties of MQTT 5.0 as data: form, places, repetition and bounds of each (section 2.2.2.2).
/// </summary>
/// <remarks>This is the only place where that is said; reader, writer, anatomy and documentation follow it.</remarks>
public static class PropertyTable
{
    private static readonly PropertyRule?[] byId = new PropertyRule?[(int)PropertyId.SharedSubscriptionAvailable + 1];

    static PropertyTable()
    {
        foreach (PropertyRule rule in Rules)
            byId[(int)rule.Id] = rule;
    }

    /// <summary>All rows, by identifier.</summary>
    public static IReadOnlyList<PropertyRule> Rules { get; } =
    [
        new(
            PropertyId.PayloadFormatIndicator,
            "Payload Format Indicator",
            PropertyType.Byte,
            PublishOrWill,
            "3.3.2.3.2")
            { Maximum = 1 },
        new(PropertyId.MessageExpiryInterval, "Message Expiry Interval", FourByteInteger, PublishOrWill, "3.3.2.3.3"),
        new(PropertyId.ContentType, "Content Type", Utf8String, PublishOrWill, "3.3.2.3.9"),
        new(PropertyId.ResponseTopic, "Response Topic", Utf8String, PublishOrWill, "3.3.2.3.5")
            { IsTopicName = true },
        new(PropertyId.CorrelationData, "Correlation Data", BinaryData, PublishOrWill, "3.3.2.3.6"),
        new(
            PropertyId.SubscriptionIdentifier,
            "Subscription Identifier",
            PropertyType.VariableByteInteger,
            ServerPublish | Subscribe,
            "3.8.2.1.2")
            { RepeatableIn = ServerPublish, Minimum = 1, Maximum = Codec.VariableByteInteger.Maximum },
        new(
            PropertyId.SessionExpiryInterval,
            "Session Expiry Interval",
            FourByteInteger,
            Connect | ConnAck | ClientDisconnect,
            "3.1.2.11.2"),
        new(PropertyId.AssignedClientIdentifier, "Assigned Client Identifier", Utf8String, ConnAck, "3.2.2.3.7"),
        new(PropertyId.ServerKeepAlive, "Server Keep Alive", TwoByteInteger, ConnAck, "3.2.2.3.14"),
        new(
            PropertyId.AuthenticationMethod,
            "Authentication Method",
            Utf8String,
            Connect | ConnAck | Auth,
            "3.1.2.11.9"),
        new(
            PropertyId.AuthenticationData,
            "Authentication Data",
            BinaryData,
            Connect | ConnAck | Auth,
            "3.1.2.11.10"),
        new(
            PropertyId.RequestProblemInformation,
            "Request Problem Information",
            PropertyType.Byte,
            Connect,
            "3.1.2.11.7")
            { Maximum = 1 },
        new(PropertyId.WillDelayInterval, "Will Delay Interval", FourByteInteger, PropertyPlaces.Will, "3.1.3.2.2"),
        new(
            PropertyId.RequestResponseInformation,
            "Request Response Information",
            PropertyType.Byte,
            Connect,
            "3.1.2.11.6")
            { Maximum = 1 },
        new(PropertyId.ResponseInformation, "Response Information", Utf8String, ConnAck, "3.2.2.3.15"),
        new(PropertyId.ServerReference, "Server Reference", Utf8String, ConnAck | ServerDisconnect, "3.2.2.3.16"),
        new(PropertyId.ReasonString, "Reason String", Utf8String, Answers, "3.2.2.3.9"),
        new(PropertyId.ReceiveMaximum, "Receive Maximum", TwoByteInteger, Connect | ConnAck, "3.1.2.11.3")
            { Minimum = 1 },
        new(PropertyId.TopicAliasMaximum, "Topic Alias Maximum", TwoByteInteger, Connect | ConnAck, "3.1.2.11.5"),
        new(PropertyId.TopicAlias, "Topic Alias", TwoByteInteger, Publish, "3.3.2.3.4")
            { Minimum = 1, Maximum = ushort.MaxValue, ValueField = "Topic Alias" },
        new(PropertyId.MaximumQoS, "Maximum QoS", PropertyType.Byte, ConnAck, "3.2.2.3.4")
            { Maximum = 1, ValueField = "QoS" },
        new(PropertyId.RetainAvailable, "Retain Available", PropertyType.Byte, ConnAck, "3.2.2.3.5")
            { Maximum = 1 },
        new(PropertyId.UserProperty, "User Property", Utf8StringPair, Everywhere, "3.1.2.11.8")
            { RepeatableIn = Everywhere },
        new(PropertyId.MaximumPacketSize, "Maximum Packet Size", FourByteInteger, Connect | ConnAck, "3.1.2.11.4")
            { Minimum = 1 },
        new(
            PropertyId.WildcardSubscriptionAvailable,
            "Wildcard Subscription Available",
            PropertyType.Byte,
            ConnAck,
            "3.2.2.3.11")
            { Maximum = 1 },
        new(
            PropertyId.SubscriptionIdentifierAvailable,
            "Subscription Identifier Available",
            PropertyType.Byte,
            ConnAck,
            "3.2.2.3.12")
            { Maximum = 1 },
        new(
            PropertyId.SharedSubscriptionAvailable,
            "Shared Subscription Available",
            PropertyType.Byte,
            ConnAck,
            "3.2.2.3.13")
            { Maximum = 1 },
    ];

    /// <summary>Gives the row of an identifier, or null when MQTT 5.0 has no such property.</summary>
    /// <param name="id">The identifier as read, any number.</param>
    public static PropertyRule? Find(uint id) => id < byId.Length ? byId[id] : null;

    /// <summary>
    /// Gives the place where a packet keeps its properties; without a sender, the places of both sides.
    /// </summary>
    /// <param name="type">The packet type.</param>
    /// <param name="sender">The side that sends it, or null when unknown.</param>
    public static PropertyPlaces PlaceOf(PacketType type, Sender? sender) => (type, sender) switch
    {
        (PacketType.Publish, Sender.Client) => ClientPublish,
        (PacketType.Publish, Sender.Server) => ServerPublish,
        (PacketType.Publish, null) => Publish,
        (PacketType.Disconnect, Sender.Client) => ClientDisconnect,
        (PacketType.Disconnect, Sender.Server) => ServerDisconnect,
        (PacketType.Disconnect, null) => Disconnect,
        (PacketType.Connect, _) => Connect,
        (PacketType.ConnAck, _) => ConnAck,
        (PacketType.PubAck, _) => PubAck,
        (PacketType.PubRec, _) => PubRec,
        (PacketType.PubRel, _) => PubRel,
        (PacketType.PubComp, _) => PubComp,
        (PacketType.Subscribe, _) => Subscribe,
        (PacketType.SubAck, _) => SubAck,
        (PacketType.Unsubscribe, _) => Unsubscribe,
        (PacketType.UnsubAck, _) => UnsubAck,
        (PacketType.Auth, _) => Auth,
        _ => None,
    };
}
