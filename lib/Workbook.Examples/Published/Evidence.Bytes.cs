using System.Globalization;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Examples;

public static partial class Evidence
{
    private const double SentTolerance = 0.003;
    private const double ReceivedTolerance = 0.02;

    /// <summary>What the counters of T1 hold beside the messages, at QoS 0: set-up and end of the connection.</summary>
    private static readonly (double Sent, double Received) RestAtQoS0 = (376, 308);

    private static EvidenceTable MqttBytes(PublishedData data)
    {
        var rows = data.Read("combench_mqtt_qos_bytes.csv");
        var evidence = new List<EvidenceRow>();
        int near = 0;
        foreach (var row in rows)
        {
            var qos = (QualityOfService)(int)row.Number("qos");
            var wire = ComBenchExchange(qos, row);
            string label = $"QoS {(int)qos}, {row["payload_bytes"]} B";
            double sent = row.Number("messages") * wire.ToServerBytes;
            evidence.Add(new($"{label}, sent", row.Number("sent_bytes"), sent, "B", SentTolerance));
            evidence.Add(new(
                $"{label}, received", row.Number("received_bytes"), row.Number("messages") * wire.ToClientBytes, "B",
                ReceivedTolerance));
            double rest = qos == QualityOfService.AtMostOnce ? RestAtQoS0.Sent : Closing.ToServerBytes;
            if (Math.Abs(row.Number("sent_bytes") - sent - rest) <= 110) near++;
        }

        evidence.Add(EvidenceRow.AtLeast(
            "part of the rows whose rest is that of the connection within 110 B, sent", 0.9,
            (double)near / rows.Count));
        return new(
            "T1", "Bytes on the wire per message and QoS", Sources.ComBench,
            "Exchange on Layers.InterfaceCounters: real packets, 66 B a segment, client acknowledges at once",
            "sent 0.3 %, received 2 %", evidence)
        {
            Note = "At QoS 1 and 2 the rest is what DISCONNECT and the end of TCP take: 200 and 198 B.",
        };
    }

    private static EvidenceTable ProtocolBytes(PublishedData data)
    {
        var evidence = new List<EvidenceRow>();
        foreach (var row in data.Read("combench_protocol_bytes.csv"))
        {
            string protocol = row["protocol"];
            string label = $"{protocol}, {row["payload_bytes"]} B";
            double overhead = protocol switch
            {
                "mqtt" => 75.6,
                "coap" => 73.4,
                "amqp" => 256,
                _ => throw new FormatException($"protocol: expected mqtt, coap or amqp, got '{protocol}'."),
            };
            double messages = row.Number("messages");
            evidence.Add(new(
                $"{label}, sent by overhead {overhead.ToString(CultureInfo.InvariantCulture)} B",
                row.Number("sent_bytes"), messages * (row.Number("payload_bytes") + overhead), "B", 0.01));
            if (protocol != "mqtt") continue;
            var wire = ComBenchExchange(QualityOfService.AtMostOnce, row);
            evidence.Add(new(
                $"{label}, sent by packets", row.Number("sent_bytes"), messages * wire.ToServerBytes + RestAtQoS0.Sent,
                "B",
                SentTolerance));
            evidence.Add(new(
                $"{label}, received by packets", row.Number("received_bytes"),
                messages * wire.ToClientBytes + RestAtQoS0.Received, "B", ReceivedTolerance));
        }

        return new(
            "T1b", "Bytes on the wire of MQTT, CoAP and AMQP", Sources.ComBench,
            "messages x (payload + overhead); MQTT by its packets as well", "1 %; packets 0.3 % and 2 %", evidence);
    }

    private static EvidenceTable Handshakes(PublishedData data)
    {
        var rows = new List<EvidenceRow>();
        void Add(string name, HandshakeFlights flights, int first, int second, int third, int total)
        {
            rows.Add(new($"{name}, flight 1", first, flights.Flight1, "B", 0));
            rows.Add(new($"{name}, flight 2", second, flights.Flight2, "B", 0));
            rows.Add(new($"{name}, flight 3", third, flights.Flight3, "B", 0));
            rows.Add(new($"{name}, total", total, flights.Total, "B", 0));
        }

        var raw = new HandshakeFlights();
        var exchange = new HandshakeFlights { Keys = HandshakeKeys.PreSharedKeyWithExchange };
        var shared = new HandshakeFlights { Keys = HandshakeKeys.PreSharedKey };
        Add("DTLS 1.3 RPK+ECDHE", raw with { IsDatagram = true }, 179, 447, 254, 880);
        Add("DTLS 1.3 PSK+ECDHE", exchange with { IsDatagram = true }, 213, 219, 55, 487);
        Add("DTLS 1.3 PSK", shared with { IsDatagram = true }, 130, 146, 55, 331);
        Add("TLS 1.3 RPK+ECDHE", raw, 162, 394, 233, 789);
        Add("TLS 1.3 PSK+ECDHE", exchange, 196, 190, 50, 436);
        Add("TLS 1.3 PSK", shared, 113, 117, 50, 280);
        Add("TLS 1.3 RPK+ECDHE x25519/ed25519", raw with { HasCurve25519 = true }, 129, 307, 179, 615);
        Add("TLS 1.3 PSK+ECDHE x25519", exchange with { HasCurve25519 = true }, 163, 157, 50, 370);
        foreach (var (name, isDatagram, is13, connectionId, bytes) in new[]
        {
            ("DTLS 1.2", true, false, 0, 29), ("DTLS 1.3", true, true, 0, 11), ("TLS 1.2", false, false, 0, 21),
            ("TLS 1.3", false, true, 0, 14), ("DTLS 1.2 with Connection ID", true, false, 1, 30),
            ("DTLS 1.3 with Connection ID", true, true, 1, 12),
        })
        {
            rows.Add(new(
                $"{name}, record with 8-byte tag", bytes,
                HandshakeFlights.RecordOverhead(isDatagram, is13, connectionIdBytes: connectionId), "B", 0));
        }

        return new(
            "T3", "Bytes of TLS 1.3 and DTLS 1.3 handshakes and records", Sources.ProtocolComparison,
            "HandshakeFlights: sum of the fields of RFC 8446 and RFC 9147", "exact", rows);
    }

    private static EvidenceRow[] Frames()
    {
        // mosquitto_pub 1.4.15 speaks MQTT 3.1, whose protocol name MQIsdp is two letters longer than MQTT.
        const int LongerName = 2;
        Layers layers = Layers.Capture;
        int Up(Packet packet) =>
            layers.FrameBytes(PacketWriter.SizeOf(ProtocolVersion.V311, packet), isFromClient: true);
        int Down(Packet packet) =>
            layers.FrameBytes(PacketWriter.SizeOf(ProtocolVersion.V311, packet), isFromClient: false);
        EvidenceRow Exact(string label, double published, double computed) => new(label, published, computed, "B", 0);
        int Publish(QualityOfService qos, int payload) =>
            (int)(Exchange.Of(qos, 10, payload) with { Direction = Direction.ToServer })
            .On(layers with { Acknowledgements = PureAcknowledgements.None }).Items[0].WireBytes;
        return
        [
            Exact("frame of CONNECT, 23 letters", 93,
                Up(new ConnectPacket { ProtocolVersion = ProtocolVersion.V311, ClientIdentifier = new string('c', 23) })
                    + LongerName),
            .. Enumerable.Range(2, 3).SelectMany(payload => new[]
            {
                Exact($"frame of PUBLISH, QoS 0, payload {payload}", 68 + payload,
                    Publish(QualityOfService.AtMostOnce, payload)),
                Exact($"frame of PUBLISH, QoS 1 and 2, payload {payload}", 70 + payload,
                    Publish(QualityOfService.ExactlyOnce, payload)),
            }),
            Exact("frame of PUBREL", 58, Up(new PubRelPacket { PacketIdentifier = 1 })),
            Exact("frame of PUBACK", 58, Up(new PubAckPacket { PacketIdentifier = 1 })),
            Exact("frame of DISCONNECT", 56, Up(new DisconnectPacket())),
            Exact("frame of PINGREQ", 56, Up(new PingReqPacket())),
            Exact("frame of SUBSCRIBE", 71, Up(new SubscribePacket
            {
                PacketIdentifier = 1,
                Subscriptions = [new Subscription(new string('f', 10), QualityOfService.AtMostOnce)],
            })),
            Exact("padded frame of PUBREC from the broker", 60, Down(new PubRecPacket { PacketIdentifier = 1 })),
            Exact("padded frame of an acknowledgement alone", 60, layers.AcknowledgementBytes(isFromClient: false)),
        ];
    }

    private static WireBytes Closing => new Connection { Layers = Layers.InterfaceCounters }.Close;

    private static WireBytes ComBenchExchange(QualityOfService qos, PublishedRow row) =>
        new Exchange { QoS = qos, Topic = "data", PayloadBytes = (int)row.Number("payload_bytes") }
            .On(Layers.InterfaceCounters);
}
