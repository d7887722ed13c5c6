using Workbook.Mqtt.Packets;

namespace Workbook.Examples;

/// <summary>Worked example: what the levels of a tracked fleet cost on a metered link.</summary>
/// <remarks>The original's figures are not known but for two levels: GPS at QoS 0, delivery confirmation at QoS 2. The
/// rest is proposed by us (<see cref="Physics.Proposed"/>); the price is the course's.</remarks>
public sealed record FleetTracking
{
    /// <summary>How many trucks.</summary>
    public double Trucks { get; init => field = Expect.Positive(value, "trucks"); } = Physics.Proposed.Trucks;

    /// <summary>Working days of a month.</summary>
    public double DaysPerMonth { get; init => field = Expect.Within(value, 0, 31, "days"); } =
        Physics.Proposed.TruckDays;

    /// <summary>Hours on the road, 0 to 24: the time over which pings are counted.</summary>
    public double HoursPerDay { get; init => field = Expect.Within(value, 0, 24, "h"); } = Physics.Proposed.TruckHours;

    /// <summary>The price of a megabyte, in $.</summary>
    public double PricePerMegabyte { get; init => field = Expect.NotNegative(value, "$"); } = Physics.Prices.Course;

    /// <summary>The bytes to which the operator rounds up each data session; 1: it does not.</summary>
    public double RoundingBytes { get; init => field = Expect.Positive(value, "B"); } = 1;

    /// <summary>Bytes of the topic name.</summary>
    public int TopicBytes { get; init => field = Expect.Within(value, 1, 65_535, "B"); } =
        (int)Physics.Proposed.FleetTopic;

    /// <summary>The version; with 5.0 and <see cref="UsesTopicAlias"/> the topic is sent once a connection.</summary>
    public ProtocolVersion Version { get; init; } = ProtocolVersion.V311;

    /// <summary>Whether repeated topics are replaced by an alias (MQTT 5.0).</summary>
    public bool UsesTopicAlias { get; init; }

    /// <summary>How many fixes go into one PUBLISH of the first kind of message.</summary>
    public int FixesPerPublish { get; init => field = Expect.Within(value, 1, 10_000, "fixes"); } = 1;

    /// <summary>The Keep Alive in seconds, 0 for none: a ping fills each interval without a message.</summary>
    public double KeepAliveSeconds { get; init => field = Expect.Within(value, 0, 65_535, "s"); } = 60;

    /// <summary>Times a day that coverage is lost, each with a new connection.</summary>
    public double GapsPerDay { get; init => field = Expect.NotNegative(value, "gaps"); }

    /// <summary>The TLS handshake of a new connection.</summary>
    public TlsHandshake Handshake { get; init; } =
        TlsHandshake.Find("ECDSA P-256", "1.3", isMutual: true, isResumed: true);

    /// <summary>What lies under MQTT: IPv4, TCP without options, TLS 1.3.</summary>
    public Layers Layers { get; init; } = new() { Tls = TlsRecord.Tls13 };

    /// <summary>What a truck sends and receives; the first kind is the position.</summary>
    public IReadOnlyList<MessageStream> Messages { get; init; } =
    [
        new("GPS position", 3600, 48, QualityOfService.AtMostOnce),
        new("engine data", 600, 64, QualityOfService.AtMostOnce),
        new("driver event", 8, 96, QualityOfService.AtLeastOnce),
        new("delivery confirmation", 25, 160, QualityOfService.ExactlyOnce),
        new("dispatch command", 6, 120, QualityOfService.AtLeastOnce),
    ];

    /// <summary>Computes a month of one truck.</summary>
    /// <param name="level">One level for all messages; null: each its own.</param>
    public DataCostResult Month(QualityOfService? level = null) => Plan(level).Compute();

    /// <summary>Puts the choices of levels side by side.</summary>
    public IReadOnlyList<FleetPolicy> Policies() =>
    [
        Policy("all QoS 0", QualityOfService.AtMostOnce),
        Policy("mixed", null),
        Policy("all QoS 1", QualityOfService.AtLeastOnce),
        Policy("all QoS 2", QualityOfService.ExactlyOnce),
    ];

    /// <summary>Tells which input moves the month's bill of a truck most.</summary>
    /// <param name="step">By which part each input is moved.</param>
    public IReadOnlyList<SensitivityRow> Sensitivities(double step = Sensitivity.DefaultStep) => Sensitivity.Of(
        this, scenario => scenario.Month().Cost, step,
        ("price of a megabyte", (s, f) => s with { PricePerMegabyte = s.PricePerMegabyte * f }),
        ("positions a day", (s, f) =>
            s with { Messages = [s.Messages[0] with { PerDay = s.Messages[0].PerDay * f }, .. s.Messages.Skip(1)] }),
        ("payload", (s, f) => s with { Messages = [.. s.Messages.Select(message => message.WithPayload(f))] }),
        ("topic", (s, f) => s with { TopicBytes = Math.Max(1, (int)Math.Round(s.TopicBytes * f)) }),
        ("coverage gaps", (s, f) => s with { GapsPerDay = s.GapsPerDay * f }));

    private FleetPolicy Policy(string name, QualityOfService? level)
    {
        var month = Month(level);
        return new(name, month.MqttMegabytes, month.WireMegabytes, month.Cost, month.Cost * Trucks);
    }

    private DataCost Plan(QualityOfService? level) => new()
    {
        Streams = [.. Messages.Select((message, index) =>
            Stream(message, level ?? message.QoS, isPosition: index == 0))],
        Connection = new Connection { Layers = Layers, Handshake = Layers.Tls == TlsRecord.None ? null : Handshake },
        ReconnectsPerDay = GapsPerDay,
        PingsPerDay = PingsPerDay,
        DaysPerMonth = DaysPerMonth,
        PricePerMegabyte = PricePerMegabyte,
        RoundingBytes = RoundingBytes,
    };

    /// <summary>Messages a day, taken to be spread evenly over the road time.</summary>
    private double PublishesPerDay => Messages.Select((message, index) =>
        index == 0 ? message.PerDay / FixesPerPublish : message.PerDay).Sum();

    private double PingsPerDay => KeepAliveSeconds > 0
        ? Math.Max(0, HoursPerDay * Duration.SecondsPerHour / KeepAliveSeconds - PublishesPerDay)
        : 0;

    private TrafficStream Stream(MessageStream message, QualityOfService qos, bool isPosition)
    {
        int fixes = isPosition ? FixesPerPublish : 1;
        var exchange = Exchange.Of(qos, TopicBytes, message.PayloadBytes * fixes) with { Version = Version };
        bool hasAlias = UsesTopicAlias && Version == ProtocolVersion.V500;
        return new(message.Name, message.PerDay / fixes, hasAlias
            ? exchange with { Topic = "", PublishProperties = new Properties { TopicAlias = 1 } }
            : exchange);
    }
}
