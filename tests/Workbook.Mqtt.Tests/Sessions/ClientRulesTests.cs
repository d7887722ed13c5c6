using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>Goal: what a client owes a server, in both versions. Method: the server is played by hand.</summary>
public sealed class ClientRulesTests
{
    private readonly ClientSession session = new();

    public static TheoryData<ProtocolVersion> Versions => [ProtocolVersion.V311, ProtocolVersion.V500];

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 4.5.0-2")]
    [Trait("clause", "3.1.1 4.5.0-2")]
    public void It_acknowledges_also_what_it_never_subscribed_to(ProtocolVersion version)
    {
        ClientStandIn client = Begin(version);
        Give(client, new PublishPacket { Topic = "other", QualityOfService = AtLeastOnce, PacketIdentifier = 5 });
        Give(client, new PublishPacket { Topic = "other", QualityOfService = ExactlyOnce, PacketIdentifier = 6 });
        Assert.Equal([PacketType.Connect, PacketType.PubAck, PacketType.PubRec], client.Sent);
        Assert.Equal([5, 6], client.Sink.All.Skip(1).Select(each => (int)((AcknowledgementPacket)each).PacketIdentifier));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 2.2.1-3")]
    [Trait("clause", "5.0 4.4.0-1")]
    [Trait("clause", "3.1.1 2.3.1-2")]
    [Trait("clause", "3.1.1 2.3.1-3")]
    public void PUBLISH_SUBSCRIBE_and_UNSUBSCRIBE_in_flight_have_identifiers_of_their_own(ProtocolVersion version)
    {
        ClientStandIn client = Begin(version);
        client.Connection.Publish(new Message { Topic = "t", QualityOfService = ExactlyOnce }, TimeSpan.Zero);
        ushort subscribe = client.Connection.Subscribe([new Subscription("t", AtMostOnce)], TimeSpan.Zero);
        ushort unsubscribe = client.Connection.Unsubscribe(["t"], TimeSpan.Zero);
        Assert.Equal((2, 3), (subscribe, unsubscribe));
        Give(client, new SubAckPacket { PacketIdentifier = 2, ReasonCodes = [ReasonCode.Success] });
        Give(client, new UnsubAckPacket { PacketIdentifier = 3 });
        Give(client, new PubRecPacket { PacketIdentifier = 1 });
        Assert.Equal(1, session.Identifiers.InUseCount);
        Give(client, new PubCompPacket { PacketIdentifier = 1 });
        Assert.Equal(0, session.Identifiers.InUseCount);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 4.3.3-10")]
    [Trait("clause", "5.0 4.3.3-12")]
    [Trait("clause", "3.1.1 4.3.3-2")]
    public void A_QoS_2_message_is_delivered_once_over_a_cut_and_again_after_PUBCOMP(ProtocolVersion version)
    {
        var publish = new PublishPacket { Topic = "t", QualityOfService = ExactlyOnce, PacketIdentifier = 5 };
        ClientStandIn client = Begin(version);
        Give(client, publish);
        Assert.Single(client.Events.Messages);
        client.Connection.Lost(TimeSpan.Zero);
        ClientStandIn back = Begin(version, sessionPresent: true);
        Give(back, publish with { Duplicate = true });
        Give(back, new PubRelPacket { PacketIdentifier = 5 });
        Assert.Empty(back.Events.Messages);
        Give(back, publish with { Duplicate = true });
        Assert.Single(back.Events.Messages);
        Assert.Equal([PacketType.Connect, PacketType.PubRec, PacketType.PubComp, PacketType.PubRec], back.Sent);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 3.2.2-5")]
    [Trait("clause", "3.1.1 3.1.2-6")]
    public void Session_Present_0_makes_it_forget_the_QoS_2_identifiers_that_it_held(ProtocolVersion version)
    {
        var publish = new PublishPacket { Topic = "t", QualityOfService = ExactlyOnce, PacketIdentifier = 5 };
        ClientStandIn client = Begin(version);
        Give(client, publish);
        client.Connection.Lost(TimeSpan.Zero);
        ClientStandIn back = Begin(version, sessionPresent: false);
        Give(back, publish);
        Assert.Single(back.Events.Messages);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    [Trait("clause", "5.0 3.14.4-1")]
    [Trait("clause", "5.0 3.14.4-2")]
    [Trait("clause", "3.1.1 3.14.4-1")]
    [Trait("clause", "3.1.1 3.14.4-2")]
    public void After_DISCONNECT_it_sends_nothing_and_closes(ProtocolVersion version)
    {
        ClientStandIn client = Begin(version);
        client.Connection.Disconnect(TimeSpan.Zero);
        Give(client, new PublishPacket { Topic = "t", QualityOfService = AtLeastOnce, PacketIdentifier = 5 });
        client.Connection.Publish(new Message { Topic = "t", QualityOfService = AtLeastOnce }, TimeSpan.Zero);
        client.Connection.Advance(TimeSpan.FromDays(1));
        Assert.Equal([PacketType.Connect, PacketType.Disconnect], client.Sent);
        Assert.True(client.Sink.IsClosed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData((ushort)0)]
    [InlineData((ushort)1)]
    [Trait("clause", "5.0 3.2.2-17")]
    [Trait("clause", "5.0 3.2.2-18")]
    [Trait("clause", "5.0 3.3.2-9")]
    public void It_sets_no_alias_above_what_the_server_takes(ushort? maximum)
    {
        ClientStandIn client = Begin(ProtocolVersion.V500, announced: new Properties { TopicAliasMaximum = maximum });
        foreach (string topic in new[] { "1", "2", "1" })
            client.Connection.Publish(new Message { Topic = topic }, TimeSpan.Zero);
        int[] expected = maximum == 1 ? [1, 0, 1] : [0, 0, 0];
        Assert.Equal(expected, client.Sink.All.Skip(1).Select(each => (int)(each.Properties.TopicAlias ?? 0)));
    }

    private ClientStandIn Begin(ProtocolVersion version, bool sessionPresent = false, Properties? announced = null) =>
        new ClientStandIn(session, Pair.ConnectOf("a", version, persistent: true)).Accept(sessionPresent, announced);

    private static void Give(ClientStandIn client, Packet packet) => client.Connection.Receive(packet, TimeSpan.Zero);
}
