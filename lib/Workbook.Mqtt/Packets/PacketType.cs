namespace Workbook.Mqtt.Packets;

/// <summary>The control packet types; the value is the high nibble of a packet's first byte (MQTT 5.0 section 2.1.2).</summary>
public enum PacketType : byte
{
    /// <summary>The client asks for a connection.</summary>
    Connect = 1,

    /// <summary>The server answers a CONNECT.</summary>
    ConnAck = 2,

    /// <summary>An application message travels, in either direction.</summary>
    Publish = 3,

    /// <summary>The receiver answers a PUBLISH of QoS 1.</summary>
    PubAck = 4,

    /// <summary>The receiver answers a PUBLISH of QoS 2: it has taken the message over.</summary>
    PubRec = 5,

    /// <summary>The sender of a QoS 2 message answers a PUBREC: the receiver may forget the packet identifier.</summary>
    PubRel = 6,

    /// <summary>The receiver answers a PUBREL: the packet identifier is free again.</summary>
    PubComp = 7,

    /// <summary>The client asks for subscriptions.</summary>
    Subscribe = 8,

    /// <summary>The server answers a SUBSCRIBE.</summary>
    SubAck = 9,

    /// <summary>The client gives subscriptions up.</summary>
    Unsubscribe = 10,

    /// <summary>The server answers an UNSUBSCRIBE.</summary>
    UnsubAck = 11,

    /// <summary>The client shows that it lives.</summary>
    PingReq = 12,

    /// <summary>The server answers a PINGREQ.</summary>
    PingResp = 13,

    /// <summary>A side says why it is about to close the connection (MQTT 3.1.1: only the client sends it).</summary>
    Disconnect = 14,

    /// <summary>A step of enhanced authentication (MQTT 5.0 only).</summary>
    Auth = 15,
}
