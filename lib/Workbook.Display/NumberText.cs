using System.Globalization;

namespace Workbook.Display;

/// <summary>Writes numbers and durations for readers, the same in every culture.</summary>
internal static class NumberText
{
    /// <summary>Writes whole numbers in full with a comma at thousands, others with about four digits.</summary>
    public static string Of(double value)
    {
        var size = Math.Abs(value);
        if (size is not 0 and (>= 1e12 or < 1e-4)) return value.ToString("0.###e0", CultureInfo.InvariantCulture);
        var format = size switch
        {
            _ when value == Math.Floor(value) => "#,0",
            >= 1000 => "#,0",
            >= 100 => "0.#",
            >= 10 => "0.##",
            >= 1 => "0.###",
            >= 0.1 => "0.####",
            _ => "0.#######",
        };
        return value.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>Writes the shortest coordinate that is exact to a tenth of a pixel.</summary>
    public static string Coordinate(double value)
    {
        var rounded = Math.Round(value, 1, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.#", CultureInfo.InvariantCulture);
    }

    public static string Of(TimeSpan duration) => duration.Duration() switch
    {
        { Ticks: 0 } => "0 s",
        { TotalMilliseconds: < 1 } => Of(duration.TotalMicroseconds) + " µs",
        { TotalSeconds: < 1 } => Of(duration.TotalMilliseconds) + " ms",
        { TotalMinutes: < 2 } => Of(duration.TotalSeconds) + " s",
        { TotalHours: < 2 } => Of(duration.TotalMinutes) + " min",
        { TotalDays: < 2 } => Of(duration.TotalHours) + " h",
        _ => Of(duration.TotalDays) + " d",
    };
}
