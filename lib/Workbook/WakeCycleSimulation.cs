using Workbook.Examples;
using Workbook.Mqtt.Packets;
using Workbook.Simulate;

namespace Workbook;

/// <summary>Gives the wake cycle of a closed form to a simulation, and the closed form of what is simulated.</summary>
public static class WakeCycleSimulation
{
    /// <summary>The rate of 802.11b at which the transmit current was measured, in bit/s.</summary>
    private const double BitsPerSecond = 1_000_000;

    /// <summary>TCP, CONNECT and the end of TCP.</summary>
    private const int RoundTripsAround = 3;

    /// <summary>Lets the shipped protocol decide how long the radio of an ESP32 is on: it wakes up as the cycle says,
    /// and is then awake for its packets and their answers.</summary>
    /// <param name="cycle">Boot, association and sleep current; currents of the radio are those of
    /// <see cref="Physics.Radio"/>.</param>
    /// <param name="qos">The QoS of the report.</param>
    /// <param name="interval">From wake-up to wake-up.</param>
    /// <param name="roundTrip">To the broker and back.</param>
    public static WakeRun ToWakeRun(
        this WakeCycle cycle, QualityOfService qos, TimeSpan interval, TimeSpan roundTrip)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        double wakes = cycle.WakingUp.Sum(phase => phase.Milliseconds);
        return new WakeRun
        {
            QoS = qos,
            Interval = interval,
            Link = new LinkConditions { Latency = roundTrip / 2, Format = Layers.Tcp.ToWireFormat() },
            Radio = new RadioCurrents
            {
                Name = "ESP32",
                SleepMilliamps = cycle.SleepMilliamps,
                ConnectTime = TimeSpan.FromMilliseconds(wakes),
                ConnectMilliamps = cycle.WakingUp.Sum(phase => phase.Millicoulombs) * 1000 / wakes,
                TransmitMilliamps = Physics.Radio.Esp32Transmit,
                ReceiveMilliamps = Physics.Radio.Esp32Receive,
                // Between packets its receiver listens; it leaves by itself, so the tail has no end of its own.
                TailMilliamps = Physics.Radio.Esp32Receive,
                TailTime = interval,
                UplinkBitsPerSecond = BitsPerSecond,
                DownlinkBitsPerSecond = BitsPerSecond,
            },
        };
    }

    /// <summary>Gives the closed form of a simulated cycle: round trips, listening, and the air time of its
    /// bytes.</summary>
    /// <param name="cycle">The cycle from which <paramref name="run"/> was made.</param>
    /// <param name="run">What is simulated, without loss.</param>
    public static WakeCycle OnTheWire(this WakeCycle cycle, WakeRun run)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        ArgumentNullException.ThrowIfNull(run);
        var connection = new Connection { Connect = run.Connect with { ClientIdentifier = "device" } };
        var report = new Exchange { QoS = run.QoS, Topic = run.Topic, PayloadBytes = run.PayloadBytes };
        int roundTrips = RoundTripsAround + (int)run.QoS;
        return cycle.OnTheWire(
            WireBytes.Join(connection.SetUp, report.On(connection.Layers), connection.Close),
            roundTrips * run.Link.RoundTrip + run.Listening, BitsPerSecond);
    }

    /// <summary>Gives a cell to a simulation.</summary>
    /// <param name="cell">The cell of a closed form.</param>
    public static Battery ToBattery(this BatteryCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return new Battery
        {
            Name = cell.Name,
            CapacityMilliampHours = cell.CapacityMilliampHours,
            UsableFraction = cell.UsableFraction,
            SelfDischargePerYear = cell.SelfDischargePerYear,
            PulseMilliamps = cell.PulseMilliamps,
        };
    }
}
