using Workbook.Mqtt.Packets;

namespace Workbook.Examples;

/// <summary>What a device does from wake-up to sleep: phases with time and current.</summary>
public sealed partial record WakeCycle
{
    private const string Wait = "wait for PUBACK, RX";
    private const string Association = "Wi-Fi association";

    /// <summary>The wake-connect-publish-sleep cycle of an ESP32 as the course publishes it, at QoS 1.</summary>
    /// <remarks>The best known basis for Wi-Fi; see <see cref="PublishedFaults"/> for what is wrong with it.</remarks>
    public static WakeCycle CourseEsp32 { get; } = new()
    {
        Phases =
        [
            new("boot", 500, 80),
            new(Association, 300, 80),
            new("TCP connect", 200, 100),
            new("publish, TX", 150, 240),
            new(Wait, 50, 100),
            new("TCP teardown", 100, 100),
            new("Wi-Fi disconnect", 50, 20),
        ],
        PublishedFaults =
        [
            "Deep sleep drops the Wi-Fi association and TCP: \"one connection a day\" cannot be had with deep sleep "
                + "between messages; that needs modem or light sleep at 0.8 to 20 mA.",
            "The timeline has no CONNECT and CONNACK and no TLS.",
            "\"Boot and association are 98 % of the energy\" is wrong: they are 47 %.",
        ],
    };

    /// <summary>The phases in order.</summary>
    public IReadOnlyList<WakePhase> Phases { get; init; } = [];

    /// <summary>The current asleep, in mA.</summary>
    public double SleepMilliamps { get; init => field = Expect.NotNegative(value, "mA"); } =
        Physics.Radio.Esp32DeepSleep;

    /// <summary>What is wrong with the published cycle.</summary>
    public IReadOnlyList<string> PublishedFaults { get; init; } = [];

    /// <summary>Time awake.</summary>
    public TimeSpan Awake => TimeSpan.FromMilliseconds(Phases.Sum(phase => phase.Milliseconds));

    /// <summary>The charge of one cycle, in mC.</summary>
    public double Millicoulombs => Phases.Sum(phase => phase.Millicoulombs);

    /// <summary>The highest current, in mA.</summary>
    public double PeakMilliamps => Phases.Select(phase => phase.Milliamps).DefaultIfEmpty().Max();

    /// <summary>Gives the part that a phase has in the charge, 0 to 1.</summary>
    /// <param name="name">The name of the phase.</param>
    public double ShareOf(string name) =>
        Phases.Where(phase => phase.Name == name).Sum(phase => phase.Millicoulombs) / Millicoulombs;

    /// <summary>Adds a phase at the end.</summary>
    /// <param name="name">What the device does.</param>
    /// <param name="milliseconds">How long.</param>
    /// <param name="milliamps">At which current.</param>
    public WakeCycle With(string name, double milliseconds, double milliamps) =>
        this with { Phases = [.. Phases, new WakePhase(name, milliseconds, milliamps)] };

    /// <summary>Gives the cycle with all currents awake multiplied by a factor.</summary>
    /// <param name="factor">0 or more.</param>
    public WakeCycle WithCurrents(double factor) =>
        this with { Phases = [.. Phases.Select(phase => phase with { Milliamps = phase.Milliamps * factor })] };

    /// <summary>Gives the cycle with the wait for PUBACK multiplied by a factor.</summary>
    /// <param name="factor">0 or more.</param>
    public WakeCycle WithWait(double factor) => this with
    {
        Phases = [.. Phases.Select(phase =>
            phase.Name == Wait ? phase with { Milliseconds = phase.Milliseconds * factor } : phase)],
    };

    /// <summary>Gives the cycle at another QoS: no wait at QoS 0; at QoS 2 one more round trip.</summary>
    /// <remarks>The second round trip is 50 ms of RX and 10 ms of TX: proposed by us.</remarks>
    /// <param name="qos">The QoS of the publish.</param>
    public WakeCycle At(QualityOfService qos) => qos switch
    {
        QualityOfService.AtMostOnce => this with { Phases = [.. Phases.Where(phase => phase.Name != Wait)] },
        QualityOfService.AtLeastOnce => this,
        _ => With("PUBREL, TX", 10, Physics.Radio.Esp32Transmit)
            .With("wait for PUBCOMP, RX", 50, Physics.Radio.Esp32Receive),
    };

    /// <summary>Gives the charge of a day, in mAh, with the sleep between cycles.</summary>
    /// <param name="interval">The time from wake-up to wake-up.</param>
    public double MilliampHoursPerDay(TimeSpan interval)
    {
        double asleep = (interval - Awake).TotalSeconds;
        if (asleep < 0)
        {
            throw new ArgumentException(
                $"{nameof(interval)}: the device is awake for {Awake.TotalSeconds} s, so it cannot wake each "
                + $"{interval.TotalSeconds} s: the duty cycle would be above 1.");
        }

        double cycle = Charge.InMilliampHours(Millicoulombs + SleepMilliamps * asleep);
        return cycle * Duration.SecondsPerDay / interval.TotalSeconds;
    }

    /// <summary>Gives the budget of a device that does nothing but this.</summary>
    /// <param name="cell">The battery.</param>
    /// <param name="interval">The time from wake-up to wake-up.</param>
    public LifeBudget On(BatteryCell cell, TimeSpan interval) => new()
    {
        Cell = cell,
        Interval = interval,
        EventDuration = Awake,
        FloorMicroamps = SleepMilliamps * 1000,
        // The floor flows all the time in the budget, so the cycle counts above it.
        EventMillicoulombs = Millicoulombs - SleepMilliamps * Awake.TotalSeconds,
        PeakMilliamps = PeakMilliamps,
    };
}
