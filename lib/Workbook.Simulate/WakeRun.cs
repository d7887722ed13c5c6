using Workbook.Mqtt.Packets;

namespace Workbook.Simulate;

/// <summary>A device that sleeps, wakes, connects, reports, says goodbye and sleeps again: the shipped protocol in
/// virtual time, with the radio that it keeps awake.</summary>
public sealed record WakeRun
{
    private const string Device = "device";

    /// <summary>What its radio draws.</summary>
    public required RadioCurrents Radio { get; init; }

    /// <summary>The path to the broker.</summary>
    public LinkConditions Link { get; init; } = new();

    /// <summary>Its CONNECT; the client identifier is filled in.</summary>
    public ConnectPacket Connect { get; init; } = new() { ProtocolVersion = ProtocolVersion.V311 };

    /// <summary>The QoS of the report.</summary>
    public QualityOfService QoS { get; init; } = QualityOfService.AtLeastOnce;

    /// <summary>The topic of the report.</summary>
    public string Topic { get; init; } = "report";

    /// <summary>Bytes of its payload; at least 4.</summary>
    public int PayloadBytes { get; init => field = Expect.Within(value, 4, 268_435_455, "B"); } = 16;

    /// <summary>From wake-up to wake-up; it must be long enough for what the device does awake.</summary>
    public TimeSpan Interval { get; init => field = Expect.Positive(value); } = TimeSpan.FromMinutes(15);

    /// <summary>How long it stays for commands after its report.</summary>
    public TimeSpan Listening { get; init => field = Expect.NotNegative(value); }

    /// <summary>How often it wakes.</summary>
    public int Count { get; init => field = Expect.Within(value, 1, 10_000_000, "wake-ups"); } = 100;

    /// <summary>Runs it.</summary>
    /// <param name="cancellation">Ends the run early.</param>
    /// <returns>What the radio has drawn over all intervals.</returns>
    /// <exception cref="InvalidOperationException">Some report was not through when the time was over: the interval is
    /// too short, or the link too bad.</exception>
    public RadioUse Run(CancellationToken cancellation = default)
    {
        var world = new Simulation(1, new SimulationOptions { TimelineMaximum = 0 });
        var device = world.AddClient(Device, new ClientSetup { Connect = Connect, Link = Link, Radio = Radio });
        int wakeUps = 0, reports = 0;
        void Leave() => world.After(Listening, () =>
        {
            reports++;
            device.Leave();
            if (++wakeUps < Count && wakeUps * Interval > world.Now)
                world.At(wakeUps * Interval, device.Connect);
        });
        device.WhenCompleted = Leave;
        device.WhenConnected = () =>
        {
            device.Publish(Topic, QoS, PayloadBytes);
            if (QoS == QualityOfService.AtMostOnce)
                Leave();
        };
        device.Connect();
        world.RunUntil(Count * Interval, cancellation);
        return reports == Count
            ? device.Radio!.UseUntil(world.Now)
            : throw new InvalidOperationException(
                $"Expected {Count} reports in {Count * Interval}, but {reports} were through; "
                + $"{nameof(Interval)} is too short for this link, or the link too bad.");
    }
}
