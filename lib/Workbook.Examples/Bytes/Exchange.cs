using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Examples;

/// <summary>One message on one hop, with all packets that its QoS asks for.</summary>
public sealed record Exchange
{
    private const ushort AnyIdentifier = 1;

    /// <summary>The version of the connection.</summary>
    public ProtocolVersion Version { get; init; } = ProtocolVersion.V311;

    /// <summary>The QoS of the hop.</summary>
    public QualityOfService QoS { get; init; }

    /// <summary>The topic name, 1 to 65,535 bytes; with a topic alias it may be empty.</summary>
    public string Topic { get; init; } = "topic";

    /// <summary>The bytes of the payload, 0 to 268,435,455.</summary>
    public int PayloadBytes { get; init => field = Expect.Within(value, 0, 268_435_455, "B"); }

    /// <summary>Who sends the message: the client unless said otherwise.</summary>
    public Direction Direction { get; init; } = Direction.ToServer;

    /// <summary>The properties of the PUBLISH; MQTT 3.1.1 has none.</summary>
    public Properties PublishProperties { get; init; } = Properties.Empty;

    /// <summary>The code of the first acknowledgement; one that is not Success costs a byte (MQTT 5.0).</summary>
    public ReasonCode ReasonCode { get; init; } = ReasonCode.Success;

    /// <summary>Makes an exchange whose topic has a given number of bytes.</summary>
    /// <param name="qos">The QoS of the hop.</param>
    /// <param name="topicBytes">1 to 65,535.</param>
    /// <param name="payloadBytes">0 to 268,435,455.</param>
    public static Exchange Of(QualityOfService qos, int topicBytes, int payloadBytes) => new()
    {
        QoS = qos,
        Topic = new string('t', Expect.Within(topicBytes, 1, 65_535, "B", nameof(topicBytes))),
        PayloadBytes = payloadBytes,
    };

    /// <summary>The packets in order.</summary>
    public IReadOnlyList<(Direction Direction, Packet Packet)> Packets
    {
        get
        {
            Direction back = Direction == Direction.ToServer ? Direction.ToClient : Direction.ToServer;
            (Direction, Packet) publish = (Direction, new PublishPacket
            {
                Topic = Topic,
                QualityOfService = QoS,
                PacketIdentifier = QoS == QualityOfService.AtMostOnce ? (ushort)0 : AnyIdentifier,
                Payload = new byte[PayloadBytes],
                Properties = PublishProperties,
            });
            return QoS switch
            {
                QualityOfService.AtMostOnce => [publish],
                QualityOfService.AtLeastOnce =>
                    [publish, (back, new PubAckPacket { PacketIdentifier = AnyIdentifier, ReasonCode = ReasonCode })],
                QualityOfService.ExactlyOnce =>
                [
                    publish,
                    (back, new PubRecPacket { PacketIdentifier = AnyIdentifier, ReasonCode = ReasonCode }),
                    (Direction, new PubRelPacket { PacketIdentifier = AnyIdentifier }),
                    (back, new PubCompPacket { PacketIdentifier = AnyIdentifier }),
                ],
                _ => throw new ArgumentException($"{nameof(QoS)}: expected 0, 1 or 2, got {(int)QoS}."),
            };
        }
    }

    /// <summary>Follows the exchange through the layers.</summary>
    /// <param name="layers">What lies under MQTT.</param>
    public WireBytes On(Layers layers) => WireBytes.Of(Version, layers, Packets);
}
