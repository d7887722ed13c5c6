using Workbook.Display;
using Workbook.Mqtt.Packets;

namespace Workbook.Traces;

/// <summary>The three levels side by side, recorded under the conditions of two kinds of network.</summary>
public static class QosVisualizer
{
    /// <summary>The group of the conditions under which connections break, and no single packet is lost.</summary>
    public const string Connections = "MQTT over TCP: connections break";

    /// <summary>The group of the conditions under which datagrams are lost one by one.</summary>
    public const string Datagrams = "Datagrams, such as MQTT-SN over UDP: packets are lost";

    private static readonly QualityOfService[] Levels =
        [QualityOfService.AtMostOnce, QualityOfService.AtLeastOnce, QualityOfService.ExactlyOnce];

    /// <summary>What can happen to connections.</summary>
    public static IReadOnlyList<ConnectionConditions> ConnectionConditions { get; } =
    [
        new()
        {
            Name = "calm", Interval = Milliseconds(150),
            Meaning = "Nothing breaks. Each packet travels 50 ms; a reading is published every 150 ms.",
        },
        new()
        {
            Name = "publisher cut", Interval = Milliseconds(150), PublisherCuts = 1,
            Meaning = "The sensor's connection is cut once. What was on its way is lost; 300 ms later the sensor connects again.",
        },
        new()
        {
            Name = "both cut", Interval = Milliseconds(150), PublisherCuts = 1, SubscriberCuts = 1,
            Meaning = "The connections of sensor and dashboard are each cut once. The broker keeps what it promised.",
        },
        new()
        {
            Name = "cut again and again", Interval = Milliseconds(150), PublisherCuts = 3, SubscriberCuts = 2,
            Meaning = "The sensor's connection is cut up to three times, the dashboard's up to twice.",
        },
        new()
        {
            Name = "gone silent", Interval = Milliseconds(150), FallsSilent = true,
            Meaning = "The sensor's path stops passing bytes, and nobody is told. The sensor's Keep Alive of 1 s finds it out; "
                + "a second connection works.",
        },
        new()
        {
            Name = "slow, no break", Latency = Milliseconds(400), Interval = Milliseconds(600),
            Meaning = "Each packet travels 400 ms. No answer is lost, so nobody sends twice, however long it takes.",
        },
        new()
        {
            Name = "20 % of the segments lost", Interval = Milliseconds(150), SegmentLoss = 0.2,
            Meaning = "The network loses one TCP segment in five. TCP sends it again after 200 ms or more, and what comes behind "
                + "waits: loss becomes delay. All three levels deliver everything, once.",
        },
    ];

    /// <summary>What can happen to datagrams.</summary>
    public static IReadOnlyList<DatagramConditions> DatagramConditions { get; } =
    [
        new()
        {
            Name = "5 % lost", Loss = 0.05, RetryAfter = Milliseconds(500),
            Meaning = "One datagram in twenty is lost. A sender without an answer sends again after 500 ms.",
        },
        new()
        {
            Name = "20 % lost", Loss = 0.2, RetryAfter = Milliseconds(500),
            Meaning = "One datagram in five is lost, answers too. A sender without an answer sends again after 500 ms.",
        },
        new()
        {
            Name = "30 % lost", Loss = 0.3, RetryAfter = Milliseconds(500),
            Meaning = "Three datagrams in ten are lost. Compare with the lost TCP segments above: there TCP hides the loss.",
        },
        new()
        {
            Name = "late and overtaking", Jitter = Milliseconds(600), RetryAfter = Milliseconds(1500),
            Meaning = "No datagram is lost, but each takes 50 to 650 ms. At QoS 0 a reading can overtake another; at QoS 1 and 2 "
                + "one is sent after the other.",
        },
    ];

    /// <summary>Records all scenes.</summary>
    public static Visualizer Record() => new Visualizer(
        "Three levels, one network",
        "A sensor publishes five readings, a dashboard is subscribed at the same level. What you see was recorded: the "
            + "library's own clients, sessions and broker, joined in memory, in virtual time. QoS 0 readings are not kept while "
            + "there is no connection. Bytes are those of MQTT, without the headers below it. Over TCP a packet is never lost "
            + "while its connection lives; only in the datagram scenes is it, and there a timer sends again, which MQTT over TCP "
            + "does not do.",
        ["sensor", "broker", "dashboard"],
        ["message", "answer", "connection"],
        [.. ConnectionConditions.SelectMany(conditions => Seeds(HasChance(conditions)).Select(seed => Scene(conditions, seed))),
            .. DatagramConditions.SelectMany(conditions => Seeds(true).Select(seed => Scene(conditions, seed)))]).At("publisher cut", 3);

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);

    private static bool HasChance(ConnectionConditions conditions) =>
        conditions.PublisherCuts + conditions.SubscriberCuts > 0 || conditions.SegmentLoss > 0 || conditions.FallsSilent;

    private static IEnumerable<int> Seeds(bool hasChance) => hasChance ? [1, 2, 3] : [1];

    private static Scene Scene(ConnectionConditions conditions, int seed) => new(
        Connections, conditions.Name, conditions.Meaning, seed,
        [.. Levels.Select(qos => RecordingPlayback.Of(ConnectionRecorder.Record(qos, conditions, seed)))]);

    private static Scene Scene(DatagramConditions conditions, int seed) => new(
        Datagrams, conditions.Name, conditions.Meaning, seed,
        [.. Levels.Select(qos => RecordingPlayback.Of(DatagramRecorder.Record(qos, conditions, seed)))]);
}
