namespace Workbook.Examples;

/// <summary>Charge in mC (1 mC = 1 mA s) from what sources print.</summary>
public static class Charge
{
    /// <summary>From a current that flows for a time: mC.</summary>
    /// <param name="milliamps">The current in mA.</param>
    /// <param name="seconds">How long.</param>
    public static double OfCurrent(double milliamps, double seconds) =>
        Expect.NotNegative(milliamps, "mA", nameof(milliamps)) * Expect.NotNegative(seconds, "s", nameof(seconds));

    /// <summary>From an energy at a voltage: mC.</summary>
    /// <param name="microwattHours">The energy in uWh.</param>
    /// <param name="volts">The voltage.</param>
    public static double OfEnergy(double microwattHours, double volts) =>
        Expect.NotNegative(microwattHours, "uWh", nameof(microwattHours)) * 3.6 / Expect.Positive(volts, "V", nameof(volts));

    /// <summary>As a part of a battery: mAh.</summary>
    /// <param name="millicoulombs">The charge in mC.</param>
    public static double InMilliampHours(double millicoulombs) => millicoulombs / Duration.SecondsPerHour;
}
