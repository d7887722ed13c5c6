using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;
using static Workbook.Mqtt.Tests.Broker.HandClient;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: the rules of sessions, connections and wills that hold in both versions alike. Method: a client played
/// by hand in each version.</summary>
public sealed class SessionRulesTests
{
    private readonly MqttBroker broker = new();

    public static TheoryData<ProtocolVersion> Versions => [ProtocolVersion.V311, ProtocolVersion.V500];

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 3.1.2-5")]
    [Trait("clause", "5.0 3.1.2-6")]
    [Trait("clause", "5.0 3.2.2-2")]
    [Trait("clause", "5.0 3.2.2-3")]
    [Trait("clause", "5.0 3.1.3-2")]
    [Trait("clause", "3.1.1 3.1.2-4")]
    [Trait("clause", "3.1.1 3.2.2-1")]
    [Trait("clause", "3.1.1 3.2.2-2")]
    [Trait("clause", "3.1.1 3.2.2-3")]
    [Trait("clause", "3.1.1 3.1.3-2")]
    [Trait("clause", "3.1.1 4.1.0-2")]
    public void Session_Present_says_whether_this_client_identifier_has_state(ProtocolVersion version)
    {
        Assert.False(Greet("a", persistent: true));
        Assert.True(Greet("a", persistent: true));
        Assert.False(Greet("b", persistent: true));
        Assert.False(Greet("a", persistent: false));
        Assert.False(Greet("a", persistent: true));
        Assert.True(Greet("b", persistent: true));

        bool Greet(string name, bool persistent)
        {
            var client = new HandClient(broker, name, version, persistent);
            client.Cut();
            return client.Greeting.SessionPresent;
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 3.1.4-3")]
    [Trait("clause", "5.0 3.1.4-4")]
    [Trait("clause", "5.0 3.1.2-4")]
    [Trait("clause", "3.1.1 3.1.4-2")]
    [Trait("clause", "3.1.1 3.1.4-3")]
    [Trait("clause", "3.1.1 3.1.2-6")]
    public void A_takeover_with_a_clean_start_closes_the_first_and_leaves_nothing_of_it(ProtocolVersion version)
    {
        HandClient first = new HandClient(broker, "a", version, persistent: true).Subscribe("t", ExactlyOnce);
        var publisher = new HandClient(broker, "b", version);
        publisher.Send(PublishOf("t", ExactlyOnce, 1));
        Assert.Equal("PUBLISH 1", first.TakeText());
        var second = new HandClient(broker, "a", version);
        Assert.True(first.IsClosed);
        Assert.Equal(version == ProtocolVersion.V500 ? "DISCONNECT" : "", first.TakeText());
        publisher.Send(PublishOf("t", ExactlyOnce, 2));
        Assert.Equal("", second.TakeText());
        first.Send(PublishOf("t", AtLeastOnce, 1));
        Assert.Equal("", first.TakeText());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 4.1.0-1")]
    [Trait("clause", "3.1.1 4.1.0-1")]
    public void A_session_stays_while_its_connection_is_open_however_long(ProtocolVersion version)
    {
        HandClient client = new HandClient(broker, "a", version).Subscribe("t", AtLeastOnce);
        broker.Advance(TimeSpan.FromDays(1000));
        new HandClient(broker, "b", version).Send(PublishOf("t", AtLeastOnce, 1));
        Assert.Equal("PUBLISH 1", client.TakeText());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 3.14.4-1")]
    [Trait("clause", "5.0 3.14.4-2")]
    [Trait("clause", "5.0 3.14.4-3")]
    [Trait("clause", "5.0 3.1.2-10")]
    [Trait("clause", "3.1.1 3.14.4-1")]
    [Trait("clause", "3.1.1 3.14.4-2")]
    [Trait("clause", "3.1.1 3.14.4-3")]
    [Trait("clause", "3.1.1 3.1.2-10")]
    public void After_DISCONNECT_nothing_goes_either_way_and_the_will_is_forgotten(ProtocolVersion version)
    {
        HandClient watcher = new HandClient(broker, "w", version).Subscribe("#", AtMostOnce);
        ConnectPacket connect = ConnectWithWill(version);
        HandClient client = new HandClient(broker, connect).Subscribe("t", AtMostOnce);
        client.Send(new DisconnectPacket(), PublishOf("t", AtMostOnce), new PingReqPacket());
        client.Cut();
        Assert.True(client.IsClosed);
        Assert.Equal(("", ""), (client.TakeText(), watcher.TakeText()));
        new HandClient(broker, "a", version, persistent: true).Cut();
        Assert.Equal("", watcher.TakeText());
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 3.1.2-7")]
    [Trait("clause", "5.0 3.1.2-8")]
    [Trait("clause", "5.0 3.1.2-10")]
    [Trait("clause", "3.1.1 3.1.2-8")]
    [Trait("clause", "3.1.1 3.1.2-10")]
    [Trait("clause", "3.1.1 3.1.2-12")]
    public void A_will_is_published_once_for_its_connection_and_not_for_the_next_one_without(ProtocolVersion version)
    {
        HandClient watcher = new HandClient(broker, "w", version).Subscribe("#", AtMostOnce);
        ConnectPacket connect = ConnectWithWill(version);
        new HandClient(broker, connect).Cut();
        Assert.Equal("PUBLISH", watcher.TakeText());
        new HandClient(broker, "a", version, persistent: true).Cut();
        Assert.Equal("", watcher.TakeText());
    }

    [Theory]
    [InlineData(ProtocolVersion.V311, true)]
    [InlineData(ProtocolVersion.V311, false)]
    [InlineData(ProtocolVersion.V500, true)]
    [InlineData(ProtocolVersion.V500, false)]
    [Trait("clause", "5.0 3.1.2-14")]
    [Trait("clause", "5.0 3.1.2-15")]
    [Trait("clause", "3.1.1 3.1.2-16")]
    [Trait("clause", "3.1.1 3.1.2-17")]
    public void The_will_is_retained_exactly_when_its_bit_says_so(ProtocolVersion version, bool retain)
    {
        var will = new Will { Topic = "will", Payload = new byte[1], Retain = retain };
        new HandClient(broker, Pair.ConnectOf("a", version) with { Will = will }).Cut();
        Assert.Equal(retain ? 1 : 0, broker.ReadStatistics().RetainedCount);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 4.8.0-2")]
    [Trait("clause", "5.0 4.13.2-1")]
    [Trait("clause", "3.1.1 4.8.0-2")]
    public void A_protocol_error_closes_with_a_reason_where_the_version_has_one(ProtocolVersion version)
    {
        var client = new HandClient(broker, "a", version);
        client.Send(new SubAckPacket { PacketIdentifier = 1 });
        Assert.True(client.IsClosed);
        Assert.Equal(version == ProtocolVersion.V500 ? "DISCONNECT" : "", client.TakeText());
    }

    [Fact]
    [Trait("clause", "5.0 3.1.3-6")]
    [Trait("clause", "5.0 3.1.3-7")]
    [Trait("clause", "3.1.1 3.1.3-6")]
    public void Clients_without_identifier_do_not_take_each_other_over()
    {
        var first = new HandClient(broker, "", ProtocolVersion.V311);
        var second = new HandClient(broker, "", ProtocolVersion.V500, persistent: true);
        Assert.False(first.IsClosed);
        Assert.Equal("auto-2", second.Greeting.Properties.AssignedClientIdentifier);
        Assert.True(new HandClient(broker, "auto-2", ProtocolVersion.V500, persistent: true).Greeting.SessionPresent);
    }

    [Fact]
    [Trait("clause", "5.0 3.14.2-2")]
    public void The_servers_DISCONNECT_has_no_Session_Expiry_Interval()
    {
        var client = new HandClient(broker, "a", ProtocolVersion.V500, persistent: true);
        broker.Shutdown(TimeSpan.Zero);
        Assert.Null(Assert.IsType<DisconnectPacket>(Assert.Single(client.Take())).Properties.SessionExpiryInterval);
    }

    [Fact]
    [Trait("clause", "5.0 3.1.2-23")]
    public void A_session_changes_hands_between_the_versions()
    {
        new HandClient(broker, "a", ProtocolVersion.V500, persistent: true).Subscribe("t", ExactlyOnce).Cut();
        var publisher = new HandClient(broker, "b", ProtocolVersion.V500);
        publisher.Send(PublishOf("t", ExactlyOnce, 1) with { Properties = new Properties { ContentType = "x" } });
        var old = new HandClient(broker, "a", ProtocolVersion.V311, persistent: true);
        Assert.True(old.Greeting.SessionPresent);
        Assert.Equal("PUBLISH 1", old.TakeText());
        old.Send(new PubRecPacket { PacketIdentifier = 1 }).Cut();
        var back = new HandClient(broker, "a", ProtocolVersion.V500, persistent: true);
        Assert.Equal("PUBREL 1", back.TakeText().Replace("PUBREL 1, ", "", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("clause", "5.0 3.1.2-24")]
    public void A_client_that_cannot_take_the_answer_is_closed_and_not_overrun()
    {
        var sink = new QueueSink();
        ConnectPacket tiny = Pair.ConnectOf("a", properties: new Properties { MaximumPacketSize = 2 });
        broker.Accept(sink, "memory", TimeSpan.Zero).Receive(tiny, TimeSpan.Zero);
        Assert.Equal((0, true), (sink.All.Count, sink.IsClosed));
        Assert.Equal(0, broker.ReadStatistics().SessionCount);

        var client = new HandClient(broker, Pair.ConnectOf("b", properties: new Properties { MaximumPacketSize = 30 }));
        Subscription[] many = [.. Enumerable.Range(0, 40).Select(number => new Subscription($"{number}", AtMostOnce))];
        client.Send(new SubscribePacket { PacketIdentifier = 1, Subscriptions = many });
        Assert.Equal(("", true), (client.TakeText(), client.IsClosed));
    }

    private static ConnectPacket ConnectWithWill(ProtocolVersion version) =>
        Pair.ConnectOf("a", version, persistent: true) with { Will = new Will { Topic = "will" } };
}
