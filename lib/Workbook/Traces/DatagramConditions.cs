namespace Workbook.Traces;

/// <summary>What the datagrams of a recorded run suffer: each is lost or late for itself, as over UDP.</summary>
public sealed record DatagramConditions
{
    /// <summary>The conditions in a few words.</summary>
    public required string Name { get; init; }

    /// <summary>What happens, in a sentence or two.</summary>
    public required string Meaning { get; init; }

    /// <summary>The shortest time that a datagram travels one way.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How much longer it may take; the seed chooses for each.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>The part of the datagrams that is lost, 0 to below 1, each independently of the others.</summary>
    public double Loss { get; init; }

    /// <summary>How long a sender waits for an answer before it sends again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The time from one publication to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(250);
}
