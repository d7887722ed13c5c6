using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;
using static Workbook.Mqtt.Tests.Broker.HandClient;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: the rules of subscriptions, retained messages and order that hold in both versions alike, and those
/// of shared subscriptions. Method: clients played by hand.</summary>
public sealed class SubscriptionRulesTests
{
    private readonly MqttBroker broker = new();

    public static TheoryData<ProtocolVersion> Versions => [ProtocolVersion.V311, ProtocolVersion.V500];

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 2.2.1-6")]
    [Trait("clause", "5.0 3.8.4-1")]
    [Trait("clause", "5.0 3.8.4-2")]
    [Trait("clause", "5.0 3.8.4-5")]
    [Trait("clause", "5.0 3.8.4-6")]
    [Trait("clause", "5.0 3.8.4-7")]
    [Trait("clause", "5.0 3.9.3-1")]
    [Trait("clause", "3.1.1 2.3.1-7")]
    [Trait("clause", "3.1.1 3.8.4-1")]
    [Trait("clause", "3.1.1 3.8.4-2")]
    [Trait("clause", "3.1.1 3.8.4-4")]
    [Trait("clause", "3.1.1 3.8.4-5")]
    [Trait("clause", "3.1.1 3.9.3-1")]
    public void One_SUBACK_answers_all_filters_in_order_under_the_identifier_of_the_request(ProtocolVersion version)
    {
        var refusing = new MqttBroker(new BrokerPolicy { RefusedFilters = ["no"] });
        var client = new HandClient(refusing, "a", version);
        client.Send(new SubscribePacket
        {
            PacketIdentifier = 500,
            Subscriptions = [new("a", ExactlyOnce), new("no", AtMostOnce), new("b", AtLeastOnce), new("a", AtMostOnce)],
        });
        var answer = Assert.IsType<SubAckPacket>(Assert.Single(client.Take()));
        ReasonCode refused = version == ProtocolVersion.V500 ? ReasonCode.NotAuthorized : ReasonCode.UnspecifiedError;
        Assert.Equal(500, answer.PacketIdentifier);
        Assert.Equal([ReasonCode.GrantedQoS2, refused, ReasonCode.GrantedQoS1, ReasonCode.Success], answer.ReasonCodes);
        client.Send(PublishOf("a", ExactlyOnce, 1));
        Assert.Equal("PUBLISH, PUBREC 1", client.TakeText());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 3.8.4-3")]
    [Trait("clause", "5.0 3.8.4-4")]
    [Trait("clause", "3.1.1 3.8.4-3")]
    public void Replacing_a_subscription_sends_retained_messages_again_and_loses_none_that_wait(ProtocolVersion version)
    {
        var publisher = new HandClient(broker, "p", version);
        publisher.Send(PublishOf("t", AtLeastOnce, 1, number: 1) with { Retain = true });
        HandClient client = new HandClient(broker, "a", version, persistent: true).Subscribe("t", AtLeastOnce);
        for (ushort number = 2; number <= 40; number++)
            publisher.Send(PublishOf("t", AtLeastOnce, number, (byte)number));
        client.Send(new SubscribePacket { PacketIdentifier = 9, Subscriptions = [new("t", AtLeastOnce)] });
        List<byte> numbers = [];
        for (Packet[] came = client.Take(); came.Length > 0; came = client.Take())
        {
            foreach (PublishPacket publish in came.OfType<PublishPacket>())
            {
                numbers.Add(publish.Payload.Span[0]);
                client.Send(new PubAckPacket { PacketIdentifier = publish.PacketIdentifier });
            }
        }

        Assert.Equal([.. Enumerable.Range(1, 40).Select(number => (byte)number), 1], numbers);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 3.10.4-1")]
    [Trait("clause", "5.0 3.10.4-2")]
    [Trait("clause", "5.0 3.10.4-3")]
    [Trait("clause", "5.0 3.10.4-4")]
    [Trait("clause", "5.0 3.10.4-5")]
    [Trait("clause", "5.0 3.10.4-6")]
    [Trait("clause", "5.0 3.11.3-1")]
    [Trait("clause", "3.1.1 3.10.4-1")]
    [Trait("clause", "3.1.1 3.10.4-2")]
    [Trait("clause", "3.1.1 3.10.4-3")]
    [Trait("clause", "3.1.1 3.10.4-4")]
    [Trait("clause", "3.1.1 3.10.4-5")]
    [Trait("clause", "3.1.1 3.10.4-6")]
    public void UNSUBSCRIBE_stops_new_messages_at_once_finishes_old_ones_and_is_always_answered(ProtocolVersion version)
    {
        var publisher = new HandClient(broker, "p", version);
        HandClient client =
            new HandClient(broker, "a", version).Subscribe("a/+", ExactlyOnce).Subscribe("a/b", AtMostOnce);
        publisher.Send(PublishOf("a/c", ExactlyOnce, 1));
        client.Send(new UnsubscribePacket { PacketIdentifier = 5, TopicFilters = ["a/+", "nothing", "a/#"] });
        Packet[] came = client.Take();
        var answer = Assert.IsType<UnsubAckPacket>(came[1]);
        Assert.Equal(5, answer.PacketIdentifier);
        ReasonCode[] expected = version == ProtocolVersion.V311
            ? []
            : [ReasonCode.Success, ReasonCode.NoSubscriptionExisted, ReasonCode.NoSubscriptionExisted];
        Assert.Equal(expected, answer.ReasonCodes);
        publisher.Send(PublishOf("a/c", ExactlyOnce, 2), PublishOf("a/b", ExactlyOnce, 3));
        Assert.Equal("PUBLISH", client.TakeText());
        client.Send(new PubRecPacket { PacketIdentifier = 1 });
        Assert.Equal("PUBREL 1", client.TakeText());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 3.3.1-5")]
    [Trait("clause", "5.0 3.3.1-8")]
    [Trait("clause", "3.1.1 3.3.1-5")]
    [Trait("clause", "3.1.1 3.3.1-7")]
    [Trait("clause", "3.1.1 3.3.1-12")]
    public void RETAIN_1_replaces_at_any_QoS_and_RETAIN_0_leaves_the_store_alone(ProtocolVersion version)
    {
        var publisher = new HandClient(broker, "p", version);
        publisher.Send(
            PublishOf("t", ExactlyOnce, 1, number: 1) with { Retain = true },
            PublishOf("t", AtMostOnce, number: 2) with { Retain = true },
            PublishOf("t", AtLeastOnce, 2, number: 3),
            PublishOf("t", AtMostOnce) with { Payload = default });
        var client = new HandClient(broker, "a", version);
        client.Send(new SubscribePacket { PacketIdentifier = 9, Subscriptions = [new("#", ExactlyOnce)] });
        PublishPacket kept = Assert.Single(client.Take().OfType<PublishPacket>());
        Assert.Equal((2, AtMostOnce, true), (kept.Payload.Span[0], kept.QualityOfService, kept.Retain));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 4.7.3-4")]
    [Trait("clause", "3.1.1 4.7.3-4")]
    public void Topics_that_only_look_alike_are_different(ProtocolVersion version)
    {
        const string composed = "caf\u00E9", decomposed = "cafe\u0301";
        HandClient client = new HandClient(broker, "a", version).Subscribe(composed, AtMostOnce);
        client.Send(PublishOf(decomposed, AtMostOnce), PublishOf("CAF\u00C9", AtMostOnce));
        Assert.Equal("", client.TakeText());
        client.Send(PublishOf(composed, AtMostOnce));
        Assert.Equal("PUBLISH", client.TakeText());
    }

    [Theory]
    [InlineData(ProtocolVersion.V311, AtMostOnce)]
    [InlineData(ProtocolVersion.V311, AtLeastOnce)]
    [InlineData(ProtocolVersion.V311, ExactlyOnce)]
    [InlineData(ProtocolVersion.V500, AtLeastOnce)]
    [Trait("clause", "5.0 4.6.0-5")]
    [Trait("clause", "5.0 4.6.0-6")]
    [Trait("clause", "5.0 4.5.0-1")]
    [Trait("clause", "3.1.1 4.6.0-5")]
    [Trait("clause", "3.1.1 4.6.0-6")]
    [Trait("clause", "3.1.1 4.5.0-1")]
    public void Every_matching_session_gets_each_topic_in_the_order_of_publishing(
        ProtocolVersion version, QualityOfService qos)
    {
        var pair = new Pair();
        PairedClient online = pair.Connect("online", version, persistent: true);
        PairedClient away = pair.Connect("away", version, persistent: true);
        online.Subscribe("#", qos);
        away.Subscribe("+/1", qos);
        PairedClient publisher = pair.Connect("p", version);
        pair.Drive();
        if (qos != AtMostOnce)
            away.Cut();
        string[] texts = [.. Enumerable.Range(0, 60).Select(number => $"{number}")];
        foreach (string text in texts)
            publisher.Publish("t/1", text, qos);
        pair.Drive();
        if (qos != AtMostOnce)
            away.OpenAndDrive();
        Assert.Equal(texts, online.Texts);
        Assert.Equal(texts, away.Texts);
    }

    [Fact]
    [Trait("clause", "5.0 4.8.2-4")]
    [Trait("clause", "5.0 4.8.2-5")]
    public void A_QoS_2_message_of_a_shared_subscription_dies_with_the_session_that_it_was_sent_to()
    {
        HandClient chosen =
            new HandClient(broker, "a", ProtocolVersion.V500, persistent: true).Subscribe("$share/g/t", ExactlyOnce);
        HandClient other = new HandClient(broker, "b", ProtocolVersion.V500).Subscribe("$share/g/t", ExactlyOnce);
        new HandClient(broker, "p", ProtocolVersion.V500).Send(PublishOf("t", ExactlyOnce, 1));
        Assert.Equal("PUBLISH 1", chosen.TakeText());
        chosen.Cut();
        Assert.Equal("", other.TakeText());
        chosen = new HandClient(broker, "a", ProtocolVersion.V500, persistent: true);
        Assert.Equal("PUBLISH 1 DUP", chosen.TakeText());
        chosen.Cut();
        Assert.False(new HandClient(broker, "a", ProtocolVersion.V500).Greeting.SessionPresent);
        Assert.Equal("", other.TakeText());
    }

    [Theory]
    [InlineData(AtLeastOnce)]
    [InlineData(ExactlyOnce)]
    [Trait("clause", "5.0 4.8.2-6")]
    [Trait("clause", "5.0 4.4.0-2")]
    public void A_refusal_drops_the_message_for_the_whole_group(QualityOfService qos)
    {
        HandClient chosen =
            new HandClient(broker, "a", ProtocolVersion.V500, persistent: true).Subscribe("$share/g/t", qos);
        HandClient other = new HandClient(broker, "b", ProtocolVersion.V500).Subscribe("$share/g/t", qos);
        new HandClient(broker, "p", ProtocolVersion.V500).Send(PublishOf("t", qos, 1));
        Assert.Equal("PUBLISH 1", chosen.TakeText());
        const ReasonCode No = ReasonCode.QuotaExceeded;
        chosen.Send(qos == AtLeastOnce
            ? new PubAckPacket { PacketIdentifier = 1, ReasonCode = No }
            : new PubRecPacket { PacketIdentifier = 1, ReasonCode = No });
        chosen.Cut();
        Assert.Equal("", new HandClient(broker, "a", ProtocolVersion.V500, persistent: true).TakeText());
        Assert.Equal("", other.TakeText());
    }

    [Fact]
    [Trait("clause", "5.0 3.2.2-10")]
    [Trait("clause", "5.0 3.2.2-9")]
    public void A_server_without_QoS_2_grants_what_it_has_to_any_request()
    {
        var limited = new MqttBroker(new BrokerPolicy { MaximumQoS = AtMostOnce });
        var client = new HandClient(limited, "a", ProtocolVersion.V500);
        Assert.Equal((byte)0, client.Greeting.Properties.MaximumQoS);
        client.Send(new SubscribePacket
        {
            PacketIdentifier = 9,
            Subscriptions = [new("a", AtLeastOnce), new("b", ExactlyOnce)],
        });
        var answer = Assert.IsType<SubAckPacket>(Assert.Single(client.Take()));
        Assert.Equal([ReasonCode.Success, ReasonCode.Success], answer.ReasonCodes);
    }

    [Theory]
    [InlineData(null)]
    [InlineData((ushort)0)]
    [InlineData((ushort)2)]
    [Trait("clause", "5.0 3.1.2-26")]
    [Trait("clause", "5.0 3.1.2-27")]
    [Trait("clause", "5.0 3.3.2-8")]
    [Trait("clause", "5.0 3.3.2-11")]
    public void The_server_sets_no_alias_above_what_the_client_takes(ushort? maximum)
    {
        var properties = new Properties { TopicAliasMaximum = maximum };
        HandClient client =
            new HandClient(broker, Pair.ConnectOf("a", properties: properties)).Subscribe("#", AtMostOnce);
        foreach (string topic in new[] { "1", "2", "3", "3", "2", "1" })
            client.Send(PublishOf(topic, AtMostOnce));
        IEnumerable<PublishPacket> came = client.Take().Cast<PublishPacket>();
        int[] expected = maximum == 2 ? [1, 2, 0, 0, 2, 1] : [0, 0, 0, 0, 0, 0];
        Assert.Equal(expected, came.Select(publish => (int)(publish.Properties.TopicAlias ?? 0)));
    }
}
