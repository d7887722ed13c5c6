using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using static Workbook.Mqtt.Packets.QualityOfService;
using static Workbook.Mqtt.Sessions.QosReceiverMethod;

namespace Workbook.Explore.Tests;

/// <summary>The shipped broker and clients keep their promises in every behaviour, and only within a session.</summary>
public sealed class DeliveryTests
{
    private static readonly DeliveryModel OneMessage = new() { MessageCount = 1, ReceiveMaximum = 1 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ExplorationResult All(IModel model) =>
        Explorer.Explore(
            model, new ExplorerOptions { StopsAtViolation = false, MemoryMaximum = 4L << 30 }, cancellation: Cancellation);

    [Theory]
    [InlineData(AtMostOnce, DeliverAtPublish)]
    [InlineData(AtMostOnce, DeliverAtPubrel)]
    [InlineData(AtLeastOnce, DeliverAtPublish)]
    [InlineData(AtLeastOnce, DeliverAtPubrel)]
    [InlineData(ExactlyOnce, DeliverAtPublish)]
    [InlineData(ExactlyOnce, DeliverAtPubrel)]
    public void Two_publishers_two_messages_two_cuts_keep_every_promise(QualityOfService qos, QosReceiverMethod method)
    {
        ExplorationResult result = All(new DeliveryModel
        {
            PublisherCount = 2,
            MessageCount = 2,
            CutMaximum = 2,
            QualityOfService = qos,
            ReceiverMethod = method,
            OrdersIndependentMoves = true,
        });
        Assert.True(result.Holds, $"{result}");
        Assert.Contains(result.Findings, finding => finding.Property.Kind == PropertyKind.Sometimes);
        TestContext.Current.SendDiagnosticMessage($"{result.StateCount} states, {result.MoveCount} moves");
    }

    [Theory]
    [InlineData(AtMostOnce, 1)]
    [InlineData(AtLeastOnce, 2)]
    [InlineData(ExactlyOnce, 1)]
    public void Without_any_reduction_one_publisher_keeps_every_promise_over_restarts_of_the_broker(
        QualityOfService qos, int window)
    {
        ExplorationResult result = All(new DeliveryModel
        {
            MessageCount = 2, ReceiveMaximum = window, CutMaximum = 2, QualityOfService = qos, BrokerRestarts = true,
        });
        Assert.True(result.Holds, $"{result}");
    }

    [Theory]
    [InlineData(ExactlyOnce, AtLeastOnce)]
    [InlineData(AtLeastOnce, ExactlyOnce)]
    [InlineData(ExactlyOnce, AtMostOnce)]
    public void The_lower_of_published_and_granted_QoS_decides(QualityOfService published, QualityOfService granted)
    {
        ExplorationResult result = All(OneMessage with { QualityOfService = published, SubscriptionQoS = granted });
        Assert.True(result.Holds, $"{result}");
    }

    [Theory]
    [InlineData(AtLeastOnce)]
    [InlineData(ExactlyOnce)]
    public void The_order_of_commuting_moves_changes_no_verdict(QualityOfService qos)
    {
        var model = new DeliveryModel { PublisherCount = 2, MessageCount = 1, QualityOfService = qos };
        ExplorationResult whole = All(model);
        ExplorationResult reduced = All(model with { OrdersIndependentMoves = true });
        Assert.Equal(
            whole.Findings.Select(finding => (finding.Property.Sentence, finding.Verdict)),
            reduced.Findings.Select(finding => (finding.Property.Sentence, finding.Verdict)));
        Assert.InRange(reduced.StateCount, 1, whole.StateCount * 3 / 4);
    }

    [Theory]
    [InlineData("sender repeats PUBLISH after PUBREC", "delivered twice")]
    [InlineData("receiver forgets identifiers", "delivered twice")]
    [InlineData("hands on at PUBLISH and at PUBREL", "delivered twice")]
    [InlineData("unknown PUBREL is not answered", "once connections stay up")]
    [InlineData("unknown PUBREL closes", "closed for a protocol error")]
    [InlineData("nothing goes out again", "once connections stay up")]
    public void A_fault_in_clients_and_broker_is_found_with_and_without_the_order(string fault, string property)
    {
        DeliveryModel model = OneMessage with { Fault = SeededFaults.Find(fault) };
        Assert.Equal(Verdict.Refuted, All(model)[property].Verdict);
        Assert.Equal(Verdict.Refuted, All(model with { OrdersIndependentMoves = true })[property].Verdict);
    }

    [Theory]
    [InlineData(SessionLosses.IdentifierTaken, "delivered twice")]
    [InlineData(SessionLosses.ClientForgets, "none is left out")]
    [InlineData(SessionLosses.SessionExpires, "none is left out")]
    [InlineData(SessionLosses.BrokerForgets, "none is left out")]
    public void Exactly_once_ends_with_the_session(SessionLosses loss, string property)
    {
        var model = new DeliveryModel { MessageCount = 2, CutMaximum = 1, Losses = loss };
        Finding finding = All(model)[property];
        Assert.Equal(Verdict.Refuted, finding.Verdict);
        Assert.Single(finding.Path!.Steps, step => step.IsFault && !step.Text.Contains("is cut", StringComparison.Ordinal));
    }

    [Fact]
    public void The_shortest_way_to_a_second_delivery_is_another_client_with_the_identifier()
    {
        DeliveryModel model = OneMessage with { CutMaximum = 0, Losses = SessionLosses.All };
        ExploredPath path = Explorer.Explore(model, cancellation: Cancellation)["delivered twice"].Path!;
        Assert.Contains("another client connects as publisher with Clean Start", $"{path}");
        Scenario scenario = path.ToScenario();
        Assert.Equal(["m1", "m1"], scenario.Deliveries.Select(delivery => delivery.Payload));
        Assert.IsType<ScenarioTakeOver>(scenario.Steps[1]);
    }

    [Fact]
    public void A_relay_whose_receiver_forgets_alone_has_no_scenario()
    {
        var model = new RelayModel { LosesReceiverState = true };
        ExploredPath path = Explorer.Explore(model, cancellation: Cancellation)["delivered twice"].Path!;
        Assert.StartsWith(
            "Expected a model whose clients can be real ones",
            Assert.Throws<InvalidOperationException>(path.ToScenario).Message);
    }

    [Fact]
    public void A_single_hop_gives_a_scenario_with_the_application_behind_the_broker()
    {
        SeededFault fault = SeededFaults.Find("sender repeats PUBLISH after PUBREC");
        Scenario scenario = Explorer.Explore(fault.Model, cancellation: Cancellation)[fault.Breaks].Path!.ToScenario();
        Assert.Equal([false, true], scenario.Clients.Select(client => client.IsBehindBroker));
        Assert.Equal(["m1", "m1"], scenario.Deliveries.Select(delivery => delivery.Payload));
        Assert.True(scenario.ComesToRest);
        Assert.Equal(0, scenario.UnfinishedCount);
    }

    [Fact]
    public void A_scenario_that_never_comes_to_rest_says_so()
    {
        SeededFault fault = SeededFaults.Find("unknown PUBREL closes");
        Scenario scenario = All(fault.Model)[fault.Breaks].Path!.ToScenario();
        Assert.False(scenario.ComesToRest);
        Assert.EndsWith("never at rest", $"{scenario}");
    }

    [Theory]
    [InlineData("retry timer", "Without a cut no message is delivered twice")]
    [InlineData("DUP is used", "none is left out")]
    [InlineData("wrong order", "in their order")]
    [InlineData("window grows", "unacknowledged on a connection")]
    public void What_a_fault_does_besides_its_table_is_found_around_the_clients_too(string name, string property)
    {
        SeededFault fault = SeededFaults.Find(name);
        var model = new DeliveryModel
        {
            MessageCount = 2, ReceiveMaximum = fault.Setting.ReceiveMaximum,
            QualityOfService = fault.Setting.QualityOfService, Fault = fault,
        };
        Assert.Equal(Verdict.Refuted, All(model)[property].Verdict);
        Assert.Equal(Verdict.Holds, All(model with { Fault = null })[property].Verdict);
    }

    [Fact]
    public void A_claim_of_ones_own_is_judged_like_those_of_the_model()
    {
        IModel model = OneMessage.Asking(
            ModelProperty.Always<DeliverySystem>("Nothing is ever cut", system => system.CutCount == 0),
            ModelProperty.Sometimes<DeliverySystem>("Something is delivered", system => system.DeliveredCount(0) == 1));
        ExplorationResult result = All(model);
        Assert.Equal([Verdict.Refuted, Verdict.Holds], result.Findings.Select(finding => finding.Verdict));
        Assert.Single(result["ever cut"].Path!.Steps);
    }
}
