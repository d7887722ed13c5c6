namespace Workbook.Display.Tests;

/// <summary>Examples of each kind of display; snapshots and general rules are tested on all of them.</summary>
internal static partial class Samples
{
    private static readonly int[] MillisecondsOfTrip =
        [.. Enumerable.Range(0, 400).Select(i => 20 + i * i % 97 + i % 13 * 4)];

    public static IReadOnlyDictionary<string, IDrawing> Drawings { get; } = new Dictionary<string, IDrawing>
    {
        ["bar"] = Figure.Bar("Messages received of 100 sent", ["QoS 0", "QoS 1", "QoS 2"], [87, 112, 100])
            .XAxis("level").YAxis("messages")
            .Level(100, "sent")
            .Caption("The connection was cut once. QoS 0 lost what was in flight, QoS 1 sent some of it again, QoS 2 "
                + "delivered each message once."),
        ["bar-grouped"] = Figure.Bar(
                "What the subscriber saw", ["QoS 0", "QoS 1", "QoS 2"],
                ("once", [87, 88, 100]), ("twice", [0, 12, 0]), ("never", [13, 0, 0]))
            .XAxis("level").YAxis("messages"),
        ["bar-stacked"] = Figure.Bar(
                "Bytes on the wire for a payload of 20 bytes", ["QoS 0", "QoS 1", "QoS 2"],
                ("payload", [20, 20, 20]), ("publish header", [17, 19, 19]), ("acknowledgements", [0, 4, 12]))
            .XAxis("level").YAxis("size", "bytes").Stacked(),
        ["bar-long-labels"] = Figure.Bar(
                "Energy for a day of reports",
                [
                    "reconnect for every report", "stay connected, keep alive 60 s",
                    "stay connected, keep alive 20 min",
                    "sleep between reports", "sleep and batch ten reports", "datagrams without acknowledgement",
                    "datagrams with acknowledgement", "wired",
                ],
                [412.5, 290.25, 120, 88.4, 31.7, 12, 18.9, 3.2])
            .YAxis("energy", "J"),
        ["bar-negative"] = Figure.Bar(
                "Change against the baseline", ["embedded", "mosquitto", "cluster"], [12.5, -30, 4.25])
            .XAxis("broker").YAxis("change", "%"),
        ["bar-errors"] = Figure.Bar("Time to deliver", ["QoS 0", "QoS 1", "QoS 2"], [12.1, 23.8, 47.5])
            .ErrorBars([1.5, 2.5, 6]).XAxis("level").YAxis("time", "ms"),
        ["line"] = Figure.Line("Messages waiting in the queue", [0, 1, 2, 3, 4, 5, 6], [0, 4, 9, 15, 22, 9, 1], "QoS 1")
            .AddLine("QoS 2", [0, 1, 2, 3, 4, 5, 6], [0, 5, 11, 18, 26, 15, 2])
            .AddLine("QoS 0", [0, 1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 0, 0, 0])
            .XAxis("time", "s").YAxis("messages")
            .Note(4, 26, "connection back")
            .Caption("The queue grows while the connection is down and drains when it is back."),
        ["line-log"] = Figure.Line(
                "Clients and memory", [10, 100, 1000, 10_000, 100_000, 1_000_000], [0.3, 1.1, 9.5, 90, 880, 8_700],
                "persistent")
            .AddLine("clean", [10, 100, 1000, 10_000, 100_000, 1_000_000], [0.3, 0.8, 5.2, 47, 460, 4_500])
            .XAxis("clients", isLogarithmic: true).YAxis("memory", "MB", isLogarithmic: true),
        ["scatter"] = Figure.Scatter(
                "Round trip of each message", Enumerable.Range(0, 400), MillisecondsOfTrip)
            .XAxis("message").YAxis("round trip", "ms"),
        ["histogram"] = Figure.Histogram("How long a delivery took", MillisecondsOfTrip, binCount: 12)
            .XAxis("time", "ms").YAxis("messages"),
        ["histogram-two"] = Figure.Histogram("Delivery with and without a cut", MillisecondsOfTrip, 15, "without")
            .AddHistogram("with", MillisecondsOfTrip.Select(ms => ms + 45))
            .XAxis("time", "ms").YAxis("messages"),
        ["sequence"] = Qos1Twice(),
        ["sequence-scale"] = new SequenceDiagram("Reconnect after a silence", "device", "broker")
            .Arrow("device", "broker", "PUBLISH", "QoS 1, id 7", at: Ms(0), arrives: Ms(40), category: "message")
            .Arrow("broker", "device", "PUBACK", "id 7", at: Ms(41), arrives: Ms(80), category: "acknowledgement")
            .Arrow("device", "broker", "PUBLISH", "QoS 1, id 8", Fate.Blocked, "message", Ms(300))
            .Divider("no answer: connection closed", Mark.Bad, Ms(1300))
            .Arrow("device", "broker", "PUBLISH", "QoS 1, id 8, DUP 1", Fate.Delayed, "message", Ms(1500), Ms(1780))
            .Arrow("broker", "device", "PUBACK", "id 8", at: Ms(1781), arrives: Ms(1820), category: "acknowledgement")
            .ToScale(),
        ["states"] = new StateDiagram("Sender of QoS 2", "Idle", "Awaiting PUBREC", "Awaiting PUBCOMP", "Done")
            .Transition("Idle", "Awaiting PUBREC", "publish / send PUBLISH")
            .Transition("Awaiting PUBREC", "Awaiting PUBCOMP", "PUBREC / send PUBREL")
            .Transition("Awaiting PUBREC", "Awaiting PUBREC", "connection back / send PUBLISH with DUP 1")
            .Transition("Awaiting PUBREC", "Done", "PUBREC with a reason code of 0x80 or more")
            .Transition("Awaiting PUBCOMP", "Awaiting PUBCOMP", "connection back / send PUBREL")
            .Transition("Awaiting PUBCOMP", "Awaiting PUBCOMP", "PUBREC / send PUBREL")
            .Transition("Awaiting PUBCOMP", "Done", "PUBCOMP")
            .Transition("Done", "Idle", "identifier free again")
            .Transition("Awaiting PUBCOMP", "Idle", "session lost")
            .Transition("Awaiting PUBREC", "Idle", "session lost")
            .Caption("After PUBREC the message is never sent again: only its identifier is released."),
        ["packet-strip"] = Packet(),
        ["flowchart"] = new Flowchart("Which level?")
            .Ask("Is a loss harmless, or bearable until the next one replaces it?", "QoS 0")
            .Ask("Does a duplicate do harm, and is the message not the same when it is done twice?", "QoS 2, and a key of your own")
            .Else("QoS 1").Caption("The first question that is answered by yes decides."),
        ["visualizer"] = Played(),
    };

    private static PacketView Packet() => new PacketView(
        "PUBLISH, QoS 1",
        [.. "2\u0011\0\u0006a/temp\0\u0007\0"u8, .. "21.5 C"u8],
        [
            new PacketField(0, 2, "Fixed header"),
            new PacketField(0, 1, "Packet type and flags", "PUBLISH, DUP 0, QoS 1", "first sending, at least once", 1),
            new PacketField(1, 1, "Remaining length", "17", "bytes that follow", 1),
            new PacketField(2, 11, "Variable header"),
            new PacketField(2, 8, "Topic name", "\"a/temp\"", "2 bytes of length, then UTF-8", 1),
            new PacketField(10, 2, "Packet identifier", "7", "free again after PUBACK", 1),
            new PacketField(12, 1, "Property length", "0", "no properties", 1),
            new PacketField(13, 6, "Payload", "\"21.5 C\"", "opaque to MQTT"),
        ]).Caption("The identifier is what the acknowledgement refers to.");

    private static SequenceDiagram Qos1Twice() =>
        new SequenceDiagram("QoS 1: the acknowledgement is lost, the message comes twice",
                "publisher", "broker", "subscriber")
            .Arrow("publisher", "broker", "PUBLISH", "QoS 1, id 1, DUP 0", category: "message", at: Ms(0))
            .Arrow("broker", "subscriber", "PUBLISH", "QoS 1, id 1", category: "message", at: Ms(1.2))
            .Note("subscriber", "delivered", Mark.Good, Ms(2.1))
            .Lost("broker", "publisher", "PUBACK", "id 1", category: "acknowledgement", at: Ms(2.4))
            .Divider("connection cut", Mark.Bad, Ms(2.4))
            .Arrow("publisher", "broker", "CONNECT", "Clean Start 0", category: "connection", at: Ms(105.8))
            .Arrow("broker", "publisher", "CONNACK", "Session Present 1", category: "connection", at: Ms(106.9))
            .Arrow("publisher", "broker", "PUBLISH", "QoS 1, id 1, DUP 1", category: "message", at: Ms(107.1))
            .Arrow("broker", "subscriber", "PUBLISH", "QoS 1, id 2", category: "message", at: Ms(108))
            .Note("subscriber", "delivered again: DUP tells nothing end to end", Mark.Bad, Ms(108.6))
            .Arrow("broker", "publisher", "PUBACK", "id 1", category: "acknowledgement", at: Ms(109.3))
            .Arrow("publisher", "publisher", "forget id 1", at: Ms(110))
            .Caption("The broker cannot know that the second PUBLISH is the first one again.");

    /// <summary>Two runs with everything that can be drawn: loss, a cut, a repeat, an overtaken item.</summary>
    private static Visualizer Played()
    {
        Playback Run(string name, bool isRepeated) => new()
        {
            Name = name,
            Detail = "a run",
            Packets =
            [
                new(Ms(0), Ms(50), 0, 1, "PUBLISH 1", 0, 17, IsLost: false),
                new(Ms(50), Ms(100), 1, 2, "PUBLISH 1", 0, 17, IsLost: false),
                new(Ms(50), Ms(80), 1, 0, "PUBACK id 1", 1, 4, IsLost: true),
                new(Ms(380), Ms(430), 0, 1, "CONNECT", 2, 26, IsLost: false),
            ],
            Events = [new(Ms(80), 0, 1, "cut")],
            Sent = [new(Ms(0), "1"), new(Ms(150), "2")],
            Delivered = isRepeated
                ? [new(Ms(100), "2"), new(Ms(400), "2", IsRepeat: true), new(Ms(520), "1", IsOvertaken: true)]
                : [new(Ms(100), "1")],
        };
        return new Visualizer(
            "Two runs", "What they are.", ["sensor", "broker", "dashboard"], ["message", "answer", "connection"],
            [new Scene("Connections", "cut", "The wire is cut once.", 1, [Run("QoS 0", false), Run("QoS 1", true)])])
            .Caption("Left: as published. Right: as delivered.");
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    public static IReadOnlyDictionary<string, IHtmlView> Views { get; } = new Dictionary<string, IHtmlView>
    {
        ["table"] = Table.From(
                "Received of 100",
                [
                    new { Level = "QoS 0", ReceivedOnce = 87, Lost = 13, MeanTime = 1.2345 },
                    new { Level = "QoS 1", ReceivedOnce = 88, Lost = 0, MeanTime = 1234.5 },
                    new { Level = "<QoS 2> & \"more\"", ReceivedOnce = 100, Lost = 0, MeanTime = 0.00012 },
                ],
                row => row.Lost > 0 ? Mark.Bad : Mark.Good)
            .Column("Mean time", unit: "ms", format: "0.00")
            .Caption("One cut each."),
        ["table-explicit"] = Table.Of(
                "", new Column("Broker"), new Column("Start", "ms"), new Column("Open", Align: Align.Center))
            .Row("embedded", 12, true)
            .Row("mosquitto", 1034, null),
        ["packet"] = Packet(),
        ["quiz"] = new Quiz("Self-check: delivery")
            .Ask(
                "The acknowledgement of a QoS 1 message is lost. What does the subscriber see?",
                Answer.Wrong("Nothing", "The message itself arrived; only its acknowledgement did not."),
                Answer.Right("The message, perhaps twice", "The sender cannot tell the cases apart & sends again."),
                Answer.Wrong("The message once", "True of QoS 2, where an identifier is kept until it is released."))
            .Ask(
                "Which of these outlive a <connection>?",
                Answer.Right("Subscriptions of a persistent session", "They belong to the session."),
                Answer.Right("Messages in flight at QoS 1 and 2", "They belong to the session, too."),
                Answer.Wrong("The keep alive", "It is agreed anew in each CONNECT.")),
    };
}
