namespace Workbook.Examples;

/// <summary>What <see cref="QueueGrowth.Drain"/> gives.</summary>
public sealed record DrainResult : ModelResult
{
    /// <summary>The time from the return until what waited is acknowledged or dropped.</summary>
    public double DrainedSeconds { get; init; }

    /// <summary>The time from the return until nothing waits any more, in seconds; infinite when more come than go.
    /// </summary>
    public double CaughtUpSeconds { get; init; }
}
