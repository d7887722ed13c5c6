namespace Workbook.Examples;

/// <summary>What is decided about a kind of message, in the order in which it is decided.</summary>
public enum DecisionAspect
{
    /// <summary>The QoS of publish and subscription.</summary>
    QoS,

    /// <summary>Whether the message is retained.</summary>
    Retain,

    /// <summary>The kind of the device's session, and its expiry.</summary>
    Session,

    /// <summary>After which time the message is of no use.</summary>
    MessageExpiry,

    /// <summary>By what the receiving application knows a repetition.</summary>
    DeduplicationKey,
}
