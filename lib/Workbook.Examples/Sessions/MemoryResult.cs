namespace Workbook.Examples;

/// <summary>What <see cref="BrokerMemory"/> gives.</summary>
public sealed record MemoryResult : ModelResult
{
    /// <summary>All, in bytes.</summary>
    public double Bytes { get; init; }

    /// <summary>All, in MB of 1,000,000 bytes.</summary>
    public double Megabytes => Bytes / 1e6;

    /// <summary>What the queues hold, in bytes.</summary>
    public double QueueBytes { get; init; }

    /// <summary>Messages that wait in all sessions.</summary>
    public double QueuedMessages { get; init; }
}
