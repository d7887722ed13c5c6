namespace Workbook.Simulate;

/// <summary>What a radio draws in each of its states, and when it changes them; all figures are parameters of the
/// caller.</summary>
public sealed record RadioCurrents
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "radio";

    /// <summary>The current asleep (PSM, eDRX, deep sleep) with the rest of the device, in mA.</summary>
    public double SleepMilliamps { get; init => field = Expect.NotNegative(value, "mA"); }

    /// <summary>The current while it wakes and finds its network, in mA.</summary>
    public double ConnectMilliamps { get; init => field = Expect.NotNegative(value, "mA"); }

    /// <summary>How long it takes to wake and to find its network.</summary>
    public TimeSpan ConnectTime { get; init => field = Expect.NotNegative(value); }

    /// <summary>The current while it sends, in mA.</summary>
    public double TransmitMilliamps { get; init => field = Expect.NotNegative(value, "mA"); }

    /// <summary>The current while it receives, in mA.</summary>
    public double ReceiveMilliamps { get; init => field = Expect.NotNegative(value, "mA"); }

    /// <summary>The current in the tail: connected, without traffic, in mA.</summary>
    public double TailMilliamps { get; init => field = Expect.NotNegative(value, "mA"); }

    /// <summary>How long it stays connected after the last traffic: the network's inactivity timer.</summary>
    public TimeSpan TailTime { get; init => field = Expect.NotNegative(value); }

    /// <summary>How often it listens for the network while it sleeps (eDRX); null: it cannot be reached then (PSM), and
    /// the network holds what comes until it wakes by itself. TCP sends again meanwhile, and may give up.</summary>
    public TimeSpan? PagingCycle
    {
        get;
        init => field = value is { } cycle ? Expect.Positive(cycle) : null;
    }

    /// <summary>The rate at which it sends, in bit/s.</summary>
    public double UplinkBitsPerSecond { get; init => field = Expect.Positive(value, "bit/s"); } = 1_000_000;

    /// <summary>The rate at which it receives, in bit/s.</summary>
    public double DownlinkBitsPerSecond { get; init => field = Expect.Positive(value, "bit/s"); } = 1_000_000;

    /// <summary>The highest of the currents, in mA.</summary>
    public double PeakMilliamps =>
        Math.Max(Math.Max(ConnectMilliamps, TransmitMilliamps), Math.Max(ReceiveMilliamps, TailMilliamps));
}
