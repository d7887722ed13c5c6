using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate;

/// <summary>What waits in a session for a client that is away, and how it drains when the client is back.</summary>
/// <remarks>
/// Messages of QoS 1 or 2 come for the client, are held by the <see cref="OutgoingQueue"/> that brokers and clients of
/// the workbook have, and go out in order, as window, round trip and the broker's own limit allow. Messages go on
/// coming while the queue drains.
/// </remarks>
public sealed record OfflineQueue
{
    /// <summary>The seed of all random numbers of the run.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many messages come for the client in a second.</summary>
    public double MessagesPerSecond { get; init => field = Expect.Rate(value, "messages/s"); } = 1;

    /// <summary>Whether they come at random, independent of each other (Poisson); else each in the middle of its
    /// period.</summary>
    public bool IsRandom { get; init; }

    /// <summary>How long the client is away.</summary>
    public TimeSpan Absence { get; init => field = Expect.Positive(value); } = TimeSpan.FromHours(1);

    /// <summary>The most messages that wait.</summary>
    public int QueueMaximum { get; init => field = Expect.Within(value, 0, 100_000_000, "messages"); } = 1000;

    /// <summary>Who gives way when the queue is full.</summary>
    public OverflowPolicy Overflow { get; init; }

    /// <summary>After which time a message is useless; null: never.</summary>
    public TimeSpan? MessageExpiry
    {
        get;
        init => field = value is { } expiry ? Expect.Positive(expiry) : null;
    }

    /// <summary>After which time of absence the session ends with all that waits; null: never.</summary>
    public TimeSpan? SessionExpiry
    {
        get;
        init => field = value is { } expiry ? Expect.Positive(expiry) : null;
    }

    /// <summary>How many messages may be unacknowledged at once.</summary>
    public int Window { get; init => field = Expect.Within(value, 1, 65_535, "messages"); } = 20;

    /// <summary>The time from PUBLISH to its last acknowledgement; at QoS 2 two network round trips.</summary>
    public TimeSpan RoundTrip { get; init => field = Expect.Positive(value); } = TimeSpan.FromMilliseconds(100);

    /// <summary>The broker's own limit of sending; null: none.</summary>
    public double? DrainPerSecond
    {
        get;
        init => field = value is { } rate ? Expect.Rate(rate, "messages/s") : null;
    }

    /// <summary>How long after the return the simulation ends, if the queue never empties.</summary>
    public TimeSpan Limit { get; init => field = Expect.Positive(value); } = TimeSpan.FromHours(24);

    /// <summary>The line of C# that runs this again.</summary>
    public string Line => RunLine.Of(this);

    /// <summary>Runs absence and drain in virtual time.</summary>
    /// <param name="stop">Ends the run with an exception.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public OfflineQueueOutcome Run(CancellationToken stop = default) => new OfflineQueueRun(this).Run(stop);
}
