namespace Workbook.Examples;

/// <summary>How long a battery lasts, and on what.</summary>
public sealed record BatteryLife : ModelResult
{
    /// <summary>The average current in µA.</summary>
    public double AverageMicroamps { get; init; }

    /// <summary>The life in hours; infinite when nothing flows.</summary>
    public double Hours { get; init; }

    /// <summary>The life in days.</summary>
    public double Days => Hours / 24;

    /// <summary>The life in years of 365 days.</summary>
    public double Years => Hours / Duration.HoursPerYear;

    /// <summary>The life in mean months.</summary>
    public double Months => Days / Duration.DaysPerMonth;

    /// <summary>
    /// The part of the average current that events of all kinds cause, 0 to 1; the rest flows anyway.
    /// </summary>
    public double EventShare { get; init; }
}
