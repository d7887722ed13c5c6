using Workbook.Mqtt.Packets;

namespace Workbook.Examples;

/// <summary>What a radio costs a battery device that reports: from measured events.</summary>
/// <remarks>
/// The published charge of a report is taken as that of one way. If it contained an answer already, the level matters
/// even less.
/// </remarks>
public sealed record RadioProfile
{
    /// <summary>An nRF9160 on LTE-M, without release assistance: the tail lasts 11 s.</summary>
    public static RadioProfile LteM { get; } = new()
    {
        Name = "LTE-M",
        FloorMicroamps = Physics.Radio.Nrf9160PsmFloor,
        ReportMillicoulombs = Physics.Events.LteMUplink40,
        ReportBytes = 40,
        MillicoulombsPerByte = (Physics.Events.LteMUplink120 - Physics.Events.LteMUplink40) / 80,
        RoundTripMillicoulombs = Physics.Events.LteMUplink40 * (Physics.Events.AcknowledgedOverOneWayLteM - 1),
        TailMilliamps = Physics.Radio.LteMTailNordic,
        Inactivity = TimeSpan.FromSeconds(Physics.Radio.LteMInactivity),
        ConnectMillicoulombs = Physics.Events.Connect,
        PeakMilliamps = Physics.Radio.Nrf9160Peak,
        Doubt = "The set-up of a connection was measured on NB-IoT; on LTE-M it is taken to cost the same.",
    };

    /// <summary>An nRF9160 on NB-IoT with release assistance: it sleeps 1.5 s after the report.</summary>
    public static RadioProfile NbIot { get; } = new()
    {
        Name = "NB-IoT, released early",
        FloorMicroamps = Physics.Radio.Nrf9160PsmFloor,
        ReportMillicoulombs = Physics.Events.Publish,
        ReportBytes = 584,
        RoundTripMillicoulombs = Physics.Events.Publish * (Physics.Events.AcknowledgedOverOneWayNbIot - 1),
        Inactivity = TimeSpan.FromSeconds(Physics.Radio.ReleaseAssistance),
        ConnectMillicoulombs = Physics.Events.Connect,
        PeakMilliamps = Physics.Radio.Nrf9160Peak,
    };

    /// <summary>The same without release assistance: the network keeps the connection for 12 s.</summary>
    public static RadioProfile NbIotWithTail { get; } = NbIot with
    {
        Name = "NB-IoT, not released",
        ReportMillicoulombs = Physics.Events.PublishWithoutAssistance,
        TailMilliamps = (Physics.Events.PublishWithoutAssistance - Physics.Events.PublishWithAssistance)
            / (12 - Physics.Radio.ReleaseAssistance),
        Inactivity = TimeSpan.FromSeconds(12),
    };

    /// <summary>An ESP32 that wakes from deep sleep, joins Wi-Fi, connects, publishes: the course's cycle.</summary>
    public static RadioProfile Esp32DeepSleep { get; } = new()
    {
        Name = "ESP32, deep sleep",
        FloorMicroamps = Physics.Radio.Esp32DeepSleep * 1000,
        ReportMillicoulombs = WakeCycle.CourseEsp32.At(QualityOfService.AtMostOnce).Millicoulombs,
        RoundTripMillicoulombs = WakeCycle.CourseEsp32.Millicoulombs
            - WakeCycle.CourseEsp32.At(QualityOfService.AtMostOnce).Millicoulombs,
        SecondRoundTripMillicoulombs = WakeCycle.CourseEsp32.At(QualityOfService.ExactlyOnce).Millicoulombs
            - WakeCycle.CourseEsp32.Millicoulombs,
        Inactivity = WakeCycle.CourseEsp32.Awake,
        KeepsConnections = false,
        PeakMilliamps = Physics.Radio.Esp32Transmit,
        Doubt = "The phases of the ESP32's cycle are the course's, without a payload; no measured one is known.",
    };

    /// <summary>What it is called.</summary>
    public string Name { get; init; } = "radio";

    /// <summary>What flows asleep, in µA.</summary>
    public double FloorMicroamps { get; init => field = Expect.NotNegative(value, "µA"); }

    /// <summary>The charge of a report one way, from sleep to sleep, in mC.</summary>
    public double ReportMillicoulombs { get; init => field = Expect.NotNegative(value, "mC"); }

    /// <summary>The payload with which it was measured; null: the source gives none.</summary>
    public int? ReportBytes
    {
        get;
        init => field = value is { } bytes ? Expect.Within(bytes, 0, 268_435_455, "B") : null;
    }

    /// <summary>What each further byte costs, in mC; 0: not known, and then a larger payload is doubted.</summary>
    public double MillicoulombsPerByte { get; init => field = Expect.NotNegative(value, "mC/B"); }

    /// <summary>What the answer of QoS 1 costs on top, in mC.</summary>
    public double RoundTripMillicoulombs { get; init => field = Expect.NotNegative(value, "mC"); }

    /// <summary>
    /// What the second round trip of QoS 2 costs, in mC; null: as much as the first, which nobody has measured.
    /// </summary>
    public double? SecondRoundTripMillicoulombs { get; init; }

    /// <summary>The current in the tail, in mA; 0: there is none.</summary>
    public double TailMilliamps { get; init => field = Expect.NotNegative(value, "mA"); }

    /// <summary>How long the radio stays awake after the last packet.</summary>
    public TimeSpan Inactivity { get; init => field = Expect.Positive(value); } = TimeSpan.FromSeconds(1);

    /// <summary>What setting up the connection to the server costs, in mC; 0: the report contains it.</summary>
    public double ConnectMillicoulombs { get; init => field = Expect.NotNegative(value, "mC"); }

    /// <summary>Whether a TCP connection lives on while the radio sleeps.</summary>
    public bool KeepsConnections { get; init; } = true;

    /// <summary>The highest current, in mA.</summary>
    public double PeakMilliamps { get; init => field = Expect.NotNegative(value, "mA"); }

    /// <summary>What makes these figures doubtful; empty: nothing beyond their source.</summary>
    public string Doubt { get; init; } = "";

    /// <summary>Gives the charge of a report, in mC.</summary>
    /// <param name="qos">Its QoS.</param>
    /// <param name="payloadBytes">Its payload.</param>
    public double ReportAt(QualityOfService qos, int payloadBytes)
    {
        double further = Math.Max(0, payloadBytes - (ReportBytes ?? payloadBytes)) * MillicoulombsPerByte;
        double second = SecondRoundTripMillicoulombs ?? RoundTripMillicoulombs;
        return ReportMillicoulombs + further + qos switch
        {
            QualityOfService.AtMostOnce => 0,
            QualityOfService.AtLeastOnce => RoundTripMillicoulombs,
            _ => RoundTripMillicoulombs + second,
        };
    }

    /// <summary>Gives the charge of a PINGREQ with its PINGRESP, in mC.</summary>
    /// <remarks>When pings come before the tail has ended, the radio never sleeps, and the tail flows all the
    /// time.</remarks>
    /// <param name="keepAlive">The time from ping to ping.</param>
    public double PingEach(TimeSpan keepAlive) => keepAlive < Inactivity && TailMilliamps > 0
        ? LifeBudget.TailMillicoulombs(TailMilliamps, keepAlive)
        : ReportMillicoulombs + RoundTripMillicoulombs;
}
