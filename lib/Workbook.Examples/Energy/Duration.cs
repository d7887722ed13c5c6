namespace Workbook.Examples;

/// <summary>The lengths of years and months that the published figures use.</summary>
public static class Duration
{
    /// <summary>Hours of a year of 365 days.</summary>
    public const double HoursPerYear = 8760;

    /// <summary>Days of a year.</summary>
    public const double DaysPerYear = 365;

    /// <summary>Days of a mean month.</summary>
    public const double DaysPerMonth = DaysPerYear / 12;

    /// <summary>Seconds of a day.</summary>
    public const double SecondsPerDay = 86_400;

    /// <summary>Seconds of an hour.</summary>
    public const double SecondsPerHour = 3600;
}
