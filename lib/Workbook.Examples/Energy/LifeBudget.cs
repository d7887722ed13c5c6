namespace Workbook.Examples;

/// <summary>
/// Where the charge of a battery device goes: floor, self-discharge, events, connections, updates, pings.
/// </summary>
/// <remarks>
/// Formula F7: I = floor + self-discharge + (Q_event + Q_connect P(reconnect) + Q_tau T / T3412) / T;
/// life = usable capacity / I.
/// </remarks>
public sealed record LifeBudget
{
    /// <summary>The battery.</summary>
    public BatteryCell Cell { get; init; } = BatteryCell.LithiumThionylAa;

    /// <summary>What flows when nothing happens, in µA.</summary>
    public double FloorMicroamps { get; init => field = Expect.NotNegative(value, "µA"); }

    /// <summary>The charge of one event with its tail, in mC.</summary>
    public double EventMillicoulombs { get; init => field = Expect.NotNegative(value, "mC"); }

    /// <summary>The time from event to event.</summary>
    public TimeSpan Interval { get; init => field = Expect.Positive(value); } = TimeSpan.FromHours(1);

    /// <summary>How long one event lasts; must fit into the interval.</summary>
    public TimeSpan EventDuration { get; init => field = Expect.NotNegative(value); }

    /// <summary>The charge of setting up the connection anew, in mC.</summary>
    public double ConnectMillicoulombs { get; init => field = Expect.NotNegative(value, "mC"); }

    /// <summary>How often an event needs a new connection, 0 to 1.</summary>
    public double ReconnectProbability { get; init => field = Expect.Probability(value); }

    /// <summary>The charge of one tracking area update, in mC.</summary>
    public double TauMillicoulombs { get; init => field = Expect.NotNegative(value, "mC"); }

    /// <summary>The time between tracking area updates (timer T3412); null: none.</summary>
    public TimeSpan? TauInterval { get; init; }

    /// <summary>The charge of one ping with its tail, in mC.</summary>
    public double PingMillicoulombs { get; init => field = Expect.NotNegative(value, "mC"); }

    /// <summary>
    /// The Keep Alive; null or zero: no pings. Pings are sent only when it is shorter than the interval.
    /// </summary>
    public TimeSpan? KeepAlive { get; init; }

    /// <summary>The highest current of the event, in mA; 0: not known.</summary>
    public double PeakMilliamps { get; init => field = Expect.NotNegative(value, "mA"); }

    /// <summary>The part of the time during which the device is awake.</summary>
    public double DutyCycle => EventDuration / Interval;

    /// <summary>Gives the tail charge of a radio, in mC.</summary>
    /// <param name="tailMilliamps">The current in the tail, in mA.</param>
    /// <param name="inactivity">How long the network keeps the connection after the last packet.</param>
    public static double TailMillicoulombs(double tailMilliamps, TimeSpan inactivity) =>
        Charge.OfCurrent(tailMilliamps, inactivity.TotalSeconds);

    /// <summary>Computes average current and life.</summary>
    public BatteryLife Life()
    {
        if (DutyCycle > 1)
        {
            throw new ArgumentException(
                $"{nameof(EventDuration)}: an event of {EventDuration.TotalSeconds} s does not fit into an interval of "
                + $"{Interval.TotalSeconds} s: the duty cycle would be {DutyCycle:0.##}, above 1.");
        }

        var sheet = new Worksheet();
        double seconds = Interval.TotalSeconds;
        double perInterval(double millicoulombs) => millicoulombs / seconds * 1000;
        double floor = sheet.Line("floor", FloorMicroamps, "µA", "given");
        double self = sheet.Line(
            "self-discharge", Cell.SelfDischargeMicroamps, "µA",
            $"{Cell.SelfDischargePerYear} a year x {Cell.CapacityMilliampHours} mAh / {Duration.HoursPerYear} h");
        double events = sheet.Line(
            "events", perInterval(EventMillicoulombs), "µA", $"{EventMillicoulombs:G5} mC / {seconds} s");
        double connects = sheet.Line(
            "connections", perInterval(ConnectMillicoulombs * ReconnectProbability), "µA",
            $"{ConnectMillicoulombs:G5} mC x {ReconnectProbability} / {seconds} s");
        double updates = sheet.Line(
            "tracking area updates",
            TauInterval is { } tau ? TauMillicoulombs / Expect.Positive(tau, nameof(TauInterval)).TotalSeconds * 1000
                : 0,
            "µA", $"{TauMillicoulombs:G5} mC each {TauInterval?.TotalSeconds.ToString() ?? "(never)"} s");
        double pings = sheet.Line(
            "pings", KeepAlive is { } keepAlive && keepAlive > TimeSpan.Zero && keepAlive < Interval
                ? perInterval(PingMillicoulombs * (Math.Ceiling(Interval / keepAlive) - 1))
                : 0,
            "µA", $"{PingMillicoulombs:G5} mC each {KeepAlive?.TotalSeconds.ToString() ?? "(never)"} s between events");
        double average = sheet.Line("average current", floor + self + events + connects + updates + pings, "µA", "sum");
        double hours = average > 0 ? Cell.UsableMilliampHours * 1000 / average : double.PositiveInfinity;
        sheet.Line("life", hours / 24, "days", $"{Cell.UsableMilliampHours:G5} mAh / {average:G5} µA / 24 h");
        Doubt(sheet, hours);
        return new BatteryLife
        {
            AverageMicroamps = average,
            Hours = hours,
            EventShare = average > 0 ? (events + connects + updates + pings) / average : 0,
            Working = sheet.Lines,
            Warnings = sheet.Warnings,
        };
    }

    private void Doubt(Worksheet sheet, double hours)
    {
        sheet.Warn(
            Cell.PulseMilliamps is { } pulse && PeakMilliamps > pulse,
            $"A {Cell.Name} gives at most {Cell.PulseMilliamps} mA for a moment; this device asks for {PeakMilliamps} "
            + "mA. It will not start, whatever the charge would last.");
        sheet.Warn(
            Cell.PulseMilliamps is null && PeakMilliamps > 100,
            $"The device asks for {PeakMilliamps} mA; which pulse a {Cell.Name} gives is not known here. Check it.");
        sheet.Warn(
            Cell.SelfDischargePerYear == 0 && hours > 2 * Duration.HoursPerYear,
            $"A life of {hours / Duration.HoursPerYear:0.#} years without self-discharge is an upper bound: set "
            + $"{nameof(BatteryCell.SelfDischargePerYear)}.");
        sheet.Warn(
            hours > 15 * Duration.HoursPerYear,
            "More than 15 years is beyond what makers promise for any primary cell.");
        sheet.Warn(
            FloorMicroamps == 0,
            "A floor of 0 µA does not exist: even asleep a modem draws some microamperes.");
    }
}
