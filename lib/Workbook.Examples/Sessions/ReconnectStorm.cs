namespace Workbook.Examples;

/// <summary>All clients lose their connection at once and come back: closed forms.</summary>
/// <remarks>Formula F9; rejected attempts cost the server nothing. A simulation shows what these leave out.</remarks>
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

    /// <summary>Computes attempts and duration.</summary>
    public StormResult Compute()
    {
        var sheet = new Worksheet();
        double n = Clients, mu = AdmissionPerSecond, first = Base.TotalSeconds, cap = Math.Max(Cap.TotalSeconds, first);
        double shortest = sheet.Line("shortest possible", ShortestSeconds, "s", $"{n} / {mu}");
        bool isSpread = SpreadStart.TotalSeconds >= shortest;
        double seconds, attempts;
        if (isSpread)
        {
            seconds = sheet.Line("duration", SpreadStart.TotalSeconds, "s", "the start is spread widely enough");
            attempts = sheet.Line("attempts", n, "", "one each");
        }
        else
        {
            (seconds, attempts) = Policy switch
            {
                RetryPolicy.Constant => Constant(sheet, n, mu, first),
                RetryPolicy.Exponential => Waves(sheet, n, mu, first, cap),
                _ => Jitter(sheet, n, mu, first, cap),
            };
        }

        sheet.Warn(
            ConnectTimeout is { } timeout && n > mu * timeout.TotalSeconds && !isSpread,
            $"Clients give up after {ConnectTimeout?.TotalSeconds} s, but the queue is {shortest:0.#} s long: the "
            + "server works for clients that have left, and may never recover. Spread the start or lengthen the "
                + "time-out.");
        return new StormResult
        {
            ShortestSeconds = shortest,
            Seconds = seconds,
            Attempts = attempts,
            AttemptsPerClient = attempts / n,
            Working = sheet.Lines,
            Warnings = sheet.Warnings,
        };
    }

    private static (double Seconds, double Attempts) Constant(Worksheet sheet, double n, double mu, double delay) => (
        sheet.Line("duration", n / mu, "s", $"{n} / {mu}"),
        sheet.Line("attempts", n + n * n / (2 * mu * delay), "", $"{n} + {n}^2 / (2 x {mu} x {delay})"));

    private static (double Seconds, double Attempts) Waves(
        Worksheet sheet, double n, double mu, double first, double cap)
    {
        double waves = n / mu;
        double growing = Math.Min(Math.Ceiling(Math.Log2(cap / first)), waves);
        return (
            sheet.Line(
                "duration", Math.Max(waves, (Math.Pow(2, growing) - 1) * first + (waves - growing) * cap), "s",
                $"(2^{growing:0.#} - 1) x {first} + ({waves:0.#} - {growing:0.#}) x {cap}: all move in step, {mu} a "
                    + "wave get in"),
            sheet.Line("attempts", n + n * n / (2 * mu), "", $"{n} + {n}^2 / (2 x {mu}): one wave a step"));
    }

    private static (double Seconds, double Attempts) Jitter(
        Worksheet sheet, double n, double mu, double first, double cap)
    {
        double drain = n / mu;
        double perClient = Math.Log2(Math.Max(2, 2 * Math.Min(drain, cap) / first))
            + Math.Max(0, drain - cap) / (cap / 2);
        return (
            sheet.Line("duration, at least", drain, "s", $"{n} / {mu}; the last clients wait up to {cap} s more"),
            sheet.Line(
                "attempts", n * perClient, "",
                $"{n} x {perClient:0.##}: log2(2 N / (mu base)), then one each {cap / 2} s"));
    }

    private static double Load(double load) => load is > 0 and < 1
        ? load
        : throw new ArgumentException($"{nameof(load)}: expected a part above 0 and below 1, got {load}.");
}
