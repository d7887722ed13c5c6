namespace Workbook.Simulate;

/// <summary>What became of a <see cref="Storm"/>.</summary>
/// <remarks>Times count from the start. After a second kick they say when that part was back again.</remarks>
public sealed record StormOutcome
{
    /// <summary>The inputs; <see cref="Storm.Line"/> reproduces the run.</summary>
    public required Storm Storm { get; init; }

    /// <summary>Events that the simulation went through.</summary>
    public required long Events { get; init; }

    /// <summary>Attempts of all clients.</summary>
    public required long Attempts { get; init; }

    /// <summary>Attempts that found the queue full or the broker down.</summary>
    public required long Refused { get; init; }

    /// <summary>Attempts that the client gave up after <see cref="Storm.ConnectTimeout"/>.</summary>
    public required long TimedOut { get; init; }

    /// <summary>Connects that the broker worked off for a client that was still there.</summary>
    public required long Admitted { get; init; }

    /// <summary>Connects that the broker worked off for a client that had given up.</summary>
    public required long DeadWork { get; init; }

    /// <summary>The mean time from an attempt that succeeded to its CONNACK: the wait in the queue and the
    /// service.</summary>
    public required TimeSpan MeanAnswerTime { get; init; }

    /// <summary>Clients that are connected at the end.</summary>
    public required int Back { get; init; }

    /// <summary>When half of the clients were back; null: never within <see cref="Storm.Limit"/>.</summary>
    public TimeSpan? HalfBackAt { get; init; }

    /// <summary>When 99 % of the clients were back; null: never within the limit.</summary>
    public TimeSpan? Back99PercentAt { get; init; }

    /// <summary>When all clients were back; null: never within the limit.</summary>
    public TimeSpan? AllBackAt { get; init; }

    /// <summary>Attempts that reached the broker in each second since the start.</summary>
    public required IReadOnlyList<int> ConnectsPerSecond { get; init; }

    /// <summary>Clients taken in in each second since the start.</summary>
    public required IReadOnlyList<int> AdmissionsPerSecond { get; init; }

    /// <summary>Whether all clients came back.</summary>
    public bool IsComplete => Back == Storm.Clients;

    /// <summary>Attempts of one client, on average.</summary>
    public double AttemptsPerClient => (double)Attempts / Storm.Clients;

    /// <summary>The most attempts in one second.</summary>
    public int PeakConnectsPerSecond => ConnectsPerSecond.Max();

    /// <summary>The part of its work that the broker did for clients that had given up, 0 to 1.</summary>
    public double DeadWorkShare => DeadWork == 0 ? 0 : (double)DeadWork / (DeadWork + Admitted);

    /// <summary>The outcome in a sentence, with the line that reproduces it.</summary>
    public override string ToString() =>
        $"{Back:#,0} of {Storm.Clients:#,0} clients back " +
        (AllBackAt is { } end ? $"after {end.TotalSeconds:#,0.##} s" : $"when the run ended at {Storm.Limit}") +
        $", {AttemptsPerClient:#,0.##} attempts each, {PeakConnectsPerSecond:#,0} connects in the worst second, " +
        $"{DeadWorkShare:0.#%} of the work for nobody: {Storm.Line}";
}
