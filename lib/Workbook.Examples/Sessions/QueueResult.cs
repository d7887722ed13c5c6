namespace Workbook.Examples;

/// <summary>What <see cref="QueueGrowth"/> gives.</summary>
public sealed record QueueResult : ModelResult
{
    /// <summary>Messages that came for the client while it was away.</summary>
    public double Arrived { get; init; }

    /// <summary>Messages that wait when it comes back.</summary>
    public double Queued { get; init; }

    /// <summary>Messages that were dropped: overflow, expiry, or the end of the session.</summary>
    public double Dropped => Arrived - Queued;

    /// <summary>The probability that the queue overflows, 0 to 1.</summary>
    public double OverflowProbability { get; init; }

    /// <summary>The probability that the session expires first, 0 to 1.</summary>
    public double SessionExpiredProbability { get; init; }
}
