namespace Workbook.Mqtt.Sessions;

/// <summary>When a receiver of QoS 2 hands a message on.</summary>
/// <remarks>MQTT 3.1.1 figure 4.3 draws both methods and leaves the choice to the receiver. MQTT 5.0 figure 4.3 shows
/// only the second, and its section 4.3.3 forbids neither.</remarks>
public enum QosReceiverMethod : byte
{
    /// <summary>Method A: keep the message at PUBLISH, hand it on at PUBREL.</summary>
    DeliverAtPubrel = 0,

    /// <summary>Method B: hand the message on at PUBLISH, keep only its packet identifier until PUBREL.</summary>
    DeliverAtPublish = 1,
}
