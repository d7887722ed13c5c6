namespace Workbook.Examples;

/// <summary>What <see cref="ReconnectStorm"/> gives.</summary>
public sealed record StormResult : ModelResult
{
    /// <summary>The shortest time in which all can be taken in.</summary>
    public double ShortestSeconds { get; init; }

    /// <summary>The time until all are back; with jitter, where the last client depends on luck, the median.</summary>
    public double Seconds { get; init; }

    /// <summary>The time before which one storm in ten is over; without jitter the same as <see cref="Seconds"/>.
    /// </summary>
    public double EarlySeconds { get; init; }

    /// <summary>The time after which one storm in ten ends; without jitter the same as <see cref="Seconds"/>.</summary>
    public double LateSeconds { get; init; }

    /// <summary>Attempts of all clients.</summary>
    public double Attempts { get; init; }

    /// <summary>Attempts of one client, on average.</summary>
    public double AttemptsPerClient { get; init; }
}
