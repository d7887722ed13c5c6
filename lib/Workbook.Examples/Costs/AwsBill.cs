namespace Workbook.Examples;

/// <summary>What <see cref="AwsMetering"/> gives.</summary>
public sealed record AwsBill : ModelResult
{
    /// <summary>Minutes of connection of all devices.</summary>
    public double ConnectionMinutes { get; init; }

    /// <summary>Metered units of 5 KB.</summary>
    public double Units { get; init; }

    /// <summary>The bill for connections, in $.</summary>
    public double Connectivity { get; init; }

    /// <summary>The bill for messages, in $.</summary>
    public double Messaging { get; init; }

    /// <summary>Both, in $.</summary>
    public double Total => Connectivity + Messaging;
}
