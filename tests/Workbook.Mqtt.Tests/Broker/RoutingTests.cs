using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: who gets which copy of a message. Method: small casts of clients on one broker.</summary>
public sealed class RoutingTests
{
    [Fact]
    [Trait("clause", "5.0 3.8.4-8")]
    [Trait("clause", "3.1.1 3.8.4-6")]
    public void Delivery_is_at_the_lower_of_published_and_granted_QoS()
    {
        foreach (QualityOfService published in Enum.GetValues<QualityOfService>())
        {
            foreach (QualityOfService granted in Enum.GetValues<QualityOfService>())
            {
                var pair = new Pair();
                PairedClient client = pair.Connect("a");
                client.Subscribe("t", granted);
                pair.Drive();
                client.Publish("t", "x", published);
                pair.Drive();
                QualityOfService lower = published < granted ? published : granted;
                Assert.Equal(lower, Assert.Single(client.Messages).QualityOfService);
            }
        }
    }

    [Theory]
    [InlineData(OverlappingSubscriptions.OneCopy, new[] { ExactlyOnce })]
    [InlineData(OverlappingSubscriptions.OneCopyEach, new[] { AtMostOnce, ExactlyOnce })]
    [Trait("clause", "5.0 3.3.4-2")]
    [Trait("clause", "3.1.1 3.3.5-1")]
    public void Overlapping_subscriptions_give_the_highest_QoS_once_or_one_copy_each(
        OverlappingSubscriptions choice, QualityOfService[] expected)
    {
        var pair = new Pair(new BrokerPolicy { OverlappingSubscriptions = choice });
        PairedClient client = pair.Connect("a");
        client.Subscribe("t/#", AtMostOnce);
        client.Subscribe("t/+", ExactlyOnce);
        pair.Drive();
        client.Publish("t/1", "x", ExactlyOnce);
        pair.Drive();
        Assert.Equal(expected, client.Messages.Select(publish => publish.QualityOfService).Order());
    }

    [Fact]
    [Trait("clause", "5.0 3.3.4-3")]
    [Trait("clause", "5.0 3.3.4-4")]
    public void One_copy_carries_the_identifiers_of_all_matching_subscriptions()
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a");
        client.Subscribe(new Subscription("t/#", AtMostOnce), 1);
        client.Subscribe(new Subscription("t/+", AtMostOnce), 20_000);
        client.Subscribe(new Subscription("t/1", AtMostOnce));
        pair.Drive();
        client.Publish("t/1", "x", AtMostOnce);
        pair.Drive();
        Assert.Equal([1u, 20_000u], Assert.Single(client.Messages).SubscriptionIdentifiers!.Order());
    }

    [Fact]
    [Trait("clause", "5.0 3.3.4-5")]
    public void Several_copies_carry_one_identifier_each()
    {
        var pair = new Pair(new BrokerPolicy { OverlappingSubscriptions = OverlappingSubscriptions.OneCopyEach });
        PairedClient client = pair.Connect("a");
        client.Subscribe(new Subscription("t/#", AtMostOnce), 1);
        client.Subscribe(new Subscription("t/+", AtMostOnce), 2);
        pair.Drive();
        client.Publish("t/1", "x", AtMostOnce);
        pair.Drive();
        Assert.Equal([1u, 2u], client.Messages.Select(publish => Assert.Single(publish.SubscriptionIdentifiers!)).Order());
    }

    [Fact]
    [Trait("clause", "5.0 3.8.3-3")]
    public void No_Local_keeps_a_client_from_hearing_itself()
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a");
        PairedClient other = pair.Connect("b");
        client.Subscribe(new Subscription("t", AtMostOnce) { NoLocal = true });
        pair.Drive();
        client.Publish("t", "own", AtMostOnce);
        other.Publish("t", "other", AtMostOnce);
        pair.Drive();
        Assert.Equal(["other"], client.Texts);
    }

    [Fact]
    [Trait("clause", "5.0 3.8.3-4")]
    public void No_Local_on_a_shared_subscription_is_a_protocol_error()
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a");
        client.Subscribe(new Subscription("$share/g/t", AtMostOnce) { NoLocal = true });
        pair.Drive();
        Assert.Equal(ReasonCode.ProtocolError, client.End!.ReasonCode);
    }

    [Fact]
    [Trait("clause", "5.0 4.7.2-1")]
    [Trait("clause", "3.1.1 4.7.2-1")]
    public void A_wildcard_at_the_start_does_not_match_a_dollar_topic()
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a");
        client.Subscribe("#", AtMostOnce);
        client.Subscribe("$x/#", AtMostOnce);
        pair.Drive();
        client.Publish("$x/y", "x", AtMostOnce);
        pair.Drive();
        Assert.Single(client.Messages);
    }

    [Fact]
    [Trait("clause", "5.0 3.8.4-2")]
    [Trait("clause", "5.0 3.8.4-6")]
    [Trait("clause", "3.1.1 3.8.4-2")]
    [Trait("clause", "3.1.1 3.8.4-5")]
    public void SUBACK_has_one_code_for_each_filter_in_order()
    {
        var pair = new Pair(new BrokerPolicy { RefusedFilters = ["no"], SubscriptionCountMaximum = 3 });
        Subscription[] asked =
        [
            new("a", AtMostOnce), new("b", AtLeastOnce), new("no", AtMostOnce), new("c", ExactlyOnce), new("d", AtMostOnce),
        ];
        PairedClient modern = pair.Connect("5");
        ushort identifier = modern.Connection!.Subscribe(asked, pair.Now);
        PairedClient old = pair.Connect("3", ProtocolVersion.V311);
        old.Connection!.Subscribe(asked, pair.Now);
        pair.Drive();
        Assert.Equal(identifier, modern.SubAcks[0].PacketIdentifier);
        Assert.Equal(
            [0, 1, 0x87, 2, 0x97], modern.SubAcks[0].ReasonCodes.Select(code => (int)code));
        Assert.Equal([0, 1, 0x80, 2, 0x80], old.SubAcks[0].ReasonCodes.Select(code => (int)code));
    }

    [Fact]
    [Trait("clause", "5.0 3.8.4-3")]
    [Trait("clause", "3.1.1 3.8.4-3")]
    public void The_same_filter_again_replaces_the_subscription()
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a");
        client.Subscribe("t", ExactlyOnce);
        client.Subscribe("t", AtMostOnce);
        pair.Drive();
        client.Publish("t", "x", ExactlyOnce);
        pair.Drive();
        Assert.Equal(AtMostOnce, Assert.Single(client.Messages).QualityOfService);
        Assert.Equal(1, pair.Broker.ReadStatistics().SubscriptionCount);
    }

    [Fact]
    [Trait("clause", "5.0 3.10.4-1")]
    [Trait("clause", "5.0 3.10.4-4")]
    [Trait("clause", "5.0 3.11.3-1")]
    public void UNSUBSCRIBE_removes_exact_matches_only_and_is_always_answered()
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a");
        client.Subscribe("t/+", AtMostOnce);
        pair.Drive();
        client.Connection!.Unsubscribe(["t/1", "t/+"], pair.Now);
        pair.Drive();
        Assert.Equal([ReasonCode.NoSubscriptionExisted, ReasonCode.Success], Assert.Single(client.UnsubAcks).ReasonCodes);
        client.Publish("t/1", "x", AtMostOnce);
        pair.Drive();
        Assert.Empty(client.Messages);
    }

    [Fact]
    [Trait("clause", "5.0 3.10.4-3")]
    [Trait("clause", "3.1.1 3.10.4-3")]
    public void An_exchange_that_has_begun_is_finished_after_UNSUBSCRIBE()
    {
        var pair = new Pair();
        PairedClient subscriber = pair.Connect("sub", persistent: true);
        PairedClient publisher = pair.Connect("pub");
        subscriber.Subscribe("t", ExactlyOnce);
        pair.Drive();
        publisher.Publish("t", "x", ExactlyOnce);
        while (publisher.StepToServer() || publisher.StepToClient())
        {
        }

        subscriber.Connection!.Unsubscribe(["t"], pair.Now);
        pair.Drive();
        Assert.Equal(["x"], subscriber.Texts);
        Assert.Equal(0, pair.Broker.ReadStatistics().InFlightCount);
    }

    [Fact]
    [Trait("clause", "5.0 3.4.2-1")]
    [Trait("clause", "5.0 3.5.2-1")]
    public void A_message_for_nobody_is_acknowledged_with_that_reason_where_the_policy_says_so()
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a");
        client.Publish("t", "1", AtLeastOnce);
        client.Publish("t", "2", ExactlyOnce);
        pair.Drive();
        Assert.Contains(client.ToClient.All.OfType<PubAckPacket>(), p => p.ReasonCode == ReasonCode.NoMatchingSubscribers);
        Assert.Contains(client.ToClient.All.OfType<PubRecPacket>(), p => p.ReasonCode == ReasonCode.NoMatchingSubscribers);
        Assert.Equal(2, client.Completed.Count);
        var silent = new Pair(new BrokerPolicy { ReportsNoMatchingSubscribers = false });
        PairedClient other = silent.Connect("a");
        other.Publish("t", "1", AtLeastOnce);
        silent.Drive();
        Assert.Equal([("1", ReasonCode.Success)], other.Completed);
    }

    [Theory]
    [InlineData(ProtocolVersion.V500, UnauthorizedPublish.Acknowledge, ReasonCode.NotAuthorized, true)]
    [InlineData(ProtocolVersion.V311, UnauthorizedPublish.Acknowledge, ReasonCode.NotAuthorized, true)]
    [InlineData(ProtocolVersion.V311, UnauthorizedPublish.Close, ReasonCode.NotAuthorized, false)]
    [Trait("clause", "3.1.1 3.3.5-2")]
    [Trait("clause", "5.0 3.4.2-1")]
    public void Who_may_not_publish_is_told_or_acknowledged_or_closed(
        ProtocolVersion version, UnauthorizedPublish choice, ReasonCode reason, bool staysConnected)
    {
        var pair = new Pair(new BrokerPolicy { UnauthorizedPublish = choice }, new ReadOnlyAccess());
        PairedClient client = pair.Connect("a", version);
        client.Subscribe("t", AtMostOnce);
        client.Publish("t", "x", AtLeastOnce);
        pair.Drive();
        Assert.Equal(staysConnected, client.IsConnected);
        Assert.Empty(client.Messages);
        if (staysConnected)
            Assert.Equal(reason, client.ToClient.All.OfType<PubAckPacket>().Single().ReasonCode);
    }

    [Fact]
    [Trait("clause", "5.0 4.8.2-3")]
    public void A_shared_subscription_divides_messages_and_respects_each_members_QoS()
    {
        var pair = new Pair();
        PairedClient[] members = [pair.Connect("a"), pair.Connect("b"), pair.Connect("c")];
        for (int index = 0; index < 3; index++)
            members[index].Subscribe("$share/g/t", (QualityOfService)index);
        PairedClient plain = pair.Connect("plain");
        plain.Subscribe("t", AtMostOnce);
        pair.Drive();
        for (int index = 0; index < 9; index++)
            plain.Publish("t", $"{index}", ExactlyOnce);
        pair.Drive();
        Assert.All(members, member => Assert.Equal(3, member.Messages.Count));
        Assert.Equal([AtMostOnce, AtLeastOnce, ExactlyOnce], members.Select(member => member.Messages[0].QualityOfService));
        Assert.Equal(9, plain.Messages.Count);
    }

    [Theory]
    [InlineData(SharedOfflineMembers.PreferOnline, 4, 0)]
    [InlineData(SharedOfflineMembers.TakeTurns, 2, 2)]
    [InlineData(SharedOfflineMembers.OnlineOnly, 4, 0)]
    public void Shared_members_that_are_away_get_messages_by_policy(SharedOfflineMembers choice, int online, int offline)
    {
        var pair = new Pair(new BrokerPolicy { SharedOfflineMembers = choice });
        PairedClient stays = pair.Connect("stays");
        PairedClient leaves = pair.Connect("leaves", persistent: true);
        stays.Subscribe("$share/g/t", AtLeastOnce);
        leaves.Subscribe("$share/g/t", AtLeastOnce);
        pair.Drive();
        leaves.Cut();
        for (int index = 0; index < 4; index++)
            stays.Publish("t", $"{index}", AtLeastOnce);
        pair.Drive();
        Assert.Equal(online, stays.Messages.Count);
        leaves.OpenAndDrive();
        Assert.Equal(offline, leaves.Messages.Count);
    }

    [Fact]
    [Trait("clause", "5.0 4.8.2-4")]
    public void An_exchange_of_a_shared_subscription_stays_with_its_member()
    {
        var pair = new Pair();
        PairedClient first = pair.Connect("a", persistent: true);
        PairedClient second = pair.Connect("b");
        first.Subscribe("$share/g/t", ExactlyOnce);
        pair.Drive();
        second.Subscribe("$share/g/t", ExactlyOnce);
        pair.Drive();
        second.Publish("t", "x", ExactlyOnce);
        while (second.StepToServer())
        {
        }

        first.Cut();
        pair.Drive();
        Assert.Empty(second.Messages);
        first.OpenAndDrive();
        Assert.Equal(["x"], first.Texts);
    }

    [Fact]
    public void The_last_member_to_leave_takes_its_group_along()
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a");
        client.Subscribe("$share/g/t", AtMostOnce);
        pair.Drive();
        client.Connection!.Unsubscribe(["$share/g/t"], pair.Now);
        client.Publish("t", "x", AtLeastOnce);
        pair.Drive();
        Assert.Equal(ReasonCode.NoMatchingSubscribers, client.Completed.Single().ReasonCode);
    }

    private sealed class ReadOnlyAccess : IAccessControl
    {
        public ReasonCode Authenticate(ClientIdentity client, ConnectPacket connect) => ReasonCode.Success;

        public bool MayPublish(ClientIdentity client, string topic) => false;

        public bool MaySubscribe(ClientIdentity client, string topicFilter) => true;
    }
}
