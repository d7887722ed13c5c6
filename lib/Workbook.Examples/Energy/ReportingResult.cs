namespace Workbook.Examples;

/// <summary>What <see cref="ReportingDevice"/> gives.</summary>
public sealed record ReportingResult : ModelResult
{
    /// <summary>The battery's life.</summary>
    public required BatteryLife Life { get; init; }

    /// <summary>The charge of a reading with its part of report, connections and pings, without the floor, in mC.</summary>
    public double MillicoulombsPerReading { get; init; }

    /// <summary>Bytes of all layers that a reading costs, connections and pings included.</summary>
    public double BytesPerReading { get; init; }

    /// <summary>The part of those bytes that is payload, 0 to 1.</summary>
    public double PayloadShare { get; init; }

    /// <summary>The mean time from a reading to the moment at which the broker hands it on.</summary>
    public TimeSpan MeanAge { get; init; }
}
