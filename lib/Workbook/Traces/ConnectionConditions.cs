namespace Workbook.Traces;

/// <summary>What the connections of a recorded run suffer; faults are those of connections, as over TCP.</summary>
public sealed record ConnectionConditions
{
    /// <summary>The conditions in a few words.</summary>
    public required string Name { get; init; }

    /// <summary>What happens, in a sentence or two.</summary>
    public required string Meaning { get; init; }

    /// <summary>How long a packet travels one way. Sending it takes 30 ms besides, as over a narrow link: what is sent
    /// at once arrives one behind the other.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The time from one publication to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the publisher's connection is cut, at moments that the seed chooses.</summary>
    public int PublisherCuts { get; init; }

    /// <summary>How often the subscriber's connection is cut, at moments that the seed chooses.</summary>
    public int SubscriberCuts { get; init; }

    /// <summary>The part of TCP segments that the network loses, 0 to below 1: TCP sends them again, so a loss becomes a
    /// delay of everything behind.</summary>
    public double SegmentLoss { get; init; }

    /// <summary>Whether the path of the publisher's first connection falls silent, at a moment that the seed chooses: both
    /// ends believe that it lives, nothing arrives.</summary>
    public bool FallsSilent { get; init; }
}
