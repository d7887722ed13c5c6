using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Tests.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: what is kept for later subscribers and when it is sent. Method: publish first, subscribe
/// later.</summary>
public sealed class RetainedTests
{
    private readonly Pair pair = new();

    [Fact]
    [Trait("clause", "5.0 3.3.1-5")]
    [Trait("clause", "5.0 3.3.1-9")]
    [Trait("clause", "3.1.1 3.3.1-5")]
    [Trait("clause", "3.1.1 3.3.1-6")]
    [Trait("clause", "3.1.1 3.3.1-8")]
    public void A_new_subscription_gets_the_last_retained_message_of_each_topic_with_RETAIN_1()
    {
        PairedClient client = pair.Connect("a");
        client.Publish("t/1", "old", AtLeastOnce, retain: true);
        client.Publish("t/1", "new", AtLeastOnce, retain: true);
        client.Publish("t/2", "other", AtMostOnce, retain: true);
        client.Publish("t/2", "live", AtMostOnce);
        pair.Drive();
        client.Subscribe("t/+", ExactlyOnce);
        pair.Drive();
        Assert.Equal(["new", "other"], client.Texts);
        Assert.All(client.Messages, publish => Assert.True(publish.Retain));
        Assert.Equal([AtLeastOnce, AtMostOnce], client.Messages.Select(publish => publish.QualityOfService));
    }

    [Fact]
    public void SUBACK_comes_before_the_retained_messages()
    {
        PairedClient client = pair.Connect("a");
        client.Publish("t", "x", AtMostOnce, retain: true);
        client.Subscribe("t", AtMostOnce);
        pair.Drive();
        Assert.Equal([PacketType.SubAck, PacketType.Publish], client.ToClient.All.Skip(1).Select(packet => packet.Type));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [Trait("clause", "5.0 3.3.1-12")]
    [Trait("clause", "5.0 3.3.1-13")]
    [Trait("clause", "3.1.1 3.3.1-9")]
    public void A_standing_subscription_sees_RETAIN_only_when_it_asked_for_it_as_published(bool asPublished, bool expected)
    {
        PairedClient client = pair.Connect("a");
        client.Subscribe(new Subscription("t", AtMostOnce) { RetainAsPublished = asPublished });
        client.Publish("t", "x", AtMostOnce, retain: true);
        pair.Drive();
        Assert.Equal(expected, Assert.Single(client.Messages).Retain);
    }

    [Theory]
    [InlineData(RetainHandling.SendAtSubscribe, 2)]
    [InlineData(RetainHandling.SendIfNew, 1)]
    [InlineData(RetainHandling.DoNotSend, 0)]
    [Trait("clause", "5.0 3.3.1-10")]
    [Trait("clause", "5.0 3.3.1-11")]
    public void Retain_Handling_decides_when_they_are_sent(RetainHandling handling, int count)
    {
        PairedClient client = pair.Connect("a");
        client.Publish("t", "x", AtMostOnce, retain: true);
        client.Subscribe(new Subscription("t", AtMostOnce) { RetainHandling = handling });
        client.Subscribe(new Subscription("t", AtMostOnce) { RetainHandling = handling });
        pair.Drive();
        Assert.Equal(count, client.Messages.Count);
    }

    [Fact]
    [Trait("clause", "5.0 3.3.1-6")]
    [Trait("clause", "5.0 3.3.1-7")]
    [Trait("clause", "3.1.1 3.3.1-10")]
    [Trait("clause", "3.1.1 3.3.1-11")]
    public void An_empty_payload_is_forwarded_and_clears_what_was_kept()
    {
        PairedClient client = pair.Connect("a");
        client.Publish("t", "x", AtMostOnce, retain: true);
        client.Subscribe(new Subscription("t", AtMostOnce) { RetainHandling = RetainHandling.DoNotSend });
        client.Publish("t", "", AtMostOnce, retain: true);
        pair.Drive();
        Assert.Equal([""], client.Texts);
        Assert.Equal(0, pair.Broker.ReadStatistics().RetainedCount);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    [Trait("clause", "5.0 3.8.3-3")]
    public void No_Local_keeps_a_clients_own_retained_message_from_it_too(bool noLocal, int count)
    {
        var pair = new Pair();
        PairedClient client = pair.Connect("a");
        client.Publish("t", "mine", QualityOfService.AtMostOnce, retain: true);
        client.Subscribe(new Subscription("t", QualityOfService.AtMostOnce) { NoLocal = noLocal });
        pair.Drive();
        Assert.Equal(count, client.Messages.Count);
    }

    [Fact]
    [Trait("clause", "3.1.1 3.1.2-7")]
    public void Retained_messages_survive_the_session_of_their_publisher()
    {
        PairedClient publisher = pair.Connect("pub");
        publisher.Publish("t", "x", AtMostOnce, retain: true);
        pair.Drive();
        publisher.Cut();
        PairedClient subscriber = pair.Connect("sub");
        subscriber.Subscribe("t", AtMostOnce);
        pair.Drive();
        Assert.Equal(["x"], subscriber.Texts);
    }

    [Fact]
    public void An_expired_retained_message_is_gone()
    {
        PairedClient client = pair.Connect("a");
        client.Server!.Receive(
            new PublishPacket
            {
                Topic = "t", Payload = "x"u8.ToArray(), Retain = true,
                Properties = new Properties { MessageExpiryInterval = 10 },
            },
            pair.Now);
        pair.Wait(10);
        client.Subscribe("t", AtMostOnce);
        pair.Drive();
        Assert.Empty(client.Messages);
        Assert.Equal(0, pair.Broker.ReadStatistics().RetainedCount);
    }

    [Fact]
    public void A_shared_subscription_gets_no_retained_messages()
    {
        PairedClient client = pair.Connect("a");
        client.Publish("t", "x", AtMostOnce, retain: true);
        client.Subscribe("$share/g/t", AtMostOnce);
        pair.Drive();
        Assert.Empty(client.Messages);
    }

    [Fact]
    public void At_the_limit_a_further_topic_is_not_kept_and_a_known_one_is_replaced()
    {
        var limited = new Pair(new BrokerPolicy { RetainedCountMaximum = 1 });
        PairedClient client = limited.Connect("a");
        client.Publish("t", "1", AtMostOnce, retain: true);
        client.Publish("u", "2", AtMostOnce, retain: true);
        client.Publish("t", "3", AtMostOnce, retain: true);
        client.Subscribe("#", AtMostOnce);
        limited.Drive();
        Assert.Equal(["3"], client.Texts);
        Assert.Equal("2", Assert.Single(limited.Events.Dropped).Text);
    }

    [Fact]
    [Trait("clause", "5.0 3.2.2-14")]
    public void Without_retain_a_client_is_told_and_does_not_send_it_and_one_that_does_is_closed()
    {
        var without = new Pair(new BrokerPolicy { RetainAvailable = false });
        PairedClient client = without.Connect("a");
        client.Publish("t", "x", AtMostOnce, retain: true);
        without.Drive();
        Assert.Equal("x", Assert.Single(client.Dropped).Text);
        client.Server!.Receive(new PublishPacket { Topic = "t", Retain = true }, without.Now);
        without.Drive();
        Assert.Equal(ReasonCode.RetainNotSupported, client.End!.ReasonCode);
    }
}
