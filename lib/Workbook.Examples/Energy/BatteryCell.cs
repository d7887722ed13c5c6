namespace Workbook.Examples;

/// <summary>
/// A battery: what it holds, what of that can be used, what it loses by itself, what it can give at once.
/// </summary>
public sealed record BatteryCell
{
    /// <summary>
    /// A CR2032 coin cell. Its pulse limit is taken to be that of the larger CR2450: more it will not give.
    /// </summary>
    public static BatteryCell Cr2032 { get; } = new()
    {
        Name = "CR2032",
        CapacityMilliampHours = Physics.Batteries.Cr2032,
        SelfDischargePerYear = Physics.Batteries.CoinSelfDischarge,
        PulseMilliamps = Physics.Batteries.Cr2450Pulse,
        Volts = 3,
    };

    /// <summary>A CR2450 coin cell.</summary>
    public static BatteryCell Cr2450 { get; } = Cr2032 with
    {
        Name = "CR2450",
        CapacityMilliampHours = Physics.Batteries.Cr2450,
    };

    /// <summary>A bobbin Li-SOCl2 cell of size AA, behind a capacitor for its pulses.</summary>
    public static BatteryCell LithiumThionylAa { get; } = new()
    {
        Name = "Li-SOCl2 AA with capacitor",
        CapacityMilliampHours = Physics.Batteries.LithiumThionylAa,
        SelfDischargePerYear = Physics.Batteries.LithiumThionylSelfDischarge,
        Volts = 3.6,
    };

    /// <summary>Four AA cells, as the course counts them: 2,400 mAh usable, no self-discharge.</summary>
    public static BatteryCell FourAa { get; } =
        new() { Name = "4 x AA", CapacityMilliampHours = Physics.Batteries.FourAa, Volts = 6 };

    /// <summary>The LiPo of the Thingy:91 of which 80 % can be used.</summary>
    public static BatteryCell Thingy91 { get; } = new()
    {
        Name = "LiPo 1350 mAh",
        CapacityMilliampHours = Physics.Batteries.Thingy91,
        UsableFraction = Physics.Batteries.UsableFraction,
        Volts = 3.7,
    };

    /// <summary>What it is.</summary>
    public string Name { get; init; } = "battery";

    /// <summary>The nominal capacity in mAh.</summary>
    public double CapacityMilliampHours { get; init => field = Expect.Positive(value, "mAh"); } = 1000;

    /// <summary>The part of the nominal capacity that can be used, 0 to 1.</summary>
    public double UsableFraction { get; init => field = Expect.Probability(value); } = 1;

    /// <summary>The part of the nominal capacity that is lost in a year, 0 to 1.</summary>
    public double SelfDischargePerYear { get; init => field = Expect.Probability(value); }

    /// <summary>The largest current that it gives for a moment, in mA; null: not known.</summary>
    public double? PulseMilliamps { get; init; }

    /// <summary>The nominal voltage.</summary>
    public double Volts { get; init => field = Expect.Positive(value, "V"); } = 3.6;

    /// <summary>What can be used, in mAh.</summary>
    public double UsableMilliampHours => CapacityMilliampHours * UsableFraction;

    /// <summary>Self-discharge as a current, in µA: 1 % a year of 2.6 Ah is 3.0 µA.</summary>
    public double SelfDischargeMicroamps => SelfDischargePerYear * CapacityMilliampHours * 1000 / Duration.HoursPerYear;
}
