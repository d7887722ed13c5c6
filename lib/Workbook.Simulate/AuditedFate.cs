namespace Workbook.Simulate;

/// <summary>How far a message came on its way to one receiver: application, hop, broker, hop, application.</summary>
public enum AuditedFate
{
    /// <summary>The receiving application got it.</summary>
    Delivered,

    /// <summary>It was not handed to the wire yet: the publisher is away or its window is full.</summary>
    WaitsAtPublisher,

    /// <summary>The publisher gave it up before it went out: its queue was full, or it expired.</summary>
    DroppedByPublisher,

    /// <summary>It was in flight to the broker when the connection ended. A session may send it again.</summary>
    LostBeforeBroker,

    /// <summary>It died with the process of its publisher, and never arrived at the broker.</summary>
    ForgottenByPublisher,

    /// <summary>The broker has it and has not handed it on: the receiver is away or its window is full.</summary>
    WaitsAtBroker,

    /// <summary>The broker gave it up: queue limit, expiry, QoS 0 for a receiver that is away, end of the
    /// session.</summary>
    DroppedByBroker,

    /// <summary>It was in flight to the receiver when the connection ended. A session may send it again.</summary>
    LostBehindBroker,

    /// <summary>It is in flight on a connection that lives.</summary>
    UnderWay,
}
