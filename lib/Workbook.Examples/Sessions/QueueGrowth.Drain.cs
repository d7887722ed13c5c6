namespace Workbook.Examples;

public sealed partial record QueueGrowth
{
    /// <summary>Computes how the queue empties when the client is back, with messages still coming.</summary>
    /// <remarks>
    /// They come and go in order, the newest giving way in a full queue; the absence is of fixed length. While more
    /// come than go, those that wait get older, and from where they are as old as their expiry they leave as fast as
    /// they came.
    /// </remarks>
    /// <param name="window">How many may be unacknowledged at once.</param>
    /// <param name="roundTrip">The time from PUBLISH to its last acknowledgement; at QoS 2 two network round
    /// trips.</param>
    /// <param name="messagesPerSecond">The server's own limit; null: none.</param>
    public DrainResult Drain(int window, TimeSpan roundTrip, double? messagesPerSecond = null)
    {
        var sheet = new Worksheet();
        double queued = sheet.Line("waiting", (this with { IsExponential = false }).Compute().Queued, "messages",
            $"after {Absence}");
        double incoming = sheet.Line(
            "coming", MessagesPerHour / Duration.SecondsPerHour, "messages/s", $"{MessagesPerHour}/h");
        double rate = sheet.Line(
            "going", SendingRate(window, roundTrip, messagesPerSecond), "messages/s",
            $"min({window} / {roundTrip.TotalSeconds} s, {messagesPerSecond?.ToString() ?? "no limit"})");
        double drained = sheet.Line(
            "drained after", Drained(queued, incoming, rate), "s",
            MessageExpiry is null || rate >= incoming
                ? $"{queued} / {rate}"
                : $"{queued} / {rate}, less what is too old before its turn");
        // A whole window goes in the moment of the return.
        double left = Math.Max(0, queued - (rate * roundTrip.TotalSeconds >= window * (1 - 1e-9) ? window : 1));
        double caughtUp = sheet.Line(
            "caught up after",
            left == 0 ? 0 : rate > incoming ? left / (rate - incoming) : double.PositiveInfinity, "s",
            $"{left} that do not go at once / ({rate} - {incoming})");
        sheet.Warn(
            double.IsPositiveInfinity(caughtUp),
            $"Messages come at {incoming:0.###}/s and go at most at {rate:0.###}/s: the queue never empties.");
        return new DrainResult
        {
            DrainedSeconds = drained, CaughtUpSeconds = caughtUp, Working = sheet.Lines, Warnings = sheet.Warnings,
        };
    }

    private double Drained(double queued, double incoming, double rate)
    {
        if (MessageExpiry?.TotalSeconds is not { } expiry || rate >= incoming) return queued / rate;
        double now = 0;
        foreach (var (count, age) in Ages(queued, incoming, expiry))
        {
            double gone = Math.Clamp(incoming * (age + now - expiry), 0, count);
            double spare = expiry - (age - gone / incoming + now);
            double sent = Math.Min(count - gone, Math.Max(0, spare) / (1 / rate - 1 / incoming));
            now += sent / rate + (count - gone - sent) / incoming;
        }

        return now;
    }

    /// <summary>What waits at the return, in runs without a pause: how many, and how old the first is.</summary>
    /// <remarks>A queue that is full before its first message expires takes in nothing until then; then each that
    /// expires makes room for one: the pattern repeats with the expiry.</remarks>
    private (double Count, double Age)[] Ages(double queued, double incoming, double expiry)
    {
        double away = Absence.TotalSeconds;
        if (away <= expiry) return [(queued, away)];
        if (queued >= incoming * expiry * (1 - 1e-9)) return [(queued, expiry)];
        double phase = away % expiry, newer = incoming * phase;
        return newer >= queued ? [(queued, phase)] : [(queued - newer, expiry), (newer, phase)];
    }
}
