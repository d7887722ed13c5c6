namespace Workbook.Mqtt.Sessions;

/// <summary>What can happen to the receiver of messages.</summary>
public enum QosReceiverInput : byte
{
    /// <summary>A PUBLISH of QoS 1 came and is acceptable.</summary>
    QoS1PublishReceived = 0,

    /// <summary>A PUBLISH of QoS 1 came that the receiver refuses, for instance for want of permission.</summary>
    QoS1PublishRefused = 1,

    /// <summary>A PUBLISH of QoS 2 came and is acceptable.</summary>
    QoS2PublishReceived = 2,

    /// <summary>A PUBLISH of QoS 2 came that the receiver refuses.</summary>
    QoS2PublishRefused = 3,

    /// <summary>PUBREL came.</summary>
    PubrelReceived = 4,

    /// <summary>A new connection goes on with the session.</summary>
    SessionResumed = 5,

    /// <summary>The session is gone: expired, or thrown away at a clean start.</summary>
    SessionDiscarded = 6,
}
