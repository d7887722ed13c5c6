using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>Goal: what no packet may say is told at once and leaves no trace in the session. Method: illegal calls, then a
/// look at the state.</summary>
public sealed class IllegalRequestTests
{
    private readonly ClientSession session = new();
    private readonly ClientStandIn client;

    public IllegalRequestTests() =>
        client = new ClientStandIn(session, Pair.ConnectOf("a", persistent: true))
            .Accept(announced: new Properties { MaximumPacketSize = 60 });

    public static TheoryData<string, Properties, string> IllegalMessages => new()
    {
        { "a/#", Properties.Empty, "without + and #" },
        { "", Properties.Empty, "at least one character" },
        { "t", new Properties { SessionExpiryInterval = 1 }, "SessionExpiryInterval" },
        { "t", new Properties { TopicAlias = 1 }, "TopicAlias" },
        { "t", new Properties { ContentType = new string('x', 65_536) }, "65" },
    };

    [Theory]
    [MemberData(nameof(IllegalMessages))]
    [Trait("clause", "5.0 3.3.2-2")]
    [Trait("clause", "5.0 4.7.0-1")]
    [Trait("clause", "5.0 4.7.3-1")]
    [Trait("clause", "3.1.1 3.3.2-2")]
    [Trait("clause", "3.1.1 4.7.1-1")]
    [Trait("clause", "3.1.1 4.7.3-1")]
    public void A_message_that_no_PUBLISH_can_carry_is_refused_and_not_kept(
        string topic, Properties properties, string expected)
    {
        var message = new Message { Topic = topic, Properties = properties, QualityOfService = AtLeastOnce };
        var error = Assert.Throws<ArgumentException>(() => client.Connection.Publish(message, TimeSpan.Zero));
        Assert.Contains(expected, error.Message);
        Assert.Throws<ArgumentException>(() => session.Publish(message, TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => new MqttBroker().Publish(message, TimeSpan.Zero));
        Assert.Equal((0, 0), (session.Outbox.Sender.InFlightCount, session.Outbox.Queue.Count));
        Assert.Equal([PacketType.Connect], client.Sent);
    }

    [Fact]
    [Trait("clause", "5.0 3.2.2-15")]
    public void A_request_above_the_servers_Maximum_Packet_Size_is_refused_and_takes_no_identifier()
    {
        Subscription[] many = [.. Enumerable.Range(0, 20).Select(number => new Subscription($"topic/{number}", AtMostOnce))];
        var error = Assert.Throws<ArgumentException>(() => client.Connection.Subscribe(many, TimeSpan.Zero));
        Assert.Contains("Maximum Packet Size of 60 B", error.Message);
        string[] filters = [.. many.Select(subscription => subscription.TopicFilter)];
        Assert.Throws<ArgumentException>(() => client.Connection.Unsubscribe(filters, TimeSpan.Zero));
        Assert.Equal(0, session.Identifiers.InUseCount);
        Assert.Equal([PacketType.Connect], client.Sent);
    }
}
