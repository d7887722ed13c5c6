namespace Workbook.Examples;

/// <summary>What <see cref="DataCost"/> gives for a month.</summary>
public sealed record DataCostResult : ModelResult
{
    /// <summary>MQTT packets alone, in MB.</summary>
    public double MqttMegabytes { get; init; }

    /// <summary>With all layers, in MB.</summary>
    public double WireMegabytes { get; init; }

    /// <summary>After the operator's rounding, in MB.</summary>
    public double BilledMegabytes { get; init; }

    /// <summary>The bill, in $.</summary>
    public double Cost { get; init; }
}
