using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Examples;

/// <summary>
/// Worked example: the memory of a broker for a fleet that goes away and comes back, and the storm when it does.
/// </summary>
/// <remarks>
/// The original's figures are not known; 10,000 vehicles is the size of the course's fleets, the rest is ours.
/// </remarks>
public sealed record FleetSessionSizing
{
    /// <summary>How many vehicles, each with a session.</summary>
    public double Vehicles { get; init => field = Expect.Positive(value, "vehicles"); } = Physics.Proposed.Vehicles;

    /// <summary>Subscriptions of each.</summary>
    public double Subscriptions { get; init => field = Expect.NotNegative(value, "subscriptions"); } = 4;

    /// <summary>Commands an hour for each, at QoS 1.</summary>
    public double CommandsPerHour { get; init => field = Expect.NotNegative(value, "1/h"); } = 6;

    /// <summary>How long all are away.</summary>
    public TimeSpan Absence { get; init => field = Expect.NotNegative(value); } = TimeSpan.FromHours(8);

    /// <summary>The most messages that wait for one vehicle; null: no limit.</summary>
    public double? QueueMaximum { get; init; }

    /// <summary>After which time a command is dropped; null: never.</summary>
    public TimeSpan? MessageExpiry { get; init; }

    /// <summary>After which time a session is dropped; null: never.</summary>
    public TimeSpan? SessionExpiry { get; init; }

    /// <summary>Bytes of a command's payload.</summary>
    public int PayloadBytes { get; init => field = Expect.Within(value, 0, 268_435_455, "B"); } = 200;

    /// <summary>Bytes of its topic.</summary>
    public int TopicBytes { get; init => field = Expect.Within(value, 1, 65_535, "B"); } =
        (int)Physics.Proposed.FleetTopic;

    /// <summary>Bytes of a session.</summary>
    public double SessionBytes { get; init => field = Expect.NotNegative(value, "B"); } = Physics.Proposed.Session;

    /// <summary>
    /// Bytes that the broker keeps with a queued message; HiveMQ CE estimates 258 and twice the names.
    /// </summary>
    public double BookkeepingBytes { get; init => field = Expect.NotNegative(value, "B"); } =
        Physics.Proposed.Bookkeeping;

    /// <summary>New sessions a day under random client identifiers that never come back.</summary>
    public double OrphansPerDay { get; init => field = Expect.NotNegative(value, "sessions"); }

    /// <summary>How vehicles come back.</summary>
    public ReconnectStorm Storm { get; init; } =
        new() { Clients = Physics.Proposed.Vehicles, AdmissionPerSecond = Physics.Proposed.Admission };

    /// <summary>The TLS handshake of each.</summary>
    public TlsHandshake Handshake { get; init; } =
        TlsHandshake.Find("RSA-2048", "1.2", isMutual: false, isResumed: false);

    /// <summary>The window of unacknowledged messages.</summary>
    public int Window { get; init => field = Expect.Within(value, 1, 65_535, "messages"); } =
        (int)Physics.Brokers.MosquittoInFlight;

    /// <summary>The round trip to a vehicle.</summary>
    public TimeSpan RoundTrip { get; init => field = Expect.Positive(value); } = TimeSpan.FromMilliseconds(100);

    /// <summary>Messages a second at which the broker replays a queue; null: no limit. AWS: 10.</summary>
    public double? ReplayPerSecond { get; init; }

    /// <summary>Computes queues, memory, storm and drain.</summary>
    public FleetSizing Compute()
    {
        var sheet = new Worksheet();
        var queue = QueueOf(Absence).Compute();
        sheet.Take(queue);
        var memory = new BrokerMemory
        {
            Sessions = Vehicles,
            SessionBytes = SessionBytes,
            Subscriptions = Subscriptions,
            SubscriptionBytes = Physics.Proposed.Subscription,
            QueuedPerSession = queue.Queued,
            PayloadBytes = PayloadBytes,
            TopicBytes = TopicBytes,
            BookkeepingBytes = BookkeepingBytes,
        }.Compute();
        sheet.Take(memory);
        var storm = (Storm with { Clients = Vehicles }).Compute();
        sheet.Take(storm);
        var layers = new Layers { Tls = TlsRecord.Tls13 };
        var command =
            Exchange.Of(QualityOfService.AtLeastOnce, TopicBytes, PayloadBytes) with { Direction = Direction.ToClient };
        double drain = sheet.Line(
            "drain on the wire", Vehicles * queue.Queued * command.On(layers).TotalBytes / 1e6, "MB",
            $"{Vehicles} x {queue.Queued} x {command.On(layers).TotalBytes} B");
        double handshakes = sheet.Line(
            "handshakes", Vehicles * Handshake.TotalBytes / 1e6, "MB", $"{Vehicles} x {Handshake.TotalBytes} B");
        return new FleetSizing
        {
            QueuedPerVehicle = queue.Queued,
            QueuedMessages = Vehicles * queue.Queued,
            DroppedMessages = Vehicles * queue.Dropped,
            Megabytes = memory.Megabytes,
            StormSeconds = storm.Seconds,
            AttemptsPerVehicle = storm.AttemptsPerClient,
            HandshakeMegabytes = handshakes,
            DrainMegabytes = drain,
            DrainTime = QueueGrowth.DrainTime(queue.Queued, Window, RoundTrip, ReplayPerSecond),
            Working = sheet.Lines,
            Warnings = sheet.Warnings,
        };
    }

    /// <summary>
    /// Gives the memory that orphaned sessions hold after some days, in MB; with a session expiry it stops growing.
    /// </summary>
    /// <remarks>They are of all ages: the mean of their queues, each with its own limit.</remarks>
    /// <param name="days">Days since the first.</param>
    public double OrphanMegabytes(double days)
    {
        double kept =
            Math.Min(
                Expect.NotNegative(days, "days", nameof(days)), SessionExpiry?.TotalDays ?? double.PositiveInfinity);
        double waiting = QueueOf(TimeSpan.FromDays(kept)).MeanQueued;
        double perSession = SessionBytes + Subscriptions * Physics.Proposed.Subscription
            + waiting * (PayloadBytes + TopicBytes + BookkeepingBytes);
        return OrphansPerDay * kept * perSession / 1e6;
    }

    /// <summary>Tells which input moves the broker's memory most.</summary>
    /// <param name="step">By which part each input is moved.</param>
    public IReadOnlyList<SensitivityRow> Sensitivities(double step = Sensitivity.DefaultStep) => Sensitivity.Of(
        this, scenario => scenario.Compute().Megabytes, step,
        ("vehicles", (s, f) => s with { Vehicles = s.Vehicles * f }),
        ("commands an hour", (s, f) => s with { CommandsPerHour = s.CommandsPerHour * f }),
        ("absence", (s, f) => s with { Absence = s.Absence * f }),
        ("payload", (s, f) => s with { PayloadBytes = (int)Math.Round(s.PayloadBytes * f) }),
        ("bookkeeping", (s, f) => s with { BookkeepingBytes = s.BookkeepingBytes * f }),
        ("session", (s, f) => s with { SessionBytes = s.SessionBytes * f }));

    private QueueGrowth QueueOf(TimeSpan absence) => new()
    {
        MessagesPerHour = CommandsPerHour,
        Absence = absence,
        QueueMaximum = QueueMaximum,
        MessageExpiry = MessageExpiry,
        SessionExpiry = SessionExpiry,
    };
}
