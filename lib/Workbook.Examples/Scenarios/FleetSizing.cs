namespace Workbook.Examples;

/// <summary>What <see cref="FleetSessionSizing"/> gives.</summary>
public sealed record FleetSizing : ModelResult
{
    /// <summary>Messages that wait for one vehicle.</summary>
    public double QueuedPerVehicle { get; init; }

    /// <summary>Messages that wait for all.</summary>
    public double QueuedMessages { get; init; }

    /// <summary>Messages that were dropped, for all.</summary>
    public double DroppedMessages { get; init; }

    /// <summary>Memory of the broker, in MB.</summary>
    public double Megabytes { get; init; }

    /// <summary>The time until all are back, in seconds; with jitter the median of many such storms.</summary>
    public double StormSeconds { get; init; }

    /// <summary>Attempts of a vehicle until it is back, on average.</summary>
    public double AttemptsPerVehicle { get; init; }

    /// <summary>Bytes of all TLS handshakes, in MB.</summary>
    public double HandshakeMegabytes { get; init; }

    /// <summary>Bytes on the wire to deliver what waits, in MB.</summary>
    public double DrainMegabytes { get; init; }

    /// <summary>How long a vehicle takes to receive what waits for it.</summary>
    public TimeSpan DrainTime { get; init; }
}
