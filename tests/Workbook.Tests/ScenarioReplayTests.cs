using Workbook.Explore;
using Workbook.Live;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Tests;

/// <summary>What the explorer finds in a model happens on real sockets too, packet for packet.</summary>
public sealed class ScenarioReplayTests
{
    private static readonly DeliveryModel OneMessage = new() { MessageCount = 1, ReceiveMaximum = 1, CutMaximum = 1 };

    private static Scenario Find(DeliveryModel model, string property)
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
        LabRun run = await ScenarioReplay.RunAsync(scenario, TestContext.Current.CancellationToken);
        Assert.True(scenario.IsReproducedBy(run), $"{scenario}\n{run.Timeline}");
    }

    [Fact]
    public async Task QoS_2_is_delivered_twice_when_another_client_takes_the_identifier()
    {
        DeliveryModel model = OneMessage with { CutMaximum = 0, Losses = SessionLosses.IdentifierTaken };
        Scenario scenario = Find(model, "No message is delivered twice");
        Assert.Equal(["m1", "m1"], scenario.Deliveries.Select(delivery => delivery.Payload));
        LabRun run = await ScenarioReplay.RunAsync(scenario, TestContext.Current.CancellationToken);
        Assert.True(scenario.IsReproducedBy(run), $"{scenario}\n{run.Timeline}");
    }

    [Fact]
    public async Task QoS_2_is_delivered_once_on_the_path_that_repeats_it()
    {
        Scenario scenario = Find(OneMessage, "A PUBLISH is sent again");
        Assert.Equal(["m1"], scenario.Deliveries.Select(delivery => delivery.Payload));
        LabRun run = await ScenarioReplay.RunAsync(scenario, TestContext.Current.CancellationToken);
        Assert.True(scenario.IsReproducedBy(run), $"{scenario}\n{run.Timeline}");
        Assert.Contains(run.Timeline.Packets, packet => packet.Packet is PublishPacket { Duplicate: true });
    }

    [Fact]
    public async Task QoS_0_is_lost_as_the_explorer_says()
    {
        DeliveryModel model = OneMessage with { QualityOfService = AtMostOnce, PublishesWhileAway = false };
        Scenario scenario = Find(model, "a message was not delivered");
        Assert.Empty(scenario.Deliveries);
        LabRun run = await ScenarioReplay.RunAsync(scenario, TestContext.Current.CancellationToken);
        Assert.True(scenario.IsReproducedBy(run), $"{scenario}\n{run.Timeline}");
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
        LabRun run = await ScenarioReplay.RunAsync(undisturbed, TestContext.Current.CancellationToken);
        Assert.False(scenario.IsReproducedBy(run));
    }

    [Fact]
    public async Task A_publish_of_a_client_that_is_away_is_refused_with_a_sentence()
    {
        var cut = new ScenarioCut("publisher", 1, null, null, null);
        var publish = new ScenarioPublish("publisher", "t/1", "m1", AtMostOnce);
        var scenario = new Scenario("x", [new ScenarioClient("publisher", null, AtMostOnce)], [cut, publish], []);
        NotSupportedException refusal = await Assert.ThrowsAsync<NotSupportedException>(
            () => ScenarioReplay.RunAsync(scenario, TestContext.Current.CancellationToken));
        Assert.Equal(
            "This step cannot be carried out on sockets, because a client connects again at once: " +
            "publisher publishes m1 to t/1 at QoS 0.", refusal.Message);
    }

    [Fact]
    public async Task A_step_that_sockets_cannot_do_is_refused_with_a_sentence()
    {
        Scenario scenario = new("x", [], [new ScenarioExpiry("subscriber")], []);
        NotSupportedException refusal = await Assert.ThrowsAsync<NotSupportedException>(
            () => ScenarioReplay.RunAsync(scenario, TestContext.Current.CancellationToken));
        Assert.Equal(
            "This step cannot be carried out on sockets: the session of subscriber expires at the broker.", refusal.Message);
    }
}
