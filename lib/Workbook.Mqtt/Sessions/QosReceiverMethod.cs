namespace Workbook.Mqtt.Sessions;

/// <summary>When a receiver of QoS 2 hands a message on; the standard allows both (MQTT 5.0 section 4.3.3, figure
/// 4.3).</summary>
public enum QosReceiverMethod : byte
{
    /// <summary>Method A: keep the message at PUBLISH, hand it on at PUBREL.</summary>
    DeliverAtPubrel = 0,

    /// <summary>Method B: hand the message on at PUBLISH, keep only its packet identifier until PUBREL.</summary>
    DeliverAtPublish = 1,
}
