namespace Workbook.Mqtt.Sessions;

/// <summary>Where the receiver of messages stands, for one packet identifier.</summary>
public enum QosReceiverState : byte
{
    /// <summary>The next PUBLISH with this packet identifier is a new message.</summary>
    Free = 0,

    /// <summary>A PUBLISH of QoS 2 was taken over and its PUBREL has not come: a PUBLISH with this identifier is a
    /// repeat.</summary>
    AwaitingPubrel = 1,
}
