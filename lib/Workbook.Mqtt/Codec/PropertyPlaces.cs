namespace Workbook.Mqtt.Codec;

/// <summary>
/// The places where properties stand: the packet types, apart by sender where that matters, and the will in
/// CONNECT.
/// </summary>
[Flags]
public enum PropertyPlaces
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>CONNECT.</summary>
    Connect = 1 << 0,

    /// <summary>The will inside CONNECT.</summary>
    Will = 1 << 1,

    /// <summary>CONNACK.</summary>
    ConnAck = 1 << 2,

    /// <summary>PUBLISH from a client.</summary>
    ClientPublish = 1 << 3,

    /// <summary>PUBLISH from a server.</summary>
    ServerPublish = 1 << 4,

    /// <summary>PUBACK.</summary>
    PubAck = 1 << 5,

    /// <summary>PUBREC.</summary>
    PubRec = 1 << 6,

    /// <summary>PUBREL.</summary>
    PubRel = 1 << 7,

    /// <summary>PUBCOMP.</summary>
    PubComp = 1 << 8,

    /// <summary>SUBSCRIBE.</summary>
    Subscribe = 1 << 9,

    /// <summary>SUBACK.</summary>
    SubAck = 1 << 10,

    /// <summary>UNSUBSCRIBE.</summary>
    Unsubscribe = 1 << 11,

    /// <summary>UNSUBACK.</summary>
    UnsubAck = 1 << 12,

    /// <summary>DISCONNECT from a client.</summary>
    ClientDisconnect = 1 << 13,

    /// <summary>DISCONNECT from a server.</summary>
    ServerDisconnect = 1 << 14,

    /// <summary>AUTH.</summary>
    Auth = 1 << 15,

    /// <summary>PUBLISH from either side.</summary>
    Publish = ClientPublish | ServerPublish,

    /// <summary>PUBLISH from either side, and the will, which becomes one.</summary>
    PublishOrWill = Publish | Will,

    /// <summary>DISCONNECT from either side.</summary>
    Disconnect = ClientDisconnect | ServerDisconnect,

    /// <summary>PUBACK, PUBREC, PUBREL and PUBCOMP.</summary>
    Acknowledgements = PubAck | PubRec | PubRel | PubComp,

    /// <summary>Every packet that answers another or ends the connection.</summary>
    Answers = ConnAck | Acknowledgements | SubAck | UnsubAck | Disconnect | Auth,

    /// <summary>Every place.</summary>
    Everywhere = Connect | PublishOrWill | Subscribe | Unsubscribe | Answers,
}
