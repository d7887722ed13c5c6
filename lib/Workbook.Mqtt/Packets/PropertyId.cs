namespace Workbook.Mqtt.Packets;

/// <summary>The properties of MQTT 5.0; the value is the identifier on the wire (section 2.2.2.2).</summary>
public enum PropertyId : byte
{
    /// <summary>1 says that the payload is UTF-8 text.</summary>
    PayloadFormatIndicator = 0x01,

    /// <summary>Seconds after which the message is of no use.</summary>
    MessageExpiryInterval = 0x02,

    /// <summary>The kind of content, for instance a MIME type.</summary>
    ContentType = 0x03,

    /// <summary>The topic name for an answer.</summary>
    ResponseTopic = 0x08,

    /// <summary>Bytes that tie an answer to its request.</summary>
    CorrelationData = 0x09,

    /// <summary>The number that the client gave to a subscription.</summary>
    SubscriptionIdentifier = 0x0B,

    /// <summary>Seconds for which the session outlives its connection.</summary>
    SessionExpiryInterval = 0x11,

    /// <summary>The client identifier that the server chose.</summary>
    AssignedClientIdentifier = 0x12,

    /// <summary>The Keep Alive, in seconds, that the server wants used.</summary>
    ServerKeepAlive = 0x13,

    /// <summary>The name of the enhanced authentication method.</summary>
    AuthenticationMethod = 0x15,

    /// <summary>The data of an authentication step.</summary>
    AuthenticationData = 0x16,

    /// <summary>0 asks the server to leave out reasons and user properties on failures.</summary>
    RequestProblemInformation = 0x17,

    /// <summary>Seconds between the loss of the connection and the will.</summary>
    WillDelayInterval = 0x18,

    /// <summary>1 asks the server for Response Information.</summary>
    RequestResponseInformation = 0x19,

    /// <summary>The basis from which the client makes response topics.</summary>
    ResponseInformation = 0x1A,

    /// <summary>Another server that the client should use.</summary>
    ServerReference = 0x1C,

    /// <summary>An explanation for people.</summary>
    ReasonString = 0x1F,

    /// <summary>How many unacknowledged QoS 1 and 2 messages the sender of this property takes at once.</summary>
    ReceiveMaximum = 0x21,

    /// <summary>The highest topic alias that the sender of this property accepts.</summary>
    TopicAliasMaximum = 0x22,

    /// <summary>A number that stands for a topic name on this connection.</summary>
    TopicAlias = 0x23,

    /// <summary>The highest QoS that the server supports.</summary>
    MaximumQoS = 0x24,

    /// <summary>0 says that the server keeps no retained messages.</summary>
    RetainAvailable = 0x25,

    /// <summary>A name and a value of the application; may be repeated.</summary>
    UserProperty = 0x26,

    /// <summary>The largest packet, in bytes, that the sender of this property accepts.</summary>
    MaximumPacketSize = 0x27,

    /// <summary>0 says that the server has no wildcard subscriptions.</summary>
    WildcardSubscriptionAvailable = 0x28,

    /// <summary>0 says that the server has no subscription identifiers.</summary>
    SubscriptionIdentifierAvailable = 0x29,

    /// <summary>0 says that the server has no shared subscriptions.</summary>
    SharedSubscriptionAvailable = 0x2A,
}
