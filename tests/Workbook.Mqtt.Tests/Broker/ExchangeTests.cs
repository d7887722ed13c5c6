using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;
using static Workbook.Mqtt.Tests.Broker.HandClient;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: every answer of the server in the exchanges of QoS 0, 1 and 2, in both roles and both versions, also
/// over a cut. Method: a client played by hand that answers when and as the test says.</summary>
public sealed class ExchangeTests
{
    private readonly MqttBroker broker = new(new BrokerPolicy { ReportsNoMatchingSubscribers = false });

    public static TheoryData<ProtocolVersion> Versions => [ProtocolVersion.V311, ProtocolVersion.V500];

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 3.3.4-1")]
    [Trait("clause", "5.0 2.2.1-5")]
    [Trait("clause", "5.0 4.3.3-8")]
    [Trait("clause", "5.0 4.6.0-2")]
    [Trait("clause", "5.0 4.6.0-3")]
    [Trait("clause", "3.1.1 3.3.4-1")]
    [Trait("clause", "3.1.1 2.3.1-6")]
    [Trait("clause", "3.1.1 4.6.0-2")]
    [Trait("clause", "3.1.1 4.6.0-3")]
    public void Each_PUBLISH_is_answered_as_its_QoS_asks_with_its_identifier_and_in_order(ProtocolVersion version)
    {
        var client = new HandClient(broker, "a", version);
        client.Send(
            PublishOf("t", AtMostOnce), PublishOf("t", ExactlyOnce, 700), PublishOf("t", AtLeastOnce, 3),
            PublishOf("t", ExactlyOnce, 2), PublishOf("t", AtLeastOnce, 1),
            new PubRelPacket { PacketIdentifier = 700 });
        Assert.Equal("PUBREC 700, PUBACK 3, PUBREC 2, PUBACK 1, PUBCOMP 700", client.TakeText());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 4.3.3-10")]
    [Trait("clause", "5.0 4.3.3-11")]
    [Trait("clause", "5.0 4.3.3-12")]
    [Trait("clause", "3.1.1 4.3.3-2")]
    public void A_QoS_2_message_is_passed_on_once_over_repeats_and_cuts_until_PUBREL(ProtocolVersion version)
    {
        HandClient listener = new HandClient(broker, "b", version).Subscribe("t", AtMostOnce);
        var first = new HandClient(broker, "a", version, persistent: true);
        first.Send(PublishOf("t", ExactlyOnce, 7)).Cut();
        var second = new HandClient(broker, "a", version, persistent: true);
        second.Send(PublishOf("t", ExactlyOnce, 7, duplicate: true), PublishOf("t", ExactlyOnce, 7));
        Assert.Equal("PUBREC 7, PUBREC 7", second.TakeText());
        second.Send(new PubRelPacket { PacketIdentifier = 7 }).Cut();
        var third = new HandClient(broker, "a", version, persistent: true);
        third.Send(new PubRelPacket { PacketIdentifier = 7 });
        Assert.Equal("PUBCOMP 7", third.TakeText());
        Assert.Equal("PUBLISH", listener.TakeText());
        third.Send(PublishOf("t", ExactlyOnce, 7, duplicate: true));
        Assert.Equal("PUBLISH", listener.TakeText());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 4.3.3-1")]
    [Trait("clause", "5.0 4.3.3-2")]
    [Trait("clause", "5.0 4.3.3-3")]
    [Trait("clause", "5.0 4.3.3-6")]
    [Trait("clause", "5.0 4.4.0-1")]
    [Trait("clause", "5.0 4.6.0-1")]
    [Trait("clause", "3.1.1 2.3.1-3")]
    [Trait("clause", "3.1.1 4.3.3-1")]
    [Trait("clause", "3.1.1 4.4.0-1")]
    [Trait("clause", "3.1.1 4.6.0-1")]
    public void What_the_client_has_not_finished_comes_again_in_order_after_each_cut(ProtocolVersion version)
    {
        var publisher = new HandClient(broker, "b", version);
        HandClient client = new HandClient(broker, "a", version, persistent: true).Subscribe("t", ExactlyOnce);
        publisher.Send(
            PublishOf("t", ExactlyOnce, 1), PublishOf("t", AtLeastOnce, 2), PublishOf("t", ExactlyOnce, 3),
            new PubRelPacket { PacketIdentifier = 1 }, new PubRelPacket { PacketIdentifier = 3 });
        Assert.Equal("PUBLISH 1, PUBLISH 2, PUBLISH 3", client.TakeText());
        client.Send(new PubRecPacket { PacketIdentifier = 1 });
        Assert.Equal("PUBREL 1", client.TakeText());
        client.Cut();

        client = new HandClient(broker, "a", version, persistent: true);
        Assert.Equal("PUBREL 1, PUBLISH 2 DUP, PUBLISH 3 DUP", client.TakeText());
        client.Send(new PubAckPacket { PacketIdentifier = 2 }, new PubRecPacket { PacketIdentifier = 3 }).Cut();

        client = new HandClient(broker, "a", version, persistent: true);
        Assert.Equal("PUBREL 1, PUBREL 3", client.TakeText());
        client.Send(new PubCompPacket { PacketIdentifier = 1 }, new PubCompPacket { PacketIdentifier = 3 }).Cut();
        Assert.Equal("", new HandClient(broker, "a", version, persistent: true).TakeText());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 4.3.1-1")]
    [Trait("clause", "3.1.1 4.3.1-1")]
    public void QoS_0_goes_out_once_without_DUP_and_not_again_after_a_cut(ProtocolVersion version)
    {
        HandClient client = new HandClient(broker, "a", version, persistent: true).Subscribe("t", ExactlyOnce);
        new HandClient(broker, "b", version).Send(PublishOf("t", AtMostOnce));
        Assert.False(Assert.IsType<PublishPacket>(Assert.Single(client.Take())).Duplicate);
        client.Cut();
        Assert.Equal("", new HandClient(broker, "a", version, persistent: true).TakeText());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 2.2.1-4")]
    [Trait("clause", "3.1.1 2.3.1-4")]
    public void Both_sides_may_use_the_same_identifier_at_once(ProtocolVersion version)
    {
        HandClient client = new HandClient(broker, "a", version).Subscribe("t", ExactlyOnce);
        client.Send(PublishOf("t", ExactlyOnce, 1));
        Assert.Equal("PUBLISH 1, PUBREC 1", client.TakeText());
        client.Send(new PubRecPacket { PacketIdentifier = 1 }, new PubRelPacket { PacketIdentifier = 1 });
        Assert.Equal("PUBREL 1, PUBCOMP 1", client.TakeText());
    }

    [Fact]
    [Trait("clause", "5.0 4.3.3-7")]
    [Trait("clause", "5.0 4.3.3-13")]
    [Trait("clause", "5.0 4.3.2-3")]
    public void An_exchange_is_completed_on_both_hops_although_its_message_has_expired()
    {
        HandClient client =
            new HandClient(broker, "a", ProtocolVersion.V500, persistent: true).Subscribe("t", ExactlyOnce);
        var publisher = new HandClient(broker, "b", ProtocolVersion.V500);
        publisher.Send(
            PublishOf("t", ExactlyOnce, 1) with { Properties = new Properties { MessageExpiryInterval = 1 } });
        client.Cut();
        TimeSpan later = TimeSpan.FromMinutes(1);
        broker.Advance(later);
        var sink = new Sessions.QueueSink();
        ServerConnection back = broker.Accept(sink, "memory", later);
        back.Receive(Sessions.Pair.ConnectOf("a", persistent: true), later);
        Assert.Equal([PacketType.ConnAck, PacketType.Publish], sink.TakeAll().Select(packet => packet.Type));
        back.Receive(new PubRecPacket { PacketIdentifier = 1 }, later);
        back.Receive(new PubCompPacket { PacketIdentifier = 1 }, later);
        Assert.Equal(0, broker.ReadStatistics().InFlightCount);
        publisher.Send(new PubRelPacket { PacketIdentifier = 1 });
        Assert.Equal("PUBREC 1, PUBCOMP 1", publisher.TakeText());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 4.6.0-4")]
    [Trait("clause", "3.1.1 4.6.0-4")]
    public void PUBRELs_follow_the_order_of_the_PUBRECs(ProtocolVersion version)
    {
        HandClient client = new HandClient(broker, "a", version).Subscribe("t", ExactlyOnce);
        client.Send(PublishOf("t", ExactlyOnce, 1), PublishOf("t", ExactlyOnce, 2));
        client.Take();
        client.Send(new PubRecPacket { PacketIdentifier = 2 }, new PubRecPacket { PacketIdentifier = 1 });
        Assert.Equal("PUBREL 2, PUBREL 1", client.TakeText());
    }

    [Theory]
    [InlineData(AtLeastOnce)]
    [InlineData(ExactlyOnce)]
    [Trait("clause", "5.0 4.9.0-1")]
    [Trait("clause", "5.0 4.9.0-2")]
    [Trait("clause", "5.0 4.9.0-3")]
    [Trait("clause", "5.0 3.3.4-10")]
    public void At_zero_quota_answers_go_on_and_quota_returns_with_the_end_of_an_exchange_only(QualityOfService qos)
    {
        var properties = new Properties { ReceiveMaximum = 1 };
        var client = new HandClient(broker, Sessions.Pair.ConnectOf("a", properties: properties));
        client.Subscribe("t", qos);
        client.Send(PublishOf("t", qos, 1), PublishOf("t", qos, 2), new PingReqPacket());
        string answer = qos == AtLeastOnce ? "PUBACK" : "PUBREC";
        Assert.Equal($"PUBLISH 1, {answer} 1, {answer} 2, PINGRESP", client.TakeText());
        if (qos == ExactlyOnce)
        {
            client.Send(new PubRecPacket { PacketIdentifier = 1 });
            Assert.Equal("PUBREL 1", client.TakeText());
            client.Send(new PubCompPacket { PacketIdentifier = 1 });
        }
        else
            client.Send(new PubAckPacket { PacketIdentifier = 1 });
        Assert.Equal("PUBLISH 2", client.TakeText());
        client.Send(new PubAckPacket { PacketIdentifier = 77 }, new PubCompPacket { PacketIdentifier = 77 });
        client.Send(PublishOf("t", qos, 3));
        Assert.Equal($"{answer} 3", client.TakeText());
    }

    [Fact]
    [Trait("clause", "5.0 3.3.4-9")]
    [Trait("clause", "5.0 4.9.0-2")]
    public void Repeats_count_against_the_Receive_Maximum_of_the_new_connection()
    {
        HandClient client =
            new HandClient(broker, "a", ProtocolVersion.V500, persistent: true).Subscribe("t", ExactlyOnce);
        var publisher = new HandClient(broker, "b", ProtocolVersion.V311);
        for (ushort identifier = 1; identifier <= 3; identifier++)
            publisher.Send(PublishOf("t", AtLeastOnce, identifier));
        client.Cut();
        var limits = new Properties { ReceiveMaximum = 2, SessionExpiryInterval = 3600 };
        client = new HandClient(broker, Sessions.Pair.ConnectOf("a", persistent: true, properties: limits));
        publisher.Send(PublishOf("t", AtLeastOnce, 4));
        Assert.Equal("PUBLISH 1 DUP, PUBLISH 2 DUP", client.TakeText());
        client.Send(new PubAckPacket { PacketIdentifier = 1 });
        Assert.Equal("PUBLISH 3 DUP", client.TakeText());
        client.Send(new PubAckPacket { PacketIdentifier = 2 });
        Assert.Equal("PUBLISH 4", client.TakeText());
    }

    [Theory]
    [InlineData(false, ReasonCode.Success)]
    [InlineData(true, ReasonCode.PacketIdentifierNotFound)]
    [Trait("clause", "5.0 4.3.3-4")]
    [Trait("clause", "5.0 4.3.3-11")]
    public void Answers_to_an_unknown_identifier_say_so_where_the_policy_wants_it(bool reports, ReasonCode expected)
    {
        var policy = new BrokerPolicy { ReportsUnknownIdentifiers = reports };
        var client = new HandClient(new MqttBroker(policy), "a", ProtocolVersion.V500);
        client.Send(new PubRecPacket { PacketIdentifier = 8 }, new PubRelPacket { PacketIdentifier = 9 });
        Packet[] came = client.Take();
        Assert.Equal((8, expected), Said(Assert.IsType<PubRelPacket>(came[0])));
        Assert.Equal((9, expected), Said(Assert.IsType<PubCompPacket>(came[1])));
    }

    private static (int, ReasonCode) Said(AcknowledgementPacket answer) => (answer.PacketIdentifier, answer.ReasonCode);
}
