using Workbook.Mqtt.Packets;

namespace Workbook.Examples;

/// <summary>
/// Worked example: a sensor that sleeps disconnected, reports when it wakes, and gets its commands then.
/// </summary>
/// <remarks>The original's figures are not known; the cycle is the course's ESP32, the charges of listening and of TLS
/// are proposed by us. <see cref="OnNbIot"/> and <see cref="OnLteM"/> give the same device on measured cellular
/// events.</remarks>
public sealed record SleepWakeSensor
{
    /// <summary>The battery.</summary>
    public BatteryCell Cell { get; init; } = BatteryCell.FourAa;

    /// <summary>What the device does to report, at QoS 1.</summary>
    public WakeCycle Cycle { get; init; } = WakeCycle.CourseEsp32;

    /// <summary>The QoS of the report.</summary>
    public QualityOfService QoS { get; init; } = QualityOfService.AtLeastOnce;

    /// <summary>The time from wake-up to wake-up.</summary>
    public TimeSpan Interval { get; init => field = Expect.Positive(value); } = TimeSpan.FromMinutes(15);

    /// <summary>The charge of listening for queued commands, in mC; 0: it does not listen.</summary>
    public double ListeningMillicoulombs { get; init => field = Expect.NotNegative(value, "mC"); }

    /// <summary>The charge of a TLS handshake at each wake-up, in mC; 0: none.</summary>
    public double TlsMillicoulombs { get; init => field = Expect.NotNegative(value, "mC"); }

    /// <summary>
    /// The part of the wake-ups that find no network, 0 to below 1; each costs its charge all the same.
    /// </summary>
    public double FailedWakes
    {
        get;
        init => field = value is >= 0 and < 1
            ? value
            : throw new ArgumentException($"{nameof(FailedWakes)}: expected 0 to below 1, got {value}.");
    }

    /// <summary>How long the session is kept; null: for ever.</summary>
    public TimeSpan? SessionExpiry
    {
        get;
        init => field = value is { } expiry ? Expect.Positive(expiry) : null;
    }

    /// <summary>After which time a command must not be carried out; null: never stale.</summary>
    public TimeSpan? CommandExpiry
    {
        get;
        init => field = value is { } expiry ? Expect.Positive(expiry) : null;
    }

    /// <summary>Gives the device with listening for commands and the parameters proposed for it.</summary>
    public SleepWakeSensor Listening => this with { ListeningMillicoulombs = Physics.Proposed.Listening };

    /// <summary>Gives the device with a TLS handshake at each wake-up.</summary>
    public SleepWakeSensor WithTls => this with { TlsMillicoulombs = Physics.Proposed.TlsOnEsp32 };

    /// <summary>Computes life, delay of commands, and what expires.</summary>
    public SleepWakeResult Compute()
    {
        var sheet = new Worksheet();
        var cycle = Cycle.At(QoS);
        double charge = cycle.Millicoulombs + ListeningMillicoulombs + TlsMillicoulombs;
        sheet.Line(
            "charge of a wake-up", charge, "mC",
            $"{cycle.Millicoulombs} + listening {ListeningMillicoulombs} + TLS {TlsMillicoulombs}");
        var budget = cycle.On(Cell, Interval);
        var life = (budget with
        {
            EventMillicoulombs = budget.EventMillicoulombs + ListeningMillicoulombs + TlsMillicoulombs,
        }).Life();
        sheet.Take(life);
        double day =
            sheet.Line(
                "charge of a day", life.AverageMicroamps * 24 / 1000, "mAh", $"{life.AverageMicroamps:G6} µA x 24 h");
        // The command falls anywhere into an interval, and each wake-up fails by itself.
        TimeSpan mean = Interval * (0.5 + FailedWakes / (1 - FailedWakes));
        sheet.Line(
            "mean delay of a command", mean.TotalMinutes, "min",
            $"{Interval.TotalMinutes} x (1/2 + {FailedWakes} / (1 - {FailedWakes}))");
        double stale =
            sheet.Line(
                "commands that expire", CommandExpiry is { } expiry ? Later(expiry) : 0, "",
                $"expiry {CommandExpiry?.ToString() ?? "none"}");
        double lost = sheet.Line(
            "session expires", SessionExpiry is { } kept ? Math.Pow(FailedWakes, Math.Floor(kept / Interval)) : 0, "",
            $"{FailedWakes} ^ the wake-ups within {SessionExpiry?.ToString() ?? "for ever"}");
        sheet.Warn(
            SessionExpiry is { } within && within < Interval,
            $"The session expires after {SessionExpiry}, but the device sleeps for {Interval}: each time it finds no "
            + "session and no queued command. Keep it for at least twice the sleep.");
        sheet.Warn(
            SessionExpiry is { } single && single >= Interval && single < 2 * Interval,
            $"The session expires after {SessionExpiry} and outlives one sleep of {Interval}, not two: each wake-up "
            + "that fails, or a clock that runs slow, ends it. Keep it for at least twice the sleep.");
        sheet.Warn(
            CommandExpiry is { } early && early < Interval,
            $"Commands expire after {CommandExpiry}, within a sleep of {Interval}: {stale:P0} of them are never seen.");
        sheet.Warn(
            CommandExpiry is null && ListeningMillicoulombs > 0,
            "Commands never expire: \"water for 20 minutes\" is carried out whenever the device comes back.");
        return new SleepWakeResult
        {
            MilliampHoursPerDay = day,
            Life = life,
            MeanCommandDelay = mean,
            LongestCommandDelay = Interval,
            StaleCommands = stale,
            SessionLost = lost,
            Working = sheet.Lines,
            Warnings = sheet.Warnings,
        };
    }

    /// <summary>Computes the life on NB-IoT with release assistance, from measured events.</summary>
    /// <param name="reconnectProbability">How often a report needs a new connection to the server, 0 to 1.</param>
    public BatteryLife OnNbIot(double reconnectProbability) => Cellular(
        Physics.Events.Publish, reconnectProbability, Physics.Radio.ReleaseAssistance);

    /// <summary>Computes the life on LTE-M without release assistance: the tail dominates.</summary>
    /// <param name="reconnectProbability">How often a report needs a new connection to the server, 0 to 1.</param>
    public BatteryLife OnLteM(double reconnectProbability) => Cellular(
        Physics.Events.LteMUplink120, reconnectProbability, Physics.Radio.LteMInactivity);

    /// <summary>Tells which input moves the life most.</summary>
    /// <param name="step">By which part each input is moved.</param>
    public IReadOnlyList<SensitivityRow> Sensitivities(double step = Sensitivity.DefaultStep) => Sensitivity.Of(
        this, scenario => scenario.Compute().Life.Days, step,
        ("interval", (s, f) => s with { Interval = s.Interval * f }),
        ("battery", (s, f) =>
            s with { Cell = s.Cell with { CapacityMilliampHours = s.Cell.CapacityMilliampHours * f } }),
        ("wake cycle", (s, f) => s with { Cycle = s.Cycle.WithCurrents(f) }),
        ("wait for PUBACK", (s, f) => s with { Cycle = s.Cycle.WithWait(f) }),
        ("listening", (s, f) => s with { ListeningMillicoulombs = s.ListeningMillicoulombs * f }),
        ("TLS handshake", (s, f) => s with { TlsMillicoulombs = s.TlsMillicoulombs * f }),
        ("sleep current", (s, f) => s with { Cycle = s.Cycle with { SleepMilliamps = s.Cycle.SleepMilliamps * f } }));

    private BatteryLife Cellular(double millicoulombs, double reconnectProbability, double connectedSeconds) =>
        new LifeBudget
    {
        Cell = Cell,
        Interval = Interval,
        FloorMicroamps = Physics.Radio.Nrf9160PsmFloor,
        EventMillicoulombs = millicoulombs,
        EventDuration = TimeSpan.FromSeconds(connectedSeconds),
        ConnectMillicoulombs = Physics.Events.Connect,
        ReconnectProbability = reconnectProbability,
        PeakMilliamps = Physics.Radio.Nrf9160Peak,
    }.Life();

    /// <summary>The probability that a command waits longer than a limit.</summary>
    private double Later(TimeSpan limit)
    {
        double intervals = Math.Floor(limit / Interval);
        double rest = limit / Interval - intervals;
        return Math.Pow(FailedWakes, intervals) * (1 - rest * (1 - FailedWakes));
    }
}
