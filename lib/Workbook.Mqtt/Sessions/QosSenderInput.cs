namespace Workbook.Mqtt.Sessions;

/// <summary>What can happen to the sender of a QoS 1 or 2 message.</summary>
public enum QosSenderInput : byte
{
    /// <summary>A message is to be sent at QoS 1.</summary>
    QoS1MessageAccepted = 0,

    /// <summary>A message is to be sent at QoS 2.</summary>
    QoS2MessageAccepted = 1,

    /// <summary>PUBACK came with a reason code below 0x80.</summary>
    PubackReceived = 2,

    /// <summary>PUBACK came with a reason code of 0x80 or above (MQTT 5.0).</summary>
    PubackRefusalReceived = 3,

    /// <summary>PUBREC came with a reason code below 0x80.</summary>
    PubrecReceived = 4,

    /// <summary>PUBREC came with a reason code of 0x80 or above (MQTT 5.0).</summary>
    PubrecRefusalReceived = 5,

    /// <summary>PUBCOMP came, with any reason code.</summary>
    PubcompReceived = 6,

    /// <summary>A new connection goes on with the session.</summary>
    SessionResumed = 7,

    /// <summary>The session is gone: expired, or thrown away at a clean start.</summary>
    SessionDiscarded = 8,

    /// <summary>A new connection goes on with the session, but its peer cannot take the PUBLISH: it has become too
    /// large, for instance.</summary>
    SessionResumedBeyondLimits = 9,
}
