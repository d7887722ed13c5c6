namespace Workbook.Simulate;

/// <summary>What lies between a client and the broker: one TCP path, with its times, its losses and its
/// bytes.</summary>
/// <remarks>
/// TCP loses no MQTT packet while the connection lives: a lost segment comes later, and everything behind it waits.
/// Messages are lost by cuts, which are done to a <see cref="Link"/>.
/// </remarks>
public sealed record LinkConditions
{
    /// <summary>How long a segment travels one way.</summary>
    public TimeSpan Latency { get; init => field = Expect.NotNegative(value); } = TimeSpan.FromMilliseconds(50);

    /// <summary>The rate each way in bit/s, headers included; null: unlimited.</summary>
    public double? BitsPerSecond
    {
        get;
        init => field = value is { } rate ? Expect.Positive(rate, "bit/s") : null;
    }

    /// <summary>The part of the segments from the client that the network loses, 0 to 1.</summary>
    public double LossToServer { get; init => field = Expect.Probability(value); }

    /// <summary>The part of the segments from the server that the network loses, 0 to 1.</summary>
    public double LossToClient { get; init => field = Expect.Probability(value); }

    /// <summary>How much longer than the round trip a sender waits before it sends again; the time doubles each
    /// time.</summary>
    /// <remarks>Linux keeps at least 200 ms above the round trip; captures at 69 ms show 0.27 to 0.30 s.</remarks>
    public TimeSpan RetransmissionMinimum { get; init => field = Expect.Positive(value); } =
        TimeSpan.FromMilliseconds(200);

    /// <summary>The longest retransmission time-out: Linux 120 s.</summary>
    public TimeSpan RetransmissionMaximum { get; init => field = Expect.Positive(value); } = TimeSpan.FromSeconds(120);

    /// <summary>How long a sender sends again before it takes the connection for lost; Linux: 15 doublings, 924.6
    /// s.</summary>
    public TimeSpan GiveUpAfter { get; init => field = Expect.Positive(value); } = TimeSpan.FromSeconds(924.6);

    /// <summary>How long TCP waits with an acknowledgement for data that could carry it: Linux 40 ms; RFC 9293 allows
    /// less than 500 ms. Every second segment is acknowledged at once.</summary>
    public TimeSpan AcknowledgementDelay { get; init => field = Expect.NotNegative(value); } =
        TimeSpan.FromMilliseconds(40);

    /// <summary>Whether the client acknowledges whatever comes at once, as some stacks do.</summary>
    public bool ClientAcknowledgesAtOnce { get; init; }

    /// <summary>How long the client tries to reach the server before it takes the attempt as failed.</summary>
    public TimeSpan OpeningTimeout { get; init => field = Expect.Positive(value); } = TimeSpan.FromSeconds(30);

    /// <summary>The bytes of the layers under MQTT.</summary>
    public WireFormat Format { get; init; } = new();

    /// <summary>When there is a network at all.</summary>
    public Coverage Coverage { get; init; } = Coverage.Always;

    /// <summary>There and back.</summary>
    public TimeSpan RoundTrip => 2 * Latency;

    /// <summary>The first retransmission time-out.</summary>
    public TimeSpan RetransmissionTimeout => RoundTrip + RetransmissionMinimum;

    /// <summary>Gives the conditions with the same loss both ways.</summary>
    /// <param name="loss">The part of the segments that the network loses, 0 to 1.</param>
    public LinkConditions WithLoss(double loss) => this with { LossToServer = loss, LossToClient = loss };

    /// <summary>How long bytes take to leave.</summary>
    internal TimeSpan TimeOf(long bytes) =>
        BitsPerSecond is { } rate ? TimeSpan.FromTicks((long)Math.Ceiling(bytes * 8.0 * TimeSpan.TicksPerSecond / rate))
        : TimeSpan.Zero;
}
