using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Tests.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Mqtt.Tests.Broker;

/// <summary>Goal: what CONNACK says is not available is a protocol error to ask for in MQTT 5.0 (sections 3.2.2.3.11 to
/// 3.2.2.3.13), and a refused filter in 3.1.1, which was not told. Method: a policy without it, and a SUBSCRIBE.</summary>
public sealed class UnavailableTests
{
    private static readonly BrokerPolicy policy = new()
    {
        SharedSubscriptionAvailable = false,
        WildcardSubscriptionAvailable = false,
        SubscriptionIdentifierAvailable = false,
    };

    [Theory]
    [InlineData("$share/g/t", 0, ReasonCode.SharedSubscriptionsNotSupported)]
    [InlineData("a/#", 0, ReasonCode.WildcardSubscriptionsNotSupported)]
    [InlineData("t", 7, ReasonCode.SubscriptionIdentifiersNotSupported)]
    [Trait("clause", "5.0 4.13.2-1")]
    public void Asking_for_it_ends_a_5_0_connection_with_its_reason(string filter, uint identifier, ReasonCode expected)
    {
        var pair = new Pair(policy);
        PairedClient client = pair.Connect("a");
        client.Subscribe(new Subscription(filter, AtMostOnce), identifier);
        pair.Drive();
        Assert.Empty(client.SubAcks);
        Assert.Equal((ClosedBy.Server, expected), (client.End!.By, client.End.ReasonCode));
        Assert.Equal([expected], pair.Events.ProtocolErrors);
    }

    [Theory]
    [InlineData("$share/g/t")]
    [InlineData("a/#")]
    public void A_3_1_1_client_gets_a_refused_filter(string filter)
    {
        var pair = new Pair(policy);
        PairedClient client = pair.Connect("a", ProtocolVersion.V311);
        client.Subscribe(filter, AtMostOnce);
        pair.Drive();
        Assert.Equal([ReasonCode.UnspecifiedError], Assert.Single(client.SubAcks).ReasonCodes);
        Assert.True(client.IsConnected);
    }
}
