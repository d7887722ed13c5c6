namespace Workbook.Examples;

/// <summary>What <see cref="ReconnectStorm"/> gives.</summary>
public sealed record StormResult : ModelResult
{
    /// <summary>The shortest time in which all can be taken in.</summary>
    public double ShortestSeconds { get; init; }

    /// <summary>The time until all are back; with full jitter a lower bound.</summary>
    public double Seconds { get; init; }

    /// <summary>Attempts of all clients.</summary>
    public double Attempts { get; init; }

    /// <summary>Attempts of one client, on average.</summary>
    public double AttemptsPerClient { get; init; }
}
