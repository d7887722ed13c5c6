using Workbook.Explore;
using Workbook.Live;

namespace Workbook;

/// <summary>Carries out a scenario that the explorer found, with real clients on real sockets.</summary>
/// <remarks>
/// The clients connect through the lab's wire, which swallows what a break of the scenario loses, from the first lost
/// packet on; then it cuts the connection, and the client connects again when the scenario says so. With a seeded fault
/// the clients run its tables and its <see cref="FaultyClient"/>, and the embedded broker its tables.
/// </remarks>
public static class ScenarioReplay
{
    /// <summary>How often connections may be closed behind the last step before it counts as never at rest.</summary>
    private const int ClosingMaximum = 5;

    /// <summary>How long the wire must be silent before everything counts as over.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);

    /// <summary>Carries out a scenario.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="onTarget">Whether it runs on <see cref="Lab.Target"/>: other brokers choose identifiers and order
    /// by themselves. False: on the embedded broker, with the choices of the model, so that every packet can be
    /// compared.</param>
    /// <param name="cancellation">Stops it early.</param>
    /// <returns>What came of it; <see cref="IsReproducedBy"/> compares it with the scenario.</returns>
    /// <exception cref="NotSupportedException">A step cannot be carried out on sockets, or not on this target; the
    /// message says which, and why.</exception>
    /// <exception cref="LabException">It did not end in time.</exception>
    public static async Task<ScenarioOutcome> RunAsync(
        Scenario scenario, bool onTarget = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        if (scenario.Steps.FirstOrDefault(step => step is ScenarioBrokerRestart { KeepsState: true }) is { } restart)
        {
            throw new NotSupportedException(
                $"This step cannot be carried out on sockets, because the live broker has no store: {restart}.");
        }

        if (onTarget && Lab.Target is not EmbeddedTarget)
        {
            if (scenario.Steps.FirstOrDefault(step => step is ScenarioBrokerRestart) is { } loss)
                throw new NotSupportedException($"This step needs the embedded broker: {loss}.");
            if (scenario.Fault?.ReceiverChange is not null)
                throw new NotSupportedException($"This fault needs the embedded broker: {scenario.Fault.Name}.");
        }

        bool isPacketForPacket = !onTarget || Lab.Target is EmbeddedTarget;
        IReadOnlyList<ScenarioActor> actors = [];
        bool comesToRest = false;
        LabRun run = await Lab.RunAsync(
            scenario.Name,
            async lab =>
            {
                actors = [.. scenario.Clients.Select(client => new ScenarioActor(lab, scenario, client))];
                await using var stage = new Stage(lab, scenario, actors);
                comesToRest = await stage.PlayAsync().ConfigureAwait(false);
            },
            isPacketForPacket ? scenario.BrokerPolicy : null,
            cancellation: cancellation).ConfigureAwait(false);
        return new ScenarioOutcome(
            run, [.. actors.SelectMany(actor => actor.Deliveries)], actors.Sum(actor => actor.UnfinishedCount),
            comesToRest, isPacketForPacket);
    }

    /// <summary>Says whether a run had exactly the result of the scenario: the same deliveries in the same order, as
    /// many unfinished messages, and, where the broker is ours, the same packets.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="outcome">What came of it.</param>
    public static bool IsReproducedBy(this Scenario scenario, ScenarioOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return outcome.DifferenceFrom(scenario) is null;
    }

    /// <summary>Where a scenario is played: the lab, and the broker that takes the place of one that was
    /// restarted.</summary>
    private sealed class Stage(Lab lab, Scenario scenario, IReadOnlyList<ScenarioActor> actors) : IAsyncDisposable
    {
        private LiveBroker? successor;
        private int onWire;

        public async Task<bool> PlayAsync()
        {
            // The application behind the broker is there before anything happens.
            foreach (ScenarioActor actor in actors.OrderByDescending(each => each.Role.IsBehindBroker))
                await ConnectAsync(actor).ConfigureAwait(false);
            for (int place = 0; place < scenario.Steps.Count; place++)
                await MakeAsync(scenario.Steps[place], place).ConfigureAwait(false);
            lab.EndDelays();
            return await ComeToRestAsync().ConfigureAwait(false);
        }

        public async ValueTask DisposeAsync()
        {
            if (successor is not null)
                await successor.DisposeAsync().ConfigureAwait(false);
        }

        private async Task MakeAsync(ScenarioStep step, int place)
        {
            ScenarioActor? actor = actors.FirstOrDefault(each => each.Role.Name == step.Client);
            if (step is ScenarioBreak broken)
                await actor!.ReachAsync(broken).ConfigureAwait(false);
            switch (step)
            {
                case ScenarioPublish publish:
                    await actor!.ReachAsync(publish.After).ConfigureAwait(false);
                    actor.Publish(publish);
                    break;
                case ScenarioConnect:
                    await ConnectAsync(actor!).ConfigureAwait(false);
                    break;
                case ScenarioCut:
                    await actor!.CutAsync().ConfigureAwait(false);
                    break;
                case ScenarioClosing:
                    await actor!.EndAsync().ConfigureAwait(false);
                    break;
                case ScenarioForget:
                    await actor!.CutAsync().ConfigureAwait(false);
                    actor.Forget();
                    break;
                case ScenarioTakeOver:
                    await TakeOverAsync(step.Client).ConfigureAwait(false);
                    await actor!.EndAsync().ConfigureAwait(false);
                    break;
                case ScenarioRetry retry:
                    await actor!.ReachAsync(retry.LastPassed).ConfigureAwait(false);
                    actor.Retry();
                    break;
                case ScenarioExpiry:
                    await Task.Delay(2 * ScenarioActor.ExpiryInterval, lab.Cancellation).ConfigureAwait(false);
                    break;
                case ScenarioBrokerRestart:
                    await RestartBrokerAsync(place).ConfigureAwait(false);
                    break;
                default:
                    throw new NotSupportedException($"This step cannot be carried out on sockets: {step}.");
            }
        }

        private async Task ConnectAsync(ScenarioActor actor)
        {
            if (!actor.Role.IsBehindBroker)
                onWire++;
            await actor.ConnectAsync(onWire).ConfigureAwait(false);
        }

        private async Task TakeOverAsync(string identifier)
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

        /// <summary>Stops the broker when all that breaks with it has been seen, and starts another on its port.</summary>
        private async Task RestartBrokerAsync(int place)
        {
            foreach (ScenarioActor actor in actors.Where(each => each.IsConnected))
            {
                ScenarioBreak? broken = scenario.Steps.Skip(place).OfType<ScenarioBreak>()
                    .FirstOrDefault(step => step.Client == actor.Role.Name);
                if (broken is not null)
                    await actor.ReachAsync(broken).ConfigureAwait(false);
            }

            LiveBroker old = successor ?? lab.Broker.Embedded!;
            foreach (ScenarioActor actor in actors.Where(each => !each.Role.IsBehindBroker))
                lab.Cut(actor.WireNumber);
            await old.StopAsync(lab.Cancellation).ConfigureAwait(false);
            successor = LiveBroker.Start(new LiveBrokerOptions { Port = old.Port, Policy = scenario.BrokerPolicy });
        }

        /// <summary>Lets everything that is under way come to its end; false when connections are closed again and
        /// again.</summary>
        private async Task<bool> ComeToRestAsync()
        {
            int closings = 0;
            int seen;
            do
            {
                foreach (ScenarioActor actor in actors.Where(each => !each.IsConnected))
                {
                    if (closings++ == ClosingMaximum)
                        return false;
                    await ConnectAsync(actor).ConfigureAwait(false);
                }

                seen = lab.Seen.Count;
                foreach (ScenarioActor actor in actors)
                {
                    if (await actor.PingAsync().ConfigureAwait(false) && !actor.Role.IsBehindBroker)
                        seen += 2;
                }

                await lab.WaitForSilenceAsync(Silence).ConfigureAwait(false);
            }
            while (lab.Seen.Count != seen || !actors.All(actor => actor.IsConnected));
            return true;
        }
    }
}
