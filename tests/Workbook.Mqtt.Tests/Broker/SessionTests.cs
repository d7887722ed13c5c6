using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: what outlives a connection, and for how long. Method: clients that leave and come back in virtual
/// time.</summary>
public sealed class SessionTests
{
    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    [Trait("clause", "5.0 4.5.0-1")]
    [Trait("clause", "3.1.1 3.1.2-5")]
    [Trait("clause", "5.0 3.1.2-23")]
    public void Messages_of_QoS_1_and_2_wait_for_a_persistent_session_and_QoS_0_does_not(ProtocolVersion version)
    {
        (Pair pair, PairedClient subscriber, PairedClient publisher) = AwaySubscriber(version);
        publisher.Publish("t", "0", AtMostOnce);
        publisher.Publish("t", "1", AtLeastOnce);
        publisher.Publish("t", "2", ExactlyOnce);
        pair.Drive();
        subscriber.OpenAndDrive();
        Assert.True(subscriber.ConnAcks[^1].SessionPresent);
        Assert.Equal(["1", "2"], subscriber.Texts);
        Assert.Equal([("sub", "0", DropReason.ReceiverOffline)], pair.Events.Dropped);
    }

    [Fact]
    public void QoS_0_waits_too_where_the_policy_says_so()
    {
        (Pair pair, PairedClient subscriber, PairedClient publisher) =
            AwaySubscriber(ProtocolVersion.V500, new BrokerPolicy { KeepsQoS0 = true });
        publisher.Publish("t", "0", AtMostOnce);
        pair.Drive();
        subscriber.OpenAndDrive();
        Assert.Equal(["0"], subscriber.Texts);
    }

    [Fact]
    [Trait("clause", "5.0 3.1.2-4")]
    [Trait("clause", "5.0 3.2.2-2")]
    [Trait("clause", "3.1.1 3.1.2-6")]
    [Trait("clause", "3.1.1 3.2.2-1")]
    public void A_clean_start_throws_the_session_away()
    {
        (Pair pair, PairedClient subscriber, PairedClient publisher) = AwaySubscriber(ProtocolVersion.V500);
        publisher.Publish("t", "1", AtLeastOnce);
        pair.Drive();
        subscriber.Connect = subscriber.Connect with { CleanStart = true };
        subscriber.OpenAndDrive();
        publisher.Publish("t", "2", AtLeastOnce);
        pair.Drive();
        Assert.False(subscriber.ConnAcks[^1].SessionPresent);
        Assert.Empty(subscriber.Messages);
        Assert.Contains(("sub", "1", DropReason.SessionEnded), pair.Events.Dropped);
    }

    [Fact]
    [Trait("clause", "5.0 4.1.0-2")]
    public void A_session_is_there_until_its_time_is_over_and_gone_then()
    {
        (Pair pair, PairedClient subscriber, _) = AwaySubscriber(ProtocolVersion.V500);
        pair.Wait(3599.9);
        Assert.NotNull(pair.Broker.FindSession("sub"));
        pair.Wait(0.1);
        Assert.Null(pair.Broker.FindSession("sub"));
        Assert.Equal([("sub", true)], pair.Events.SessionsEnded);
        subscriber.OpenAndDrive();
        Assert.False(subscriber.ConnAcks[^1].SessionPresent);
    }

    [Fact]
    public void A_session_of_3_1_1_without_clean_session_lives_as_long_as_the_policy_says()
    {
        (Pair pair, _, _) = AwaySubscriber(ProtocolVersion.V311);
        pair.Wait(1e8);
        Assert.NotNull(pair.Broker.FindSession("sub"));
        var policy = new BrokerPolicy { SessionExpiryMaximum = TimeSpan.FromSeconds(60) };
        (Pair limited, _, _) = AwaySubscriber(ProtocolVersion.V311, policy);
        limited.Wait(60);
        Assert.Null(limited.Broker.FindSession("sub"));
    }

    [Fact]
    public void A_5_0_client_is_told_when_its_session_expiry_is_cut_down()
    {
        var pair = new Pair(new BrokerPolicy { SessionExpiryMaximum = TimeSpan.FromSeconds(60) });
        PairedClient client = pair.Connect("a", persistent: true);
        Assert.Equal(60u, client.ConnAcks[0].Properties.SessionExpiryInterval);
    }

    [Fact]
    public void Session_Expiry_0_is_the_default_of_5_0_and_ends_the_session_with_the_connection()
    {
        var pair = new Pair();
        PairedClient client = pair.Add(Pair.ConnectOf("a", persistent: true, properties: Properties.Empty)).OpenAndDrive();
        client.Cut();
        Assert.Null(pair.Broker.FindSession("a"));
        Assert.False(client.Session.IsPresent);
    }

    [Fact]
    public void DISCONNECT_may_change_the_expiry_but_not_from_0()
    {
        var pair = new Pair();
        PairedClient kept = pair.Connect("a", persistent: true);
        kept.Connection!.Disconnect(pair.Now, properties: new Properties { SessionExpiryInterval = 5 });
        pair.Drive();
        pair.Wait(5);
        Assert.Null(pair.Broker.FindSession("a"));
        PairedClient clean = pair.Connect("b");
        clean.Server!.Receive(
            new DisconnectPacket { Properties = new Properties { SessionExpiryInterval = 5 } }, pair.Now);
        Assert.Equal([ReasonCode.ProtocolError], pair.Events.ProtocolErrors);
    }

    [Fact]
    [Trait("clause", "5.0 3.1.4-3")]
    [Trait("clause", "3.1.1 3.1.4-2")]
    [Trait("clause", "5.0 3.1.2-5")]
    public void A_second_client_with_the_same_identifier_takes_the_session_over()
    {
        var pair = new Pair();
        PairedClient first = pair.Connect("a", persistent: true);
        first.Subscribe("t", AtLeastOnce);
        pair.Drive();
        PairedClient second = pair.Add(
            Pair.ConnectOf("a", persistent: true), new ClientOptions { AcceptsUnknownSession = true }).OpenAndDrive();
        Assert.Equal((ClosedBy.Server, ReasonCode.SessionTakenOver), (first.End!.By, first.End.ReasonCode));
        Assert.True(second.ConnAcks[0].SessionPresent);
        second.Publish("t", "x", AtLeastOnce);
        pair.Drive();
        Assert.Equal(["x"], second.Texts);
        Assert.Empty(first.Messages);
        Assert.Equal(1, pair.Broker.ReadStatistics().ConnectionCount);
    }

    [Fact]
    [Trait("clause", "5.0 3.2.2-4")]
    public void A_client_without_state_closes_when_the_server_has_some()
    {
        var pair = new Pair();
        pair.Connect("a", persistent: true).Cut();
        PairedClient other = pair.Connect("a", persistent: true);
        Assert.Equal((ClosedBy.Client, ReasonCode.ProtocolError), (other.End!.By, other.End.ReasonCode));
    }

    [Fact]
    [Trait("clause", "5.0 3.2.2-5")]
    public void A_client_drops_its_state_when_the_server_has_none()
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a", persistent: true);
        client.Publish("t", "x", ExactlyOnce);
        client.Cut();
        pair.Wait(3600);
        client.OpenAndDrive();
        Assert.False(client.ConnAcks[^1].SessionPresent);
        Assert.Equal([("x", DropReason.SessionEnded)], client.Dropped);
        Assert.DoesNotContain(client.ToServer.All, packet => packet is PublishPacket);
    }

    [Fact]
    [Trait("clause", "5.0 4.4.0-1")]
    [Trait("clause", "5.0 3.3.1-1")]
    [Trait("clause", "3.1.1 4.4.0-1")]
    public void The_server_sends_again_with_DUP_and_the_same_identifier()
    {
        var pair = new Pair();
        PairedClient subscriber = pair.Connect("sub", persistent: true);
        subscriber.Subscribe("t", ExactlyOnce);
        PairedClient publisher = pair.Connect("pub");
        pair.Drive();
        subscriber.Freeze();
        publisher.Publish("t", "1", AtLeastOnce);
        publisher.Publish("t", "2", ExactlyOnce);
        pair.Drive();
        subscriber.Cut();
        subscriber.OpenAndDrive();
        PublishPacket[] again = [.. subscriber.ToClient.All.OfType<PublishPacket>()];
        Assert.Equal([(1, true), (2, true)], again.Select(packet => ((int)packet.PacketIdentifier, packet.Duplicate)));
        Assert.Equal(["1", "2"], subscriber.Texts);
    }

    [Fact]
    [Trait("clause", "5.0 3.3.1-3")]
    [Trait("clause", "3.1.1 3.3.1-3")]
    public void DUP_of_the_publisher_is_not_passed_on()
    {
        var pair = new Pair();
        PairedClient subscriber = pair.Connect("sub");
        subscriber.Subscribe("t", AtLeastOnce);
        pair.Drive();
        PairedClient publisher = pair.Connect("pub");
        publisher.Server!.Receive(
            new PublishPacket
            {
                Topic = "t", QualityOfService = AtLeastOnce, PacketIdentifier = 9, Duplicate = true, Payload = "x"u8.ToArray(),
            },
            pair.Now);
        pair.Drive();
        Assert.False(Assert.Single(subscriber.Messages).Duplicate);
    }

    [Fact]
    public void A_full_queue_drops_by_its_policy_and_says_what()
    {
        var newest = new BrokerPolicy { Queue = new QueueLimits(2) };
        var oldest = new BrokerPolicy { Queue = new QueueLimits(2, Overflow: OverflowPolicy.DropOldest) };
        Assert.Equal("1 2, without 3", Overflow(newest));
        Assert.Equal("2 3, without 1", Overflow(oldest));

        static string Overflow(BrokerPolicy policy)
        {
            (Pair pair, PairedClient subscriber, PairedClient publisher) = AwaySubscriber(ProtocolVersion.V500, policy);
            foreach (string text in new[] { "1", "2", "3" })
                publisher.Publish("t", text, AtLeastOnce);
            pair.Drive();
            Assert.All(publisher.Completed, done => Assert.Equal(ReasonCode.Success, done.ReasonCode));
            subscriber.OpenAndDrive();
            var dropped = Assert.Single(pair.Events.Dropped);
            Assert.Equal(DropReason.QueueCountExceeded, dropped.Reason);
            return $"{string.Join(' ', subscriber.Texts)}, without {dropped.Text}";
        }
    }

    [Fact]
    [Trait("clause", "5.0 3.3.2-5")]
    [Trait("clause", "5.0 3.3.2-6")]
    public void A_waiting_message_expires_and_one_that_does_not_carries_the_rest_of_its_time()
    {
        (Pair pair, PairedClient subscriber, PairedClient publisher) = AwaySubscriber(ProtocolVersion.V500);
        publisher.Server!.Receive(Expiring("short", 10, 1), pair.Now);
        publisher.Server!.Receive(Expiring("long", 100, 2), pair.Now);
        pair.Wait(30);
        subscriber.OpenAndDrive();
        Assert.Equal(["long"], subscriber.Texts);
        Assert.Equal(70u, subscriber.ToClient.All.OfType<PublishPacket>().Single().Properties.MessageExpiryInterval);
        Assert.Equal([("sub", "short", DropReason.Expired)], pair.Events.Dropped);
    }

    [Fact]
    [Trait("clause", "5.0 4.3.3-7")]
    public void A_message_that_was_sent_once_does_not_expire_any_more()
    {
        var pair = new Pair();
        PairedClient subscriber = pair.Connect("sub", persistent: true);
        subscriber.Subscribe("t", ExactlyOnce);
        PairedClient publisher = pair.Connect("pub");
        pair.Drive();
        subscriber.Freeze();
        publisher.Server!.Receive(Expiring("x", 10, 1), pair.Now);
        pair.Drive();
        subscriber.Cut();
        pair.Wait(30);
        subscriber.OpenAndDrive();
        Assert.Equal(["x"], subscriber.Texts);
    }

    internal static (Pair Pair, PairedClient Subscriber, PairedClient Publisher) AwaySubscriber(
        ProtocolVersion version, BrokerPolicy? policy = null)
    {
        var pair = new Pair(policy);
        PairedClient subscriber = pair.Connect("sub", version, persistent: true);
        subscriber.Subscribe("t", ExactlyOnce);
        pair.Drive();
        subscriber.Cut();
        return (pair, subscriber, pair.Connect("pub", version));
    }

    private static PublishPacket Expiring(string text, uint seconds, ushort identifier) => new()
    {
        Topic = "t",
        Payload = System.Text.Encoding.UTF8.GetBytes(text),
        QualityOfService = AtLeastOnce,
        PacketIdentifier = identifier,
        Properties = new Properties { MessageExpiryInterval = seconds },
    };
}
