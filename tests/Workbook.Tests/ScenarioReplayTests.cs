using Workbook.Explore;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Tests;

/// <summary>What the explorer finds in a model happens on real sockets too, packet for packet: the same deliveries, as
/// many unfinished messages, and every packet of every connection in its place.</summary>
public sealed class ScenarioReplayTests
{
    private static readonly DeliveryModel OneMessage = new() { MessageCount = 1, ReceiveMaximum = 1, CutMaximum = 1 };

    private static Scenario Find(IModel model, string property)
    {
        ExplorationResult result = Explorer.Explore(
            model, new ExplorerOptions { StopsAtViolation = false }, cancellation: TestContext.Current.CancellationToken);
        return result[property].Path!.ToScenario();
    }

    [Fact]
    public async Task QoS_1_is_delivered_twice_as_the_explorer_says()
    {
        Scenario scenario = Find(OneMessage with { QualityOfService = AtLeastOnce }, "A message is delivered twice");
        Assert.Equal(["m1", "m1"], scenario.Deliveries.Select(delivery => delivery.Payload));
        await ReplayAsync(scenario);
    }

    [Fact]
    public async Task QoS_2_is_delivered_twice_when_another_client_takes_the_identifier()
    {
        DeliveryModel model = OneMessage with { CutMaximum = 0, Losses = SessionLosses.IdentifierTaken };
        Scenario scenario = Find(model, "No message is delivered twice");
        Assert.Equal(["m1", "m1"], scenario.Deliveries.Select(delivery => delivery.Payload));
        await ReplayAsync(scenario);
    }

    [Fact]
    public async Task QoS_2_is_delivered_once_on_the_path_that_repeats_it()
    {
        Scenario scenario = Find(OneMessage, "A PUBLISH is sent again");
        Assert.Equal(["m1"], scenario.Deliveries.Select(delivery => delivery.Payload));
        ScenarioOutcome outcome = await ReplayAsync(scenario);
        Assert.Contains(outcome.Run.Timeline.Packets, packet => packet.Packet is PublishPacket { Duplicate: true });
    }

    [Fact]
    public async Task QoS_0_is_lost_as_the_explorer_says()
    {
        DeliveryModel model = OneMessage with { QualityOfService = AtMostOnce, PublishesWhileAway = false };
        Scenario scenario = Find(model, "a message was not delivered");
        Assert.Empty(scenario.Deliveries);
        await ReplayAsync(scenario);
    }

    [Fact]
    public void A_path_is_drawn_with_what_the_cut_lost()
    {
        DeliveryModel model = OneMessage with { QualityOfService = AtLeastOnce };
        ExplorationResult result = Explorer.Explore(model, cancellation: TestContext.Current.CancellationToken);
        string drawn = result["A message is delivered twice"].Path!.Draw().ToString()!;
        Assert.Contains("PUBACK", drawn);
        Assert.Contains("connection cut", drawn);
        Assert.Contains("DUP", drawn);
    }

    [Fact]
    public async Task A_run_that_delivers_something_else_does_not_reproduce_the_scenario()
    {
        Scenario scenario = Find(OneMessage with { QualityOfService = AtLeastOnce }, "A message is delivered twice");
        Scenario undisturbed = scenario with { Steps = [scenario.Steps.OfType<ScenarioPublish>().Single()] };
        ScenarioOutcome outcome = await ScenarioReplay.RunAsync(
            undisturbed, cancellation: TestContext.Current.CancellationToken);
        Assert.False(scenario.IsReproducedBy(outcome));
        Assert.Equal(
            "Expected subscriber to receive m1 on t/1, m1 on t/1, but it received m1 on t/1.",
            outcome.DifferenceFrom(scenario));
    }

    /// <summary>Every seeded bug, in the setting in which it is found.</summary>
    public static TheoryData<string> Faults => [.. SeededFaults.All.Select(fault => fault.Name)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_shortest_path_to_a_seeded_bug_runs_on_sockets_with_the_same_result(string name)
    {
        SeededFault fault = SeededFaults.Find(name);
        await ReplayAsync(Find(fault.Model, fault.Breaks));
    }

    [Theory]
    [InlineData(SessionLosses.ClientForgets)]
    [InlineData(SessionLosses.SessionExpires)]
    [InlineData(SessionLosses.IdentifierTaken)]
    [InlineData(SessionLosses.BrokerForgets)]
    public async Task The_shortest_path_over_each_loss_of_a_session_runs_on_sockets_with_the_same_result(SessionLosses loss)
    {
        DeliveryModel model = OneMessage with { CutMaximum = 0, Losses = loss };
        ModelProperty[] asked =
        [
            ModelProperty.Sometimes<DeliverySystem>(
                "It is over, and not all is delivered",
                system => system.IsAtRest && system.LossCount > 0 && !system.IsFinished),
            ModelProperty.Sometimes<DeliverySystem>(
                "It is over, and all is delivered",
                system => system.IsAtRest && system.LossCount > 0 && system.IsFinished),
        ];
        if (loss == SessionLosses.SessionExpires)
            model = model with { CutMaximum = 1 };
        IModel whole = model.Asking([.. model.Properties, .. asked]);
        var options = new ExplorerOptions { StopsAtViolation = false };
        ExplorationResult result = Explorer.Explore(whole, options, cancellation: TestContext.Current.CancellationToken);
        var findings = result.Findings.Where(finding => finding.Path is not null
            && (finding.Verdict == Verdict.Refuted || asked.Contains(finding.Property))).ToList();
        Assert.NotEmpty(findings);
        foreach (Finding finding in findings)
            await ReplayAsync(finding.Path!.ToScenario());
    }

    [Theory]
    [InlineData("wrong order")]
    [InlineData("retry timer")]
    [InlineData("DUP is used")]
    public async Task A_faulty_client_does_the_same_through_the_whole_broker(string name)
    {
        SeededFault fault = SeededFaults.Find(name);
        var model = new DeliveryModel
        {
            MessageCount = 2, QualityOfService = fault.Setting.QualityOfService, Fault = fault,
        };
        Finding finding = Explorer.Explore(model, cancellation: TestContext.Current.CancellationToken).Violations.First();
        await ReplayAsync(finding.Path!.ToScenario());
    }

    [Fact]
    public async Task A_step_that_sockets_cannot_do_is_refused_with_a_sentence()
    {
        Scenario scenario = new("x", [], [new ScenarioBrokerRestart(KeepsState: true)], []);
        NotSupportedException refusal = await Assert.ThrowsAsync<NotSupportedException>(
            () => ScenarioReplay.RunAsync(
            scenario, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(
            "This step cannot be carried out on sockets, because the live broker has no store: " +
            "the broker restarts with its sessions.", refusal.Message);
    }

    private static async Task<ScenarioOutcome> ReplayAsync(Scenario scenario)
    {
        ScenarioOutcome outcome = await ScenarioReplay.RunAsync(
            scenario, cancellation: TestContext.Current.CancellationToken);
        string? difference = outcome.DifferenceFrom(scenario);
        Assert.True(difference is null, $"{difference}\n{scenario}\n{outcome.Run.Timeline}");
        return outcome;
    }
}
