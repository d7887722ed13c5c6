using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: what one side announces, the other keeps to. Method: limits set low, traffic above them.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData(AtLeastOnce)]
    [InlineData(ExactlyOnce)]
    [Trait("clause", "5.0 3.3.4-9")]
    [Trait("clause", "5.0 4.9.0-2")]
    public void The_server_keeps_to_the_clients_Receive_Maximum(QualityOfService qos)
    {
        var pair = new Pair();
        var connect = Pair.ConnectOf("sub", properties: new Properties { ReceiveMaximum = 2 });
        PairedClient subscriber = pair.Add(connect).OpenAndDrive();
        subscriber.Subscribe("t", qos);
        PairedClient publisher = pair.Connect("pub");
        pair.Drive();
        subscriber.Freeze();
        for (int index = 0; index < 5; index++)
            publisher.Publish("t", $"{index}", qos);
        pair.Drive();
        Assert.Equal(2, subscriber.ToClient.Count);
        Assert.Equal(3, pair.Broker.ReadStatistics().QueuedCount);
    }

    [Fact]
    [Trait("clause", "5.0 3.3.4-7")]
    [Trait("clause", "5.0 4.9.0-3")]
    public void The_client_keeps_to_the_servers_Receive_Maximum_and_everything_else_goes_on()
    {
        var pair = new Pair(new BrokerPolicy { ReceiveMaximum = 1 });
        PairedClient client = pair.Connect("a");
        Assert.Equal(SendResult.Sent, client.Publish("t", "1", ExactlyOnce));
        Assert.Equal(SendResult.Queued, client.Publish("t", "2", ExactlyOnce));
        Assert.Equal(SendResult.Sent, client.Publish("t", "0", AtMostOnce));
        client.Subscribe("u", AtMostOnce);
        Assert.Equal(4, client.ToServer.All.Count);
        pair.Drive();
        Assert.Equal(["1", "2"], client.Completed.Select(done => done.Text));
        Assert.Single(client.SubAcks);
    }

    [Fact]
    [Trait("clause", "5.0 3.3.4-8")]
    public void A_client_that_overruns_the_Receive_Maximum_is_disconnected_with_that_reason()
    {
        var pair = new Pair(new BrokerPolicy { ReceiveMaximum = 1 });
        PairedClient client = pair.Connect("a");
        for (ushort identifier = 1; identifier <= 2; identifier++)
        {
            client.Server!.Receive(
                new PublishPacket { Topic = "t", QualityOfService = ExactlyOnce, PacketIdentifier = identifier }, pair.Now);
        }

        Assert.Equal(
            ReasonCode.ReceiveMaximumExceeded, Assert.IsType<DisconnectPacket>(client.ToClient.All[^1]).ReasonCode);
    }

    [Fact]
    [Trait("clause", "5.0 3.1.2-24")]
    [Trait("clause", "5.0 3.1.2-25")]
    public void A_packet_above_the_clients_maximum_is_not_sent_and_holds_nothing_up()
    {
        var pair = new Pair();
        var connect = Pair.ConnectOf("sub", properties: new Properties { MaximumPacketSize = 30 });
        PairedClient subscriber = pair.Add(connect).OpenAndDrive();
        subscriber.Subscribe("t", AtLeastOnce);
        PairedClient publisher = pair.Connect("pub");
        pair.Drive();
        publisher.Publish("t", new string('x', 40), AtLeastOnce);
        publisher.Publish("t", "small", AtLeastOnce);
        pair.Drive();
        Assert.Equal(["small"], subscriber.Texts);
        Assert.Equal(DropReason.PacketTooLarge, Assert.Single(pair.Events.Dropped).Reason);
        Assert.Equal(0, pair.Broker.ReadStatistics().InFlightCount);
    }

    [Fact]
    [Trait("clause", "5.0 3.2.2-9")]
    [Trait("clause", "5.0 3.2.2-11")]
    public void Above_the_servers_Maximum_QoS_the_client_sends_nothing_and_a_rude_one_is_closed()
    {
        var pair = new Pair(new BrokerPolicy { MaximumQoS = AtLeastOnce });
        PairedClient client = pair.Connect("a");
        client.Subscribe("t", ExactlyOnce);
        Assert.Equal(SendResult.Dropped, client.Publish("t", "x", ExactlyOnce));
        pair.Drive();
        Assert.Equal(ReasonCode.GrantedQoS1, client.SubAcks[0].ReasonCodes[0]);
        Assert.Equal([("x", DropReason.QoSNotSupported)], client.Dropped);
        client.Server!.Receive(
            new PublishPacket { Topic = "t", QualityOfService = ExactlyOnce, PacketIdentifier = 1 }, pair.Now);
        pair.Drive();
        Assert.Equal(ReasonCode.QoSNotSupported, client.End!.ReasonCode);
    }

    [Fact]
    [Trait("clause", "5.0 3.3.2-7")]
    [Trait("clause", "5.0 3.3.2-12")]
    [Trait("clause", "5.0 3.3.2-10")]
    public void Topic_aliases_work_both_ways_and_die_with_the_connection()
    {
        var pair = new Pair();
        var properties = new Properties { TopicAliasMaximum = 1, SessionExpiryInterval = 3600 };
        PairedClient client = pair.Add(Pair.ConnectOf("a", persistent: true, properties: properties)).OpenAndDrive();
        client.Subscribe("#", AtMostOnce);
        pair.Drive();
        foreach (string topic in new[] { "long/topic", "long/topic", "other", "long/topic" })
            client.Publish(topic, topic, AtMostOnce);
        pair.Drive();
        Assert.Equal(["long/topic", "", "other", ""], TopicsOnWire(client.ToServer));
        Assert.Equal(["long/topic", "", "other", ""], TopicsOnWire(client.ToClient).Take(4));
        Assert.Equal(client.Texts, client.Messages.Select(publish => publish.Message.Topic));
        client.Cut();
        client.OpenAndDrive();
        client.Publish("long/topic", "again", AtMostOnce);
        Assert.Equal(["long/topic"], TopicsOnWire(client.ToServer));

        static string[] TopicsOnWire(QueueSink sink) => [.. sink.All.OfType<PublishPacket>().Select(packet => packet.Topic)];
    }

    [Theory]
    [InlineData((ushort)11, "t", ReasonCode.TopicAliasInvalid)]
    [InlineData((ushort)1, "", ReasonCode.ProtocolError)]
    [Trait("clause", "5.0 3.3.2-9")]
    public void An_alias_that_is_too_high_or_unknown_closes(ushort alias, string topic, ReasonCode expected)
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a");
        var properties = new Properties { TopicAlias = alias };
        client.Server!.Receive(new PublishPacket { Topic = topic, Properties = properties }, pair.Now);
        pair.Drive();
        Assert.Equal(expected, client.End!.ReasonCode);
    }

    [Fact]
    [Trait("clause", "5.0 4.6.0-5")]
    [Trait("clause", "3.1.1 4.6.0-6")]
    public void Messages_of_one_publisher_and_topic_keep_their_order_through_a_small_window()
    {
        var pair = new Pair(new BrokerPolicy { InFlightMaximum = 3 });
        PairedClient subscriber = pair.Connect("sub");
        subscriber.Subscribe("t", ExactlyOnce);
        PairedClient publisher = pair.Connect("pub");
        pair.Drive();
        string[] sent = [.. Enumerable.Range(0, 50).Select(index => $"{index}")];
        foreach (string text in sent)
            publisher.Publish("t", text, ExactlyOnce);
        pair.Drive();
        Assert.Equal(sent, subscriber.Texts);
        Assert.Equal(50, publisher.Completed.Count);
    }

    [Fact]
    public void A_policy_that_lets_nothing_pass_is_refused() => Assert.Contains(
        "at least 1", Assert.Throws<ArgumentException>(() => new MqttBroker(new BrokerPolicy { InFlightMaximum = 0 })).Message);

    [Fact]
    [Trait("clause", "5.0 2.2.1-4")]
    public void Both_directions_of_a_session_count_their_identifiers_from_1()
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a");
        client.Subscribe("t", AtLeastOnce);
        pair.Drive();
        client.Publish("t", "1", AtLeastOnce);
        client.Publish("t", "2", AtLeastOnce);
        pair.Drive();
        Assert.Equal([2, 3], client.ToServer.All.OfType<PublishPacket>().Select(packet => (int)packet.PacketIdentifier));
        Assert.Equal([1, 2], client.ToClient.All.OfType<PublishPacket>().Select(packet => (int)packet.PacketIdentifier));
    }
}
