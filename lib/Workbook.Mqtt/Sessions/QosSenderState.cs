namespace Workbook.Mqtt.Sessions;

/// <summary>Where the sender of a QoS 1 or 2 message stands, for one packet identifier.</summary>
public enum QosSenderState : byte
{
    /// <summary>No exchange uses the packet identifier.</summary>
    Free = 0,

    /// <summary>A PUBLISH of QoS 1 was sent, its PUBACK has not come.</summary>
    AwaitingPuback = 1,

    /// <summary>A PUBLISH of QoS 2 was sent, its PUBREC has not come.</summary>
    AwaitingPubrec = 2,

    /// <summary>PUBREL was sent, its PUBCOMP has not come; the PUBLISH must not be sent again.</summary>
    AwaitingPubcomp = 3,
}
