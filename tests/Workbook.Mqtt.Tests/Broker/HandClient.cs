using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>A client played by hand: it sends exactly what a test says, and answers nothing by itself.</summary>
internal sealed class HandClient
{
    private readonly ServerConnection connection;
    private readonly QueueSink sink = new();

    public HandClient(MqttBroker broker, ConnectPacket connect)
    {
        connection = broker.Accept(sink, "memory", TimeSpan.Zero);
        Send(connect);
        Greeting = Assert.IsType<ConnAckPacket>(sink.Take());
    }

    public HandClient(MqttBroker broker, string name, ProtocolVersion version, bool persistent = false)
        : this(broker, Pair.ConnectOf(name, version, persistent))
    {
    }

    public ConnAckPacket Greeting { get; }

    public bool IsClosed => sink.IsClosed;

    public static PublishPacket PublishOf(
        string topic, QualityOfService qos, ushort identifier = 0, byte number = 0, bool duplicate = false) => new()
    {
        Topic = topic,
        QualityOfService = qos,
        PacketIdentifier = identifier,
        Payload = new[] { number },
        Duplicate = duplicate,
    };

    public HandClient Send(params Packet[] packets)
    {
        foreach (Packet packet in packets)
            connection.Receive(packet, TimeSpan.Zero);
        return this;
    }

    public HandClient Subscribe(string filter, QualityOfService qos)
    {
        Send(new SubscribePacket { PacketIdentifier = 9, Subscriptions = [new Subscription(filter, qos)] });
        Assert.IsType<SubAckPacket>(sink.Take());
        return this;
    }

    public Packet[] Take() => sink.TakeAll();

    /// <summary>What has come since the last look, as one line: type and packet identifier of each.</summary>
    public string TakeText() => string.Join(", ", Take().Select(TextOf));

    public void Cut() => connection.Lost(TimeSpan.Zero);

    private static string TextOf(Packet packet) => packet switch
    {
        PublishPacket { QualityOfService: AtMostOnce } => "PUBLISH",
        PublishPacket publish => $"PUBLISH {publish.PacketIdentifier}{(publish.Duplicate ? " DUP" : "")}",
        AcknowledgementPacket answer => $"{answer.Type.ToString().ToUpperInvariant()} {answer.PacketIdentifier}",
        SubAckPacket answer => $"SUBACK {answer.PacketIdentifier}",
        UnsubAckPacket answer => $"UNSUBACK {answer.PacketIdentifier}",
        _ => packet.Type.ToString().ToUpperInvariant(),
    };
}
