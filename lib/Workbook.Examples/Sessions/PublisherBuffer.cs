namespace Workbook.Examples;

/// <summary>What a publisher must hold through an outage, and how long it takes to catch up.</summary>
/// <remarks>
/// A session holds what goes from broker to client; what a client makes while it is cut off is its own job.
/// </remarks>
public sealed record PublisherBuffer
{
    /// <summary>Messages a second.</summary>
    public double MessagesPerSecond { get; init => field = Expect.Positive(value, "messages/s"); } = 1;

    /// <summary>Bytes that one message takes in the buffer and on the link.</summary>
    public double MessageBytes { get; init => field = Expect.Positive(value, "B"); } = 100;

    /// <summary>How long the connection is away.</summary>
    public TimeSpan Outage { get; init => field = Expect.NotNegative(value); }

    /// <summary>Bytes that the buffer holds; null: as many as needed.</summary>
    public double? CapacityBytes
    {
        get;
        init => field = value is { } capacity ? Expect.NotNegative(capacity, "B") : null;
    }

    /// <summary>Bytes a second that the link carries.</summary>
    public double LinkBytesPerSecond { get; init => field = Expect.Positive(value, "B/s"); } = 10_000;

    /// <summary>How many messages may be unacknowledged at once.</summary>
    public int Window { get; init => field = Expect.Within(value, 1, 65_535, "messages"); } = 20;

    /// <summary>The time from PUBLISH to its last acknowledgement.</summary>
    public TimeSpan RoundTrip { get; init => field = Expect.Positive(value); } = TimeSpan.FromMilliseconds(100);

    /// <summary>Computes buffer, drops and the time to catch up.</summary>
    public BufferResult Compute()
    {
        var sheet = new Worksheet();
        double incoming = MessagesPerSecond * MessageBytes;
        double needed = sheet.Line(
            "made during the outage", incoming * Outage.TotalSeconds, "B",
            $"{MessagesPerSecond}/s x {MessageBytes} B x {Outage.TotalSeconds} s");
        double held = sheet.Line(
            "held", Math.Min(needed, CapacityBytes ?? needed), "B",
            $"capacity {CapacityBytes?.ToString() ?? "as needed"}");
        double rate = sheet.Line(
            "sending", Math.Min(LinkBytesPerSecond, Window * MessageBytes / RoundTrip.TotalSeconds), "B/s",
            $"min({LinkBytesPerSecond}, {Window} x {MessageBytes} B / {RoundTrip.TotalSeconds} s)");
        double spare = rate - incoming;
        double seconds = held == 0 ? 0 : spare > 0 ? held / spare : double.PositiveInfinity;
        sheet.Line("caught up after", seconds, "s", $"{held} / ({rate} - {incoming})");
        sheet.Warn(
            spare <= 0,
            $"Messages come at {incoming} B/s and go at most at {rate} B/s: the buffer never empties.");
        sheet.Warn(
            held < needed,
            $"The buffer holds {held} of {needed} B: {Math.Ceiling((needed - held) / MessageBytes)} messages are "
            + "dropped, the oldest or the newest as you decide.");
        return new BufferResult
        {
            NeededBytes = needed,
            DroppedMessages = (needed - held) / MessageBytes,
            CatchUpSeconds = seconds,
            Working = sheet.Lines,
            Warnings = sheet.Warnings,
        };
    }
}
