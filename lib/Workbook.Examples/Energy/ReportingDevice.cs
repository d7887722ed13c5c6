using Workbook.Mqtt.Packets;

namespace Workbook.Examples;

/// <summary>A battery device that takes readings and reports them: bytes, charge, life and age of a reading.</summary>
/// <remarks>A calculator: change what you know of your device. Charges come from the radio's measured events, bytes
/// from the packets.</remarks>
public sealed record ReportingDevice
{
    /// <summary>The round trip of the captures of table T2, used unless you know yours.</summary>
    private const double PublishedRoundTripMilliseconds = 68.7;

    /// <summary>The radio.</summary>
    public RadioProfile Radio { get; init; } = RadioProfile.LteM;

    /// <summary>The battery.</summary>
    public BatteryCell Cell { get; init; } = BatteryCell.LithiumThionylAa;

    /// <summary>The QoS of a report.</summary>
    public QualityOfService QoS { get; init; } = QualityOfService.AtLeastOnce;

    /// <summary>Bytes of the topic name, 1 to 65,535.</summary>
    public int TopicBytes { get; init => field = Expect.Within(value, 1, 65_535, "B"); } = 20;

    /// <summary>Bytes of one reading in the payload, 0 to 1,000,000.</summary>
    public int ReadingBytes { get; init => field = Expect.Within(value, 0, 1_000_000, "B"); } = 40;

    /// <summary>The time from reading to reading.</summary>
    public TimeSpan ReadingInterval { get; init => field = Expect.Positive(value); } = TimeSpan.FromMinutes(15);

    /// <summary>How many readings go into one report, 1 to 1,000.</summary>
    public int ReadingsPerReport { get; init => field = Expect.Within(value, 1, 1000, "readings"); } = 1;

    /// <summary>What it does with the connection between reports.</summary>
    public ConnectionPolicy Policy { get; init; }

    /// <summary>The Keep Alive; zero: off. A connection for each report needs none.</summary>
    public TimeSpan KeepAlive { get; init => field = Expect.NotNegative(value); }

    /// <summary>The connection with its layers and its handshake.</summary>
    public Connection Connection { get; init; } =
        new() { Layers = Layers.Tls13, Handshake = TlsHandshake.Tls13 };

    /// <summary>The round trip between device and broker.</summary>
    public TimeSpan RoundTrip { get; init => field = Expect.NotNegative(value); } =
        TimeSpan.FromMilliseconds(PublishedRoundTripMilliseconds);

    /// <summary>The time from report to report.</summary>
    public TimeSpan ReportInterval => ReadingInterval * ReadingsPerReport;

    /// <summary>Computes all of it.</summary>
    /// <exception cref="ArgumentException">The reports follow each other faster than the radio can sleep.</exception>
    public ReportingResult Compute()
    {
        var sheet = new Worksheet();
        int payload = ReadingBytes * ReadingsPerReport;
        double report = sheet.Line(
            "charge of a report", Radio.ReportAt(QoS, payload), "mC", $"{Radio.Name}, QoS {(int)QoS}, {payload} B");
        var life = Budget(report).Life();
        sheet.Take(life);
        double charge = sheet.Line(
            "charge of a reading", life.AverageMicroamps * life.EventShare * ReadingInterval.TotalSeconds / 1000,
            "mC", "all that is not floor and self-discharge, by readings");
        double perReading = sheet.Line(
            "bytes of a reading", ReportBytes(payload) / ReadingsPerReport, "B", "all layers, by readings");
        double age = sheet.Line(
            "mean age of a reading", Age().TotalSeconds, "s", "waiting for the report, then for the broker");
        sheet.Warn(
            !Radio.KeepsConnections && Policy == ConnectionPolicy.Keep,
            $"{Radio.Name}: no connection lives through it. The charge of a report contains a new one.");
        sheet.Warn(
            Policy == ConnectionPolicy.Keep && Radio.KeepsConnections && KeepAlive == TimeSpan.Zero,
            "With Keep Alive 0 the broker never learns that this device is gone.");
        sheet.Warn(
            Radio.MillicoulombsPerByte == 0 && payload > Radio.ReportBytes,
            $"{Radio.Name} was measured up to {Radio.ReportBytes} B; what {payload} B cost is not known.");
        sheet.Warn(
            QoS == QualityOfService.ExactlyOnce && Radio.SecondRoundTripMillicoulombs is null,
            "Nobody known has measured the second round trip of QoS 2; it is taken to cost what the first does.");
        sheet.Warn(Radio.Doubt.Length > 0, Radio.Doubt);
        return new ReportingResult
        {
            Life = life,
            MillicoulombsPerReading = charge,
            BytesPerReading = perReading,
            PayloadShare = ReadingBytes / perReading,
            MeanAge = TimeSpan.FromSeconds(age),
            Working = sheet.Lines,
            Warnings = sheet.Warnings,
        };
    }

    /// <summary>Tells which input moves the life most.</summary>
    /// <param name="step">By which part each input is moved.</param>
    public IReadOnlyList<SensitivityRow> Sensitivities(double step = Sensitivity.DefaultStep) => Sensitivity.Of(
        this, device => device.Compute().Life.Days, step,
        ("time between readings", (d, f) => d with { ReadingInterval = d.ReadingInterval * f }),
        ("battery", (d, f) => d with
        {
            Cell = d.Cell with { CapacityMilliampHours = d.Cell.CapacityMilliampHours * f },
        }),
        ("charge of a report", (d, f) => d with
        {
            Radio = d.Radio with { ReportMillicoulombs = d.Radio.ReportMillicoulombs * f },
        }),
        ("answers (the level)", (d, f) => d with
        {
            Radio = d.Radio with
            {
                RoundTripMillicoulombs = d.Radio.RoundTripMillicoulombs * f,
                SecondRoundTripMillicoulombs = d.Radio.SecondRoundTripMillicoulombs * f,
            },
        }),
        ("connecting", (d, f) => d with
        {
            Radio = d.Radio with { ConnectMillicoulombs = d.Radio.ConnectMillicoulombs * f },
        }),
        ("bytes of a reading", (d, f) => d with { ReadingBytes = (int)Math.Round(d.ReadingBytes * f) }),
        ("floor", (d, f) => d with { Radio = d.Radio with { FloorMicroamps = d.Radio.FloorMicroamps * f } }),
        ("self-discharge", (d, f) => d with
        {
            Cell = d.Cell with { SelfDischargePerYear = d.Cell.SelfDischargePerYear * f },
        }));

    private bool Pings => Policy == ConnectionPolicy.Keep && Radio.KeepsConnections && KeepAlive > TimeSpan.Zero;

    private LifeBudget Budget(double report) => new()
    {
        Cell = Cell,
        FloorMicroamps = Radio.FloorMicroamps,
        EventMillicoulombs = report,
        EventDuration = Radio.Inactivity,
        Interval = ReportInterval,
        ConnectMillicoulombs = Radio.ConnectMillicoulombs,
        ReconnectProbability = Policy == ConnectionPolicy.EachReport ? 1 : 0,
        KeepAlive = Pings ? KeepAlive : null,
        PingMillicoulombs = Pings ? Radio.PingEach(KeepAlive) : 0,
        PeakMilliamps = Radio.PeakMilliamps,
    };

    private double ReportBytes(int payload)
    {
        var exchange = Exchange.Of(QoS, TopicBytes, payload) with { Version = Connection.Connect.ProtocolVersion };
        double bytes = exchange.On(Connection.Layers).TotalBytes;
        if (Policy == ConnectionPolicy.EachReport || !Radio.KeepsConnections)
            return bytes + Connection.SetUp.TotalBytes + Connection.Close.TotalBytes;
        return Pings && KeepAlive < ReportInterval
            ? bytes + (Math.Ceiling(ReportInterval / KeepAlive) - 1) * Connection.Ping.TotalBytes
            : bytes;
    }

    private TimeSpan Age()
    {
        double oneWay = RoundTrip.TotalMilliseconds / 2;
        var delivery = new DeliveryDelay { QoS = QoS, PublisherMilliseconds = oneWay }.Compute();
        bool isNew = Policy == ConnectionPolicy.EachReport || !Radio.KeepsConnections;
        return ReadingInterval * (ReadingsPerReport - 1) / 2.0
            + RoundTrip * (isNew ? Connection.RoundTrips : 0)
            + TimeSpan.FromMilliseconds(delivery.DeliveryMilliseconds);
    }
}
