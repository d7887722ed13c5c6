using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Examples;

/// <summary>Worked example: a wearable monitor with mixed levels, its alarms during gaps, its battery.</summary>
/// <remarks>
/// The original's figures are not known; the streams are proposed by us. No level of QoS proves to a regulator that an
/// alarm was seen: it must be given locally whatever the broker does, and the loss of the link must itself be an alarm.
/// </remarks>
public sealed record MedicalTelemetry
{
    /// <summary>What QoS cannot prove, each a sentence.</summary>
    public static IReadOnlyList<string> NotProvenByQoS { get; } =
    [
        "That a person saw the alarm: PUBACK and PUBCOMP come from the next hop, not from the nurse's application.",
        "That nothing is missing: an audit trail needs sequence numbers, which show a gap whoever caused it.",
        "That an alarm is in time: every level delivers late after a gap; only a delay budget and a local alarm answer "
            + "for that.",
        "That a session was not lost: a broker that forgets it turns exactly once into a loss or a duplicate.",
    ];

    /// <summary>What the monitor sends; the first kind is the ECG.</summary>
    public IReadOnlyList<MessageStream> Streams { get; init; } =
    [
        new("ECG block", Physics.Proposed.EcgBlocks * Duration.SecondsPerDay, (int)Physics.Proposed.EcgBytes,
            QualityOfService.AtMostOnce),
        new("vital signs", 4 * 60 * 24, 80, QualityOfService.AtLeastOnce),
        new("alarm", 2 * 24, 96, QualityOfService.ExactlyOnce),
        new("equipment status", 12 * 24, 120, QualityOfService.AtLeastOnce),
    ];

    /// <summary>Bytes of the topic name.</summary>
    public int TopicBytes { get; init => field = Expect.Within(value, 1, 65_535, "B"); } =
        (int)Physics.Proposed.MedicalTopic;

    /// <summary>What lies under MQTT: IPv4, TCP without options, TLS 1.3.</summary>
    public Layers Layers { get; init; } = new() { Tls = TlsRecord.Tls13 };

    /// <summary>How long the link is away.</summary>
    public TimeSpan Gap { get; init => field = Expect.NotNegative(value); } = TimeSpan.FromSeconds(10);

    /// <summary>The round trip to the broker.</summary>
    public TimeSpan RoundTrip { get; init => field = Expect.Positive(value); } = TimeSpan.FromMilliseconds(40);

    /// <summary>Bytes a second that the link carries.</summary>
    public double LinkBytesPerSecond { get; init => field = Expect.Positive(value, "B/s"); } = 20_000;

    /// <summary>Whether the ECG of the gap is kept and sent first on the same connection.</summary>
    public bool KeepsEcgOnTheSameConnection { get; init; } = true;

    /// <summary>The TLS handshake after the gap; null: none.</summary>
    public TlsHandshake? Handshake { get; init; } = TlsHandshake.Tls13;

    /// <summary>The Keep Alive in seconds; 0 turns the broker's check off.</summary>
    public double KeepAliveSeconds { get; init => field = Expect.Within(value, 0, 65_535, "s"); } = 10;

    /// <summary>The battery.</summary>
    public BatteryCell Cell { get; init; } = BatteryCell.Thingy91;

    /// <summary>The current of the connected radio between packets, in mA.</summary>
    public double IdleMilliamps { get; init => field = Expect.NotNegative(value, "mA"); } =
        Physics.Radio.Esp32ModemSleep;

    /// <summary>The time of one packet on the air, in ms.</summary>
    public double AirTimeMilliseconds { get; init => field = Expect.NotNegative(value, "ms"); } =
        Physics.Proposed.AirTime;

    /// <summary>Puts the choices of levels side by side.</summary>
    public IReadOnlyList<MedicalPolicy> Policies() =>
    [
        Policy("mixed", null), Policy("all QoS 1", QualityOfService.AtLeastOnce),
        Policy("all QoS 2", QualityOfService.ExactlyOnce),
    ];

    /// <summary>Computes how late an alarm of the gap arrives at the broker's subscriber.</summary>
    /// <param name="qos">The QoS of the alarm.</param>
    /// <param name="method">When the broker passes QoS 2 on.</param>
    public AlarmDelay Delay(QualityOfService qos, QosReceiverMethod method = QosReceiverMethod.DeliverAtPubrel)
    {
        var sheet = new Worksheet();
        double gap = Gap.TotalSeconds, trip = RoundTrip.TotalSeconds;
        int trips = new Connection { Layers = Layers, Handshake = Handshake }.RoundTrips;
        double connecting = sheet.Line("connection", trips * trip, "s", $"{trips} round trips x {trip} s");
        var ecg = Exchange.Of(QualityOfService.AtMostOnce, TopicBytes, Streams[0].PayloadBytes).On(Layers);
        double backlog = Streams[0].PerDay / Duration.SecondsPerDay * gap * ecg.ToServerBytes;
        double behind = sheet.Line(
            "behind all ECG of the gap", KeepsEcgOnTheSameConnection ? backlog / LinkBytesPerSecond : 0, "s",
            KeepsEcgOnTheSameConnection ? $"{backlog:0} B / {LinkBytesPerSecond} B/s"
                : "a connection of its own, or no ECG kept");
        double delivery = sheet.Line(
            "delivery",
            new DeliveryDelay
            {
                QoS = qos, PublisherMilliseconds = trip * 500, SubscriberMilliseconds = trip * 500,
                ReceiverMethod = method,
            }.Compute().DeliveryMilliseconds / 1000,
            "s", "one way twice, and a round trip more at QoS 2 when the broker waits for PUBREL");
        double after = connecting + delivery;
        double meanBehind = sheet.Line(
            "behind the ECG before it, mean", behind / 2, "s", $"{behind:0.###} / 2: a random moment, sent in order");
        double mean = sheet.Line(
            "mean", gap / 2 + after + meanBehind, "s", $"{gap} / 2 + {after:0.###} + {meanBehind:0.###}");
        double longest = sheet.Line(
            "at most", gap + after + behind, "s", $"{gap} + {after:0.###} + {behind:0.###}, in whatever order");
        double noticed = KeepAliveSeconds > 0 ? Physics.Brokers.KeepAliveFactor * KeepAliveSeconds
            : double.PositiveInfinity;
        sheet.Line("link loss noticed", noticed, "s", $"1.5 x {KeepAliveSeconds} s, counted from the last packet");
        sheet.Warn(
            qos == QualityOfService.AtMostOnce,
            "At QoS 0 an alarm of the gap is lost unless the application keeps it.");
        sheet.Warn(
            KeepAliveSeconds == 0,
            "Without Keep Alive the broker may never notice that the monitor is gone: no will, no alarm.");
        sheet.Warn(
            KeepAliveSeconds > 0 && noticed > gap,
            $"The broker notices a loss after {noticed} s: a gap of {gap} s goes by without a sign.");
        return new AlarmDelay
        {
            MeanSeconds = mean,
            LongestSeconds = longest,
            BehindEcgSeconds = behind,
            MeanBehindEcgSeconds = meanBehind,
            LinkLossSeconds = noticed,
            Working = sheet.Lines,
            Warnings = sheet.Warnings,
        };
    }

    /// <summary>Computes the life of the battery from the packets on the air.</summary>
    /// <param name="level">One level for all messages; null: each its own.</param>
    public BatteryLife Life(QualityOfService? level = null)
    {
        double up = 0, down = 0;
        foreach (var item in Wires(level).SelectMany(wire => wire.Wire.Items.Select(item => (item, wire.PerHour))))
        {
            if (item.item.Direction == Workbook.Mqtt.Trace.Direction.ToServer) up += item.PerHour;
            else down += item.PerHour;
        }

        double airSeconds = AirTimeMilliseconds / 1000;
        return new LifeBudget
        {
            Cell = Cell,
            FloorMicroamps = IdleMilliamps * 1000,
            EventMillicoulombs = Charge.OfCurrent(Physics.Radio.Esp32Transmit, up * airSeconds)
                + Charge.OfCurrent(Physics.Radio.Esp32Receive, down * airSeconds),
            EventDuration = TimeSpan.FromSeconds((up + down) * airSeconds),
            PeakMilliamps = Physics.Radio.Esp32Transmit,
        }.Life();
    }

    /// <summary>Tells which input moves the longest delay of an alarm most.</summary>
    /// <param name="step">By which part each input is moved.</param>
    public IReadOnlyList<SensitivityRow> Sensitivities(double step = Sensitivity.DefaultStep) => Sensitivity.Of(
        this, scenario => scenario.Delay(QualityOfService.AtLeastOnce).LongestSeconds, step,
        ("gap", (s, f) => s with { Gap = s.Gap * f }),
        ("round trip", (s, f) => s with { RoundTrip = s.RoundTrip * f }),
        ("link rate", (s, f) => s with { LinkBytesPerSecond = s.LinkBytesPerSecond * f }),
        ("ECG block", (s, f) => s with { Streams = [s.Streams[0].WithPayload(f), .. s.Streams.Skip(1)] }));

    private MedicalPolicy Policy(string name, QualityOfService? level)
    {
        var wires = Wires(level);
        return new(
            name, wires.Sum(wire => wire.PerHour * wire.Wire.TotalBytes),
            wires.Sum(wire => wire.PerHour * wire.Wire.MqttPackets));
    }

    private List<(double PerHour, WireBytes Wire)> Wires(QualityOfService? level) =>
    [
        .. Streams.Select(stream => (
            stream.PerDay / 24, Exchange.Of(level ?? stream.QoS, TopicBytes, stream.PayloadBytes).On(Layers))),
    ];
}
