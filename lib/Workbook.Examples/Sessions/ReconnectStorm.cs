namespace Workbook.Examples;

/// <summary>All clients lose their connection at once and come back through a server that takes in so many a second.
/// </summary>
/// <remarks>
/// Formula F9. The server holds the connects of one second; what comes beyond is refused at once and costs it nothing.
/// Where the last client depends on luck the duration is the median of many such storms.
/// </remarks>
public sealed record ReconnectStorm
{
    /// <summary>How many clients.</summary>
    public double Clients { get; init => field = Expect.Positive(value, "clients"); } = 10_000;

    /// <summary>Connections a second that the server takes in.</summary>
    public double AdmissionPerSecond { get; init => field = Expect.Positive(value, "1/s"); } = 500;

    /// <summary>When clients try again.</summary>
    public RetryPolicy Policy { get; init; } = RetryPolicy.FullJitter;

    /// <summary>The first delay.</summary>
    public TimeSpan Base { get; init => field = Expect.Positive(value); } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay; below the first one it is the first one.</summary>
    public TimeSpan Cap { get; init => field = Expect.Positive(value); } = TimeSpan.FromSeconds(120);

    /// <summary>The time over which clients spread their first attempt; zero: all at once.</summary>
    public TimeSpan SpreadStart { get; init => field = Expect.NotNegative(value); }

    /// <summary>How long a client waits for CONNACK; null: for ever.</summary>
    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>The shortest time in which all can be taken in, in seconds.</summary>
    public double ShortestSeconds => Clients / AdmissionPerSecond;

    /// <summary>The start window that keeps the server at a given load.</summary>
    /// <param name="load">The part of the admission rate to be used, above 0 and below 1.</param>
    public TimeSpan SpreadFor(double load) => TimeSpan.FromSeconds(ShortestSeconds / Load(load));

    /// <summary>The mean wait at the server when attempts come spread at a given load (M/D/1).</summary>
    /// <param name="load">The part of the admission rate that is used, above 0 and below 1.</param>
    public TimeSpan MeanWait(double load) =>
        TimeSpan.FromSeconds(Load(load) / (2 * AdmissionPerSecond * (1 - Load(load))));

    /// <summary>Connects that the server holds at once: what it works off in a second.</summary>
    internal double AcceptPlaces => Math.Max(1, Math.Round(AdmissionPerSecond));

    /// <summary>The longest wait that the policy lets a client draw, in seconds.</summary>
    internal double LongestWait =>
        Policy == RetryPolicy.Constant ? Base.TotalSeconds : Math.Max(Cap.TotalSeconds, Base.TotalSeconds);

    /// <summary>Computes attempts and duration.</summary>
    /// <remarks>
    /// Without jitter and with all lost in one moment, clients move in waves that are counted; otherwise they are a
    /// flow that is followed in small steps.
    /// </remarks>
    public StormResult Compute()
    {
        var sheet = new Worksheet();
        double n = Clients, mu = AdmissionPerSecond;
        double shortest = sheet.Line("shortest possible", ShortestSeconds, "s", $"{n} / {mu}");
        bool isSpread = SpreadStart.TotalSeconds >= shortest;
        var (early, seconds, late, attempts) = isSpread
            ? Same(
                sheet.Line("duration", SpreadStart.TotalSeconds, "s", "the start is spread widely enough"),
                sheet.Line("attempts", n, "", "one each"))
            : Policy is RetryPolicy.Constant or RetryPolicy.Exponential && SpreadStart == TimeSpan.Zero
                ? Waves(sheet)
                : Flow(sheet);
        if (ConnectTimeout is { } timeout) WarnOfTimeout(sheet, timeout.TotalSeconds, isSpread);
        return new StormResult
        {
            ShortestSeconds = shortest,
            Seconds = seconds,
            EarlySeconds = early,
            LateSeconds = late,
            Attempts = attempts,
            AttemptsPerClient = attempts / n,
            Working = sheet.Lines,
            Warnings = sheet.Warnings,
        };
    }

    private static (double Early, double Seconds, double Late, double Attempts) Same(double seconds, double attempts) =>
        (seconds, seconds, seconds, attempts);

    private (double Early, double Seconds, double Late, double Attempts) Waves(Worksheet sheet)
    {
        double mu = AdmissionPerSecond, places = AcceptPlaces, cap = LongestWait, wait = Base.TotalSeconds;
        double left = Clients, attempts = Clients, elapsed = 0, queued = Math.Min(left, places), waits = 0;
        left -= queued;
        while (left > 0)
        {
            // A wave that comes in the very moment at which the last is worked off finds it still there.
            double rest = queued - mu * wait;
            double held = Math.Abs(rest) < 1e-6 && places > 1 ? 1 : Math.Max(0, rest);
            double taken = places - held;
            // At the longest wait all full waves are alike: each leaves as many fewer to try again.
            double alike = wait >= cap && queued == places ? Math.Max(1, Math.Ceiling(left / taken) - 1) : 1;
            attempts += alike * left - taken * alike * (alike - 1) / 2;
            elapsed += alike * wait;
            waits += alike;
            left -= taken * (alike - 1);
            double last = Math.Min(left, taken);
            left -= last;
            queued = held + last;
            wait = Math.Min(cap, wait * 2);
        }

        sheet.Line("places", places, "connects", $"what the server works off in a second at {mu}/s");
        sheet.Line(
            "waits", waits, "",
            $"{Clients} clients move in step; a wave takes in {places}, or what has been worked off since the last");
        sheet.Line(
            "last wave", elapsed, "s", $"the sum of {waits} waits from {Base.TotalSeconds} s to {cap} s at most");
        return Same(
            sheet.Line("duration", elapsed + queued / mu, "s", $"{elapsed} s + {queued:0.#} connects / {mu}/s"),
            sheet.Line("attempts", attempts, "", "those who were left at each wave, added up"));
    }

    private (double Early, double Seconds, double Late, double Attempts) Flow(Worksheet sheet)
    {
        var flow = new StormFlow(this);
        double[] times = flow.Run(0.1, 0.5, 0.9);
        sheet.Line(
            "places", AcceptPlaces, "connects", $"what the server works off in a second at {AdmissionPerSecond}/s");
        sheet.Line(
            "step", flow.StepSeconds, "s",
            "in each: tries = starts + those whose wait is over; in get as many as the server has places and works "
                + "off, the rest waits once more, evenly over the waits of its stage");
        if (flow.IsRandom)
        {
            sheet.Line("earliest", times[0], "s", "2.3 clients (ln 10) wait on average: one run of ten ends before");
            sheet.Line("latest", times[2], "s", "0.11 clients (-ln 0.9) wait on average: one run of ten ends later");
        }

        sheet.Line(
            "duration", times[1], "s",
            "0.69 clients (ln 2) wait on average: half of all runs end before; with the work that is in the queue");
        sheet.Line("attempts", flow.Attempts, "", "the tries of all steps");
        return (times[0], times[1], times[2], flow.Attempts);
    }

    private void WarnOfTimeout(Worksheet sheet, double timeout, bool isSpread)
    {
        double queue = AcceptPlaces / AdmissionPerSecond;
        sheet.Warn(
            timeout < queue && Clients > AdmissionPerSecond * timeout && !isSpread,
            $"Clients give up after {timeout} s, before the server has worked off the {queue:0.##} s that it holds: it "
            + "works for clients that have left. The figures do not apply: simulate.");
        sheet.Warn(
            timeout >= queue && Clients > AdmissionPerSecond * timeout && !isSpread,
            $"Clients give up after {timeout} s. The figures hold where the server refuses what it cannot take in "
            + $"within a second. One that holds all has a queue of {ShortestSeconds:0.#} s: it works for clients that "
            + "have left, and may never recover. Spread the start or lengthen the time-out.");
    }

    private static double Load(double load) => load is > 0 and < 1
        ? load
        : throw new ArgumentException($"{nameof(load)}: expected a part above 0 and below 1, got {load}.");
}
