namespace Workbook.Examples;

/// <summary>Messages at a steady rate over one TCP stream whose packets are lost both ways: table T14.</summary>
/// <remarks>
/// A stream delivers in order, so a lost segment holds back all that follow; each further loss doubles the time-out,
/// and the time-out shrinks again only after a segment that was sent once is acknowledged. What is not through when the
/// window closes counts as lost, though TCP would deliver it later.
/// </remarks>
public sealed record LossyStream
{
    /// <summary>The probability that a packet is lost, each way, 0 to 1.</summary>
    public double Loss { get; init => field = Expect.Probability(value); }

    /// <summary>Messages a second.</summary>
    public double MessagesPerSecond { get; init => field = Expect.Positive(value, "messages/s"); } = 10;

    /// <summary>How long messages are made and taken.</summary>
    public TimeSpan Window { get; init => field = Expect.Positive(value); } = TimeSpan.FromSeconds(20);

    /// <summary>The round trip.</summary>
    public TimeSpan RoundTrip { get; init => field = Expect.Positive(value); } = TimeSpan.FromMilliseconds(2);

    /// <summary>The first retransmission time-out of the data.</summary>
    public double TimeoutSeconds { get; init => field = Expect.Positive(value, "s"); } =
        Physics.Layers.RetransmissionFloor;

    /// <summary>Gives the part of the messages of one run that are not through in time.</summary>
    /// <param name="uniform">Random numbers from 0 to below 1: the named stream of the caller.</param>
    public double Run(Func<double> uniform)
    {
        ArgumentNullException.ThrowIfNull(uniform);
        double end = Window.TotalSeconds, interval = 1 / MessagesPerSecond;
        int messages = Math.Max(1, (int)(end / interval));
        double now = 0, timeout = TimeoutSeconds;
        int through = 0;
        while (through < messages && now < end)
        {
            // All that was made meanwhile goes together with the segment that is due.
            now = Math.Max(now, through * interval);
            int made = Math.Min(messages, (int)(now / interval) + 1);
            bool isFirstTime = true;
            while (now < end)
            {
                bool arrives = uniform() >= Loss;
                if (arrives && now + RoundTrip.TotalSeconds / 2 < end) through = Math.Max(through, made);
                if (arrives && uniform() >= Loss) break;
                now += timeout;
                timeout *= 2;
                isFirstTime = false;
            }

            now += RoundTrip.TotalSeconds;
            if (isFirstTime) timeout = TimeoutSeconds;
        }

        return 1 - (double)through / messages;
    }
}
