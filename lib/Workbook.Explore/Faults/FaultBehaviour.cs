namespace Workbook.Explore;

/// <summary>What a seeded fault does besides running another table.</summary>
[Flags]
public enum FaultBehaviour
{
    /// <summary>Nothing: the fault is in a table.</summary>
    None = 0,

    /// <summary>After a reconnection what is unfinished goes out again in the reverse order.</summary>
    ResendsBackwards = 1 << 0,

    /// <summary>The receiver takes a PUBLISH with DUP 1 for one that it has had, and only answers it.</summary>
    TrustsDuplicateFlag = 1 << 1,

    /// <summary>A timer sends what is unacknowledged again on a connection that lives.</summary>
    RetriesOnLiveConnection = 1 << 2,

    /// <summary>After a reconnection the sender allows itself one message more than the receiver's maximum.</summary>
    WidensWindow = 1 << 3,
}
