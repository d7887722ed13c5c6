using Workbook.Explore;
using Workbook.Live;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook;

/// <summary>Carries out a scenario that the explorer found, with real clients on real sockets.</summary>
/// <remarks>
/// The clients of the scenario connect in their order through the lab's wire, so that the connections of the plan can
/// be told by their numbers: each break gives its client the next one. What a break loses, the wire cuts off or
/// swallows just before it would pass.
/// </remarks>
public static class ScenarioReplay
{
    /// <summary>How long the wire must be silent before what a step started counts as over.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);

    /// <summary>Carries out a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="cancellation">Stops it early.</param>
    /// <returns>Everything that was seen; <see cref="IsReproducedBy"/> compares it with the scenario.</returns>
    /// <exception cref="NotSupportedException">A step cannot be carried out on sockets; the message says
    /// which.</exception>
    /// <exception cref="LabException">It did not end in time.</exception>
    public static Task<LabRun> RunAsync(Scenario scenario, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        Fault[] faults = FaultsOf(scenario);
        return Lab.RunAsync(scenario.Name, lab => FollowAsync(lab, scenario, faults), cancellation: cancellation);
    }

    /// <summary>Says whether a run delivered exactly what the scenario says, to each client in the same
    /// order.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="run">A run of it.</param>
    public static bool IsReproducedBy(this Scenario scenario, LabRun run)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(run);
        return scenario.Clients.All(client => run.Received(client.Name)
            .Select(message => new ScenarioDelivery(client.Name, message.Topic, message.Text))
            .SequenceEqual(scenario.Deliveries.Where(delivery => delivery.Client == client.Name)));
    }

    private static async Task FollowAsync(Lab lab, Scenario scenario, Fault[] faults)
    {
        lab.Plan(faults);
        var clients = new Dictionary<string, LabClient>();
        foreach (ScenarioClient client in scenario.Clients)
        {
            LabClient connected = clients[client.Name] = await lab.ConnectAsync(client.Name).ConfigureAwait(false);
            if (client.Filter is not null)
                await connected.SubscribeAsync(client.Filter, client.QualityOfService).ConfigureAwait(false);
        }

        var publishing = new List<Task>();
        foreach (ScenarioStep step in scenario.Steps)
        {
            switch (step)
            {
                case ScenarioPublish publish:
                    publishing.Add(clients[publish.Client].PublishAsync(
                        publish.Topic, publish.Payload, publish.QualityOfService));
                    break;
                case ScenarioTakeOver:
                    await lab.WaitForSilenceAsync(Silence).ConfigureAwait(false);
                    await TakeOverAsync(lab, step.Client).ConfigureAwait(false);
                    break;
                case ScenarioCut:
                    await lab.WaitForSilenceAsync(Silence).ConfigureAwait(false);
                    break;
            }
        }

        await lab.WaitForSilenceAsync(Silence).ConfigureAwait(false);
        await Task.WhenAll(publishing).WaitAsync(lab.Cancellation).ConfigureAwait(false);
        await lab.SettleAsync().ConfigureAwait(false);
    }

    private static async Task TakeOverAsync(Lab lab, string identifier)
    {
        await using var other = new LiveClient(new LiveClientOptions
        {
            Server = lab.Broker.Uri,
            ClientIdentifier = identifier,
            CleanStart = true,
            SessionExpiryInterval = TimeSpan.FromHours(1),
        });
        await other.ConnectAsync(lab.Cancellation).ConfigureAwait(false);
        await other.AbortAsync().ConfigureAwait(false);
    }

    private static Fault[] FaultsOf(Scenario scenario)
    {
        var faults = new List<Fault>();
        var number = scenario.Clients.Select((client, place) => (client.Name, Number: place + 1))
            .ToDictionary(client => client.Name, client => client.Number);
        int opened = scenario.Clients.Count;
        var away = new HashSet<string>();
        foreach (ScenarioStep step in scenario.Steps)
        {
            switch (step)
            {
                case ScenarioPublish when !away.Contains(step.Client):
                    break;
                case ScenarioConnect:
                    away.Remove(step.Client);
                    break;
                case ScenarioCut or ScenarioTakeOver:
                    faults.AddRange(FaultsOf((ScenarioBreak)step, number[step.Client]));
                    number[step.Client] = ++opened;
                    away.Add(step.Client);
                    break;
                default:
                    string why = step is ScenarioPublish ? ", because a client connects again at once" : "";
                    throw new NotSupportedException($"This step cannot be carried out on sockets{why}: {step}.");
            }
        }

        return [.. faults];
    }

    private static IEnumerable<Fault> FaultsOf(ScenarioBreak broken, int connection)
    {
        bool isCut = broken is ScenarioCut;
        if (broken.LostToClient is { } down)
            yield return Before(isCut ? Fault.Cut : Fault.BlackHole, down, connection);
        if (broken.LostToServer is { } up)
            yield return Before(isCut && broken.LostToClient is null ? Fault.Cut : Fault.BlackHole, up, connection);
        if (!isCut)
        {
            // The client must not hear that it was replaced: in the scenario its connection just breaks.
            yield return Fault.BlackHole.Before(PacketType.Disconnect, Direction.ToClient).OnConnection(connection);
        }
        else if (broken.LostToClient is null && broken.LostToServer is null && broken.LastPassed is { } last)
        {
            yield return Fault.Cut.After(last.Type, last.Direction).Nth(last.Occurrence).OnConnection(connection);
        }
    }

    private static Fault Before(FaultAction action, ScenarioPacket packet, int connection) =>
        action.Before(packet.Type, packet.Direction).Nth(packet.Occurrence).OnConnection(connection);
}
