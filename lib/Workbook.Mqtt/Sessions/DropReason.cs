namespace Workbook.Mqtt.Sessions;

/// <summary>Why a message did not reach a receiver.</summary>
public enum DropReason : byte
{
    /// <summary>The queue holds as many messages as it may.</summary>
    QueueCountExceeded = 0,

    /// <summary>The queue holds as many bytes as it may.</summary>
    QueueBytesExceeded = 1,

    /// <summary>The message expired while it waited (MQTT 5.0 [MQTT-3.3.2-5]).</summary>
    Expired = 2,

    /// <summary>The packet would be larger than the receiver's Maximum Packet Size (MQTT 5.0
    /// [MQTT-3.1.2-25]).</summary>
    PacketTooLarge = 3,

    /// <summary>The receiver is away, and QoS 0 is not kept.</summary>
    ReceiverOffline = 4,

    /// <summary>The session ended with the message in it.</summary>
    SessionEnded = 5,

    /// <summary>The peer does not support the message's QoS (MQTT 5.0 [MQTT-3.2.2-11]).</summary>
    QoSNotSupported = 6,

    /// <summary>The peer keeps no retained messages (MQTT 5.0 [MQTT-3.2.2-14]).</summary>
    RetainNotSupported = 7,

    /// <summary>The server retains as many messages as it may; the message was delivered, but not kept.</summary>
    RetainedCountExceeded = 8,
}
