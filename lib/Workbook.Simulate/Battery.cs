namespace Workbook.Simulate;

/// <summary>A battery: what it holds, what of that can be used, what it loses by itself, what it can give at
/// once.</summary>
public sealed record Battery
{
    private const double HoursPerYear = 8760;

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "battery";

    /// <summary>The nominal capacity in mAh.</summary>
    public required double CapacityMilliampHours { get; init => field = Expect.Positive(value, "mAh"); }

    /// <summary>The part of the nominal capacity that can be used, 0 to 1.</summary>
    public double UsableFraction { get; init => field = Expect.Probability(value); } = 1;

    /// <summary>The part of the nominal capacity that is lost in a year, 0 to 1.</summary>
    public double SelfDischargePerYear { get; init => field = Expect.Probability(value); }

    /// <summary>The largest current that it gives for a moment, in mA; null: not known.</summary>
    public double? PulseMilliamps
    {
        get;
        init => field = value is { } pulse ? Expect.Positive(pulse, "mA") : null;
    }

    /// <summary>Says how long it lasts when the radio goes on as it was simulated.</summary>
    /// <param name="use">What the radio has drawn over the simulated time.</param>
    /// <param name="besidesMicroamps">What else the device draws on average, in µA: a motor, a sensor.</param>
    public BatteryForecast Forecast(RadioUse use, double besidesMicroamps = 0)
    {
        ArgumentNullException.ThrowIfNull(use);
        Expect.NotNegative(besidesMicroamps, "µA", nameof(besidesMicroamps));
        double selfDischarge = SelfDischargePerYear * CapacityMilliampHours * 1000 / HoursPerYear;
        double average = use.AverageMicroamps + selfDischarge + besidesMicroamps;
        List<string> warnings = [];
        if (PulseMilliamps is { } pulse && use.Profile.PeakMilliamps > pulse)
        {
            warnings.Add(
                $"A {Name} gives at most {pulse} mA for a moment; a {use.Profile.Name} asks for "
                + $"{use.Profile.PeakMilliamps} mA. It will not start, whatever the charge would last.");
        }

        if (use.Profile.SleepMilliamps == 0)
            warnings.Add("A sleep current of 0 mA does not exist: even asleep a modem draws some microamperes.");
        if (use.Period == TimeSpan.Zero)
            warnings.Add("Nothing was simulated yet: the life is that of self-discharge alone.");
        double hours = average > 0
            ? CapacityMilliampHours * UsableFraction * 1000 / average
            : double.PositiveInfinity;
        return new BatteryForecast(average, selfDischarge, hours, warnings);
    }
}
