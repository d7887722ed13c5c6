using System.Text;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook.Explore;

/// <summary>A behaviour of a model from its first state on, move by move; no shorter one leads to what it
/// shows.</summary>
public sealed class ExploredPath
{
    private readonly IReadOnlyList<byte[]> snapshots;

    private ExploredPath(IModel model, IReadOnlyList<PathStep> steps, IReadOnlyList<byte[]> snapshots) =>
        (Model, Steps, this.snapshots) = (model is NarrowedModel narrowed ? narrowed.Whole : model, steps, snapshots);

    /// <summary>Whose behaviour it is, with all its properties.</summary>
    public IModel Model { get; }

    /// <summary>The moves in their order.</summary>
    public IReadOnlyList<PathStep> Steps { get; }

    /// <summary>Makes the moves again, one by one, on a new system.</summary>
    /// <returns>A sequence of the same system: in its first state, and after each move.</returns>
    /// <exception cref="NondeterminismException">A move is not possible any more, or leads elsewhere; the message names
    /// the step and the first byte that differs.</exception>
    public IEnumerable<ISystem> Replay() => Replay(Model.Begin());

    /// <summary>Makes the moves again, one by one.</summary>
    /// <param name="system">A system of the model in its first state, for instance one that records.</param>
    /// <returns>A sequence of that system: in its first state, and after each move.</returns>
    /// <exception cref="NondeterminismException">A move is not possible any more, or leads elsewhere; the message names
    /// the step and the first byte that differs.</exception>
    public IEnumerable<ISystem> Replay(ISystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var writer = new SnapshotWriter();
        Compare(system, writer, 0);
        yield return system;
        for (int step = 0; step < Steps.Count; step++)
        {
            Make(system, step);
            Compare(system, writer, step + 1);
            yield return system;
        }
    }

    /// <summary>Gives what crosses the connections on this path, one millisecond a move; packets stand where they
    /// arrive or are lost.</summary>
    /// <exception cref="InvalidOperationException">The systems of the model have no connections to
    /// record.</exception>
    public Timeline ToTimeline() => Trace(out _).Timeline;

    /// <summary>Gives the path as a plan that real clients and a real wire can follow. Behind its last move everything
    /// that is under way comes to its end, or goes on and on.</summary>
    /// <remarks>On a single hop one end is the client and the broker plays the other; what stands behind the broker is
    /// then the application.</remarks>
    /// <exception cref="InvalidOperationException">The model has no clients, or a receiver that forgets alone, which a
    /// real client hears from Session Present.</exception>
    public Scenario ToScenario()
    {
        (IReadOnlyList<ScenarioClient> clients, ClientOptions options, BrokerPolicy policy, SeededFault? fault) =
            Model switch
            {
                DeliveryModel delivery =>
                    (delivery.ScenarioClients, delivery.ClientOptions, delivery.Policy, delivery.Fault),
                RelayModel { LosesReceiverState: false } relay =>
                    (relay.ScenarioClients, relay.ClientOptions, relay.Policy, relay.Fault),
                _ => throw new InvalidOperationException(
                    $"Expected a model whose clients can be real ones, but {Model.Name} is none."),
            };
        PathRecorder recorder = Trace(out ITracedSystem system);
        int stepCount = recorder.Steps.Count;
        bool comesToRest = system.TrySettle();
        IEnumerable<string> recorded = clients.Where(client => !client.IsBehindBroker).Select(client => client.Name);
        return new Scenario(Model.Name, clients, [.. recorder.Steps.Take(stepCount)], recorder.Deliveries)
        {
            Passages = ScenarioPassage.Of(recorder.Timeline, recorded),
            UnfinishedCount = system.UnfinishedCount,
            ComesToRest = comesToRest,
            Fault = fault,
            ClientOptions = options,
            BrokerPolicy = policy,
        };
    }

    /// <summary>Gives the moves as numbered lines; faults are marked by an exclamation mark.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (int step = 0; step < Steps.Count; step++)
            text.Append($"{step + 1,3}  ").Append(Steps[step]).Append('\n');
        return text.ToString().TrimEnd('\n');
    }

    /// <summary>Makes a path from moves and the states that they led to, and makes sure that it replays.</summary>
    internal static ExploredPath Of(IModel model, IReadOnlyList<int> moves, IReadOnlyList<byte[]> snapshots)
    {
        ISystem system = model.Begin();
        var steps = new List<PathStep>(moves.Count);
        var path = new ExploredPath(model, steps, snapshots);
        foreach (int move in moves)
            steps.Add(new PathStep(move, "", system.IsFault(move)));
        var writer = new SnapshotWriter();
        path.Compare(system, writer, 0);
        for (int step = 0; step < moves.Count; step++)
        {
            steps[step] = steps[step] with { Text = system.Describe(moves[step]) };
            path.Make(system, step);
            path.Compare(system, writer, step + 1);
        }

        return path;
    }

    private PathRecorder Trace(out ITracedSystem traced)
    {
        if (Model.Begin() is not ITracedSystem system)
        {
            throw new InvalidOperationException(
                $"Expected systems that can be recorded, but those of {Model.Name} cannot.");
        }

        var recorder = new PathRecorder();
        system.Record(recorder);
        foreach (ISystem _ in Replay(system))
        {
            // The recorder hears of each move.
        }

        traced = system;
        return recorder;
    }

    private void Make(ISystem system, int step)
    {
        PathStep wanted = Steps[step];
        if (!system.TryMove(wanted.Move))
        {
            throw new NondeterminismException(
                $"Expected step {step + 1} of {Steps.Count}, {Named(wanted)}, to be possible as it was when " +
                $"{Model.Name} was explored, but it is not: the model depends on something outside its snapshot.");
        }
    }

    private void Compare(ISystem system, SnapshotWriter writer, int step)
    {
        writer.Clear();
        system.WriteSnapshot(writer);
        ReadOnlySpan<byte> expected = snapshots[step];
        ReadOnlySpan<byte> found = writer.Written;
        if (found.SequenceEqual(expected))
            return;
        int at = found.CommonPrefixLength(expected);
        string where = step == 0
            ? "the first state"
            : $"the state after step {step} of {Steps.Count}, {Named(Steps[step - 1])},";
        throw new NondeterminismException(
            $"Expected {where} to be the same as when {Model.Name} was explored, but byte {at} of " +
            $"{expected.Length} differs: {At(expected, at)} then, {At(found, at)} now; the model " +
            "depends on something outside its snapshot.");
    }

    private static string Named(PathStep step) => step.Text.Length == 0 ? $"move {step.Move}" : $"'{step.Text}'";

    private static string At(ReadOnlySpan<byte> bytes, int position) =>
        position < bytes.Length ? $"0x{bytes[position]:X2}" : "the end";
}
