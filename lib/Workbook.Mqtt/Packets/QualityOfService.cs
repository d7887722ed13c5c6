namespace Workbook.Mqtt.Packets;

/// <summary>The delivery guarantee of one hop, between one sender and one receiver (MQTT 5.0 section 4.3).</summary>
public enum QualityOfService : byte
{
    /// <summary>QoS 0: sent once, never repeated; a broken connection may lose it.</summary>
    AtMostOnce = 0,

    /// <summary>QoS 1: repeated after a reconnection until PUBACK arrives; it may arrive more than once.</summary>
    AtLeastOnce = 1,

    /// <summary>QoS 2: repeated like QoS 1, and the receiver drops repeats by packet identifier.</summary>
    ExactlyOnce = 2,
}
