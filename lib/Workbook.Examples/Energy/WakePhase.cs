namespace Workbook.Examples;

/// <summary>A part of a wake-up.</summary>
/// <param name="Name">What the device does.</param>
/// <param name="Milliseconds">How long.</param>
/// <param name="Milliamps">At which current.</param>
public sealed record WakePhase(string Name, double Milliseconds, double Milliamps)
{
    /// <summary>How long, in ms.</summary>
    public double Milliseconds { get; init => field = Expect.NotNegative(value, "ms"); } =
        Expect.NotNegative(Milliseconds, "ms", nameof(Milliseconds));

    /// <summary>At which current, in mA.</summary>
    public double Milliamps { get; init => field = Expect.NotNegative(value, "mA"); } =
        Expect.NotNegative(Milliamps, "mA", nameof(Milliamps));

    /// <summary>The charge in mC.</summary>
    public double Millicoulombs => Milliseconds / 1000 * Milliamps;
}
