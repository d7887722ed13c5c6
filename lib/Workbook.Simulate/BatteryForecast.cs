namespace Workbook.Simulate;

/// <summary>How long a battery lasts.</summary>
/// <param name="AverageMicroamps">The average current with self-discharge, in µA.</param>
/// <param name="SelfDischargeMicroamps">What of it is self-discharge, in µA.</param>
/// <param name="Hours">The life in hours; infinite when nothing flows.</param>
/// <param name="Warnings">What is impossible or doubtful, as sentences.</param>
public sealed record BatteryForecast(
    double AverageMicroamps, double SelfDischargeMicroamps, double Hours, IReadOnlyList<string> Warnings)
{
    /// <summary>The life in days.</summary>
    public double Days => Hours / 24;

    /// <summary>The life in years of 365 days.</summary>
    public double Years => Days / 365;

    /// <summary>Gives current, life and warnings.</summary>
    public override string ToString() => string.Join(
        Environment.NewLine,
        [$"{AverageMicroamps:0.00} µA on average, {Days:0.0} days ({Years:0.00} years)", .. Warnings]);
}
