using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: repeats keep to the limits of the connection that they go out on, and not of the one before. Method: an
/// exchange begun without limits, a cut, and a second connection with them.</summary>
public sealed class ResumeBeyondLimitsTests
{
    [Theory]
    [InlineData(AtLeastOnce)]
    [InlineData(ExactlyOnce)]
    [Trait("clause", "5.0 3.1.2-24")]
    [Trait("clause", "5.0 3.1.2-25")]
    public void The_server_does_not_repeat_what_has_become_too_large_and_goes_on(QualityOfService qos)
    {
        var pair = new Pair();
        PairedClient subscriber = pair.Connect("sub", persistent: true);
        subscriber.Subscribe("t", qos);
        PairedClient publisher = pair.Connect("pub");
        pair.Drive();
        subscriber.Freeze();
        publisher.Publish("t", new string('x', 100), qos);
        publisher.Publish("t", "small", qos);
        pair.Drive();
        subscriber.Cut();

        var limits = new Properties { SessionExpiryInterval = 3600, MaximumPacketSize = 50 };
        subscriber.Connect = Pair.ConnectOf("sub", persistent: true, properties: limits);
        subscriber.OpenAndDrive();
        Assert.Equal(["small"], subscriber.Texts);
        Assert.Equal(DropReason.PacketTooLarge, Assert.Single(pair.Events.Dropped).Reason);
        Assert.Equal(0, pair.Broker.ReadStatistics().InFlightCount);
    }

    [Fact]
    [Trait("clause", "5.0 3.1.2-25")]
    public void A_QoS_2_message_that_came_before_is_forgotten_by_the_client_so_that_its_identifier_is_free_again()
    {
        var pair = new Pair();
        PairedClient subscriber = pair.Connect("sub", persistent: true);
        subscriber.Subscribe("t", ExactlyOnce);
        PairedClient publisher = pair.Connect("pub");
        pair.Drive();
        publisher.Publish("t", new string('x', 100), ExactlyOnce);
        while (subscriber.Messages.Count == 0)
            Assert.Equal(1, pair.DriveAtMost(1));
        subscriber.Cut();
        Assert.Equal(1, subscriber.Session.Receiver.HeldCount);

        var limits = new Properties { SessionExpiryInterval = 3600, MaximumPacketSize = 50 };
        subscriber.Connect = Pair.ConnectOf("sub", persistent: true, properties: limits);
        subscriber.OpenAndDrive();
        Assert.Equal(0, subscriber.Session.Receiver.HeldCount);
        Assert.Equal(0, pair.Broker.ReadStatistics().InFlightCount);
    }

    [Fact]
    [Trait("clause", "5.0 3.2.2-15")]
    [Trait("clause", "5.0 3.2.2-11")]
    public void The_client_does_not_repeat_what_the_server_has_come_to_refuse()
    {
        var session = new ClientSession();
        ConnectPacket connect = Pair.ConnectOf("a", persistent: true);
        ClientStandIn first = new ClientStandIn(session, connect).Accept();
        first.Connection.Publish(MessageOf(10, AtLeastOnce), TimeSpan.Zero);
        first.Connection.Publish(MessageOf(100, AtLeastOnce), TimeSpan.Zero);
        first.Connection.Publish(MessageOf(1, ExactlyOnce), TimeSpan.Zero);
        first.Connection.Lost(TimeSpan.Zero);

        var announced = new Properties { MaximumPacketSize = 50, MaximumQoS = 1 };
        ClientStandIn second = new ClientStandIn(session, connect).Accept(sessionPresent: true, announced);
        Assert.Equal([PacketType.Connect, PacketType.Publish, PacketType.PubRel], second.Sent);
        Assert.Equal(
            [DropReason.PacketTooLarge, DropReason.QoSNotSupported], second.Events.Dropped.Select(each => each.Reason));
    }

    private static Message MessageOf(int size, QualityOfService qos) =>
        new() { Topic = "t", Payload = new byte[size], QualityOfService = qos };
}
