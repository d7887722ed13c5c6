namespace Workbook.Mqtt.Packets;

/// <summary>The result of an operation (MQTT 5.0 section 2.4); 0x80 and above is a failure.</summary>
/// <remarks>
/// One model serves both versions: the codec turns the CONNACK return codes 1 to 5 of MQTT 3.1.1 into
/// <see cref="UnsupportedProtocolVersion"/>, <see cref="ClientIdentifierNotValid"/>, <see cref="ServerUnavailable"/>,
/// <see cref="BadUserNameOrPassword"/> and <see cref="NotAuthorized"/>, and back.
/// </remarks>
public enum ReasonCode : byte
{
    /// <summary>Done as asked; also Normal disconnection and Granted QoS 0.</summary>
    Success = 0x00,

    /// <summary>The subscription is accepted; QoS 1 at most will be used.</summary>
    GrantedQoS1 = 0x01,

    /// <summary>The subscription is accepted; QoS 2 at most will be used.</summary>
    GrantedQoS2 = 0x02,

    /// <summary>The client leaves and wants its will published all the same.</summary>
    DisconnectWithWillMessage = 0x04,

    /// <summary>The message was accepted, but nobody subscribes to it.</summary>
    NoMatchingSubscribers = 0x10,

    /// <summary>There was no such subscription to give up.</summary>
    NoSubscriptionExisted = 0x11,

    /// <summary>The authentication goes on with another step.</summary>
    ContinueAuthentication = 0x18,

    /// <summary>The client starts a new authentication on a living connection.</summary>
    ReAuthenticate = 0x19,

    /// <summary>The receiver does not say what is wrong; in MQTT 3.1.1 also a refused subscription.</summary>
    UnspecifiedError = 0x80,

    /// <summary>The packet cannot be parsed by the rules of the standard.</summary>
    MalformedPacket = 0x81,

    /// <summary>The packet can be parsed, but must not come here, or says what must not be said.</summary>
    ProtocolError = 0x82,

    /// <summary>The packet is valid, but this receiver does not accept it.</summary>
    ImplementationSpecificError = 0x83,

    /// <summary>The server does not speak the version asked for (MQTT 3.1.1 return code 1).</summary>
    UnsupportedProtocolVersion = 0x84,

    /// <summary>The client identifier is not allowed (MQTT 3.1.1 return code 2).</summary>
    ClientIdentifierNotValid = 0x85,

    /// <summary>The user name or password is not accepted (MQTT 3.1.1 return code 4).</summary>
    BadUserNameOrPassword = 0x86,

    /// <summary>The client may not do this (MQTT 3.1.1 return code 5).</summary>
    NotAuthorized = 0x87,

    /// <summary>The server is not available (MQTT 3.1.1 return code 3).</summary>
    ServerUnavailable = 0x88,

    /// <summary>The server is busy; try again later.</summary>
    ServerBusy = 0x89,

    /// <summary>This client is banned by the operator.</summary>
    Banned = 0x8A,

    /// <summary>The server is shutting down.</summary>
    ServerShuttingDown = 0x8B,

    /// <summary>The authentication method is not supported, or not the one in use.</summary>
    BadAuthenticationMethod = 0x8C,

    /// <summary>Nothing was received for one and a half times the Keep Alive.</summary>
    KeepAliveTimeout = 0x8D,

    /// <summary>Another connection uses the same client identifier now.</summary>
    SessionTakenOver = 0x8E,

    /// <summary>The topic filter is well formed, but not accepted here.</summary>
    TopicFilterInvalid = 0x8F,

    /// <summary>The topic name is well formed, but not accepted here.</summary>
    TopicNameInvalid = 0x90,

    /// <summary>The packet identifier is in use already.</summary>
    PacketIdentifierInUse = 0x91,

    /// <summary>The packet identifier is not known; no error while a session is recovered.</summary>
    PacketIdentifierNotFound = 0x92,

    /// <summary>More unacknowledged messages came than Receive Maximum allows.</summary>
    ReceiveMaximumExceeded = 0x93,

    /// <summary>The topic alias is zero, too large or not yet mapped.</summary>
    TopicAliasInvalid = 0x94,

    /// <summary>The packet is larger than Maximum Packet Size.</summary>
    PacketTooLarge = 0x95,

    /// <summary>Messages come too fast.</summary>
    MessageRateTooHigh = 0x96,

    /// <summary>A limit of the implementation or of its operator is exceeded.</summary>
    QuotaExceeded = 0x97,

    /// <summary>The connection is closed by an operator.</summary>
    AdministrativeAction = 0x98,

    /// <summary>The payload is not of the format that was declared.</summary>
    PayloadFormatInvalid = 0x99,

    /// <summary>The server keeps no retained messages.</summary>
    RetainNotSupported = 0x9A,

    /// <summary>The server does not support this QoS.</summary>
    QoSNotSupported = 0x9B,

    /// <summary>The client should use another server for now.</summary>
    UseAnotherServer = 0x9C,

    /// <summary>The client should use another server from now on.</summary>
    ServerMoved = 0x9D,

    /// <summary>The server has no shared subscriptions.</summary>
    SharedSubscriptionsNotSupported = 0x9E,

    /// <summary>Connections come too fast.</summary>
    ConnectionRateExceeded = 0x9F,

    /// <summary>The longest time that this connection may live is over.</summary>
    MaximumConnectTime = 0xA0,

    /// <summary>The server has no subscription identifiers.</summary>
    SubscriptionIdentifiersNotSupported = 0xA1,

    /// <summary>The server has no wildcard subscriptions.</summary>
    WildcardSubscriptionsNotSupported = 0xA2,
}
