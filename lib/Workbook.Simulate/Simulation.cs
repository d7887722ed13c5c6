using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Trace;

namespace Workbook.Simulate;

/// <summary>The shipped client sessions and the shipped broker in virtual time: every packet is encoded, travels a
/// <see cref="Link"/> as bytes and is parsed again.</summary>
/// <remarks>
/// Nothing waits and nothing is left to chance: the same seed and the same script give the same timeline byte for byte
/// on every machine. Say what shall happen with <see cref="At"/>, then run. It is for one caller at a time.
/// </remarks>
public sealed class Simulation
{
    private readonly EventQueue<SimulationEvent> queue = new();
    private readonly List<SimulatedClient> clients = [];
    private readonly Dictionary<string, SimulatedClient> clientsByName = new(StringComparer.Ordinal);
    private readonly List<Lane> unsent = [];
    private readonly List<Action> reactions = [];
    private readonly BrokerAlarm brokerAlarm;
    private TimeSpan? brokerTimer;
    private long workCount;

    /// <summary>Makes a world with a broker and no clients.</summary>
    /// <param name="seed">Chooses everything that is left to chance.</param>
    /// <param name="options">The choices; null: the defaults.</param>
    public Simulation(int seed = 1, SimulationOptions? options = null)
    {
        (Seed, Options) = (seed, options ?? new SimulationOptions());
        Auditor = new Auditor(this);
        Log = new SimulationLog(Options.TimelineMaximum);
        Broker = new MqttBroker(Options.Policy, events: Auditor);
        brokerAlarm = new BrokerAlarm(this);
        Losses = Stream("segment loss");
        Waits = Stream("reconnection");
    }

    /// <summary>The seed of the run.</summary>
    public int Seed { get; }

    /// <summary>The choices.</summary>
    public SimulationOptions Options { get; }

    /// <summary>The time since the start.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>The broker.</summary>
    public MqttBroker Broker { get; }

    /// <summary>The clients, in the order in which they were added.</summary>
    public IReadOnlyList<SimulatedClient> Clients => clients;

    /// <summary>Follows every numbered message.</summary>
    public Auditor Auditor { get; }

    /// <summary>What was seen on the links so far.</summary>
    public Timeline Timeline => Log.ToTimeline();

    /// <summary>How many entries the timeline has no room for.</summary>
    public long UnrecordedCount => Log.MissedCount;

    /// <summary>How many events have happened.</summary>
    public long EventCount { get; private set; }

    /// <summary>How many MQTT packets have arrived and were parsed, at the broker and at clients.</summary>
    public long PacketCount { get; internal set; }

    /// <summary>One line with which the run can be made again, given its script.</summary>
    public string Reproduce => Options == new SimulationOptions()
        ? $"new Simulation(seed: {Seed})"
        : $"new Simulation(seed: {Seed}, {RunLine.New(Options)})";

    internal SimulationLog Log { get; }

    internal TopicNames Topics { get; } = new();

    internal RandomStream Losses { get; }

    internal RandomStream Waits { get; }

    internal int ConnectionCount { get; set; }

    /// <summary>How many ends of cut connections believe that theirs lives.</summary>
    internal int DeceivedCount { get; set; }

    /// <summary>Adds a client, which does nothing until it is told to.</summary>
    /// <param name="name">Its client identifier.</param>
    /// <param name="setup">What it is like; null: the defaults.</param>
    /// <exception cref="ArgumentException">There is a client of that name.</exception>
    public SimulatedClient AddClient(string name, ClientSetup? setup = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var client = new SimulatedClient(this, name, setup ?? new ClientSetup());
        if (!clientsByName.TryAdd(name, client))
            throw new ArgumentException($"Expected a new name, but there is a client '{name}'.", nameof(name));
        clients.Add(client);
        return client;
    }

    /// <summary>Gives the client of a name.</summary>
    /// <param name="name">Its client identifier.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public SimulatedClient Client(string name) => clientsByName.TryGetValue(name, out var client)
        ? client
        : throw new KeyNotFoundException($"There is no client '{name}' in this simulation.");

    /// <summary>Gives random numbers for a purpose; those of other purposes are not disturbed.</summary>
    /// <param name="name">What they are for.</param>
    public RandomStream Stream(string name) => new(Seed, name);

    /// <summary>Lets something happen at a time.</summary>
    /// <param name="time">When, since the start; not before <see cref="Now"/>.</param>
    /// <param name="action">What, for instance <c>() => sensor.Publish("t", QualityOfService.AtLeastOnce)</c>.</param>
    public void At(TimeSpan time, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        Post(time, new ScriptStep(action), EventKind.Script);
    }

    /// <summary>Lets something happen after a while.</summary>
    /// <param name="wait">How long after <see cref="Now"/>, 0 or more.</param>
    /// <param name="action">What.</param>
    public void After(TimeSpan wait, Action action) => At(Now + wait, action);

    /// <summary>Goes on to a time and does all that is due until then, that moment included.</summary>
    /// <param name="time">The time since the start; not before <see cref="Now"/>.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="SimulationBoundException">The bound on events is reached.</exception>
    public void RunUntil(TimeSpan time, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, Now);
        EndStep();
        while (queue.NextAt is { } next && next <= time)
            Step(cancellation);
        Now = time;
    }

    /// <summary>Goes on until nothing is under way or planned any more; deadlines such as Keep Alive are no reason to
    /// go on, unless an end of a cut connection has not noticed yet.</summary>
    /// <param name="limit">When to stop at the latest, since the start; null: an hour from now.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <returns>Whether it became quiet before the limit.</returns>
    /// <exception cref="SimulationBoundException">The bound on events is reached.</exception>
    public bool RunUntilQuiet(TimeSpan? limit = null, CancellationToken cancellation = default)
    {
        TimeSpan end = limit ?? Now + TimeSpan.FromHours(1);
        EndStep();
        while (workCount > 0 || DeceivedCount > 0)
        {
            if (queue.NextAt is not { } next)
                return true;
            if (next > end)
            {
                Now = end;
                return false;
            }

            Step(cancellation);
        }

        return true;
    }

    /// <summary>Gives seed, size and time of the run.</summary>
    public override string ToString() =>
        $"{Reproduce}: {clients.Count} clients, {Now} of virtual time, {EventCount} events, {PacketCount} packets";

    internal void Post(TimeSpan time, EventTarget target, EventKind kind)
    {
        if (kind != EventKind.Timer)
            workCount++;
        queue.Add(time, new SimulationEvent(target, kind));
    }

    /// <summary>Notes that a lane has bytes, or an end, to send when the step is over.</summary>
    internal void NoteUnsent(Lane lane) => unsent.Add(lane);

    /// <summary>Lets something follow in the same moment, when the machine that reports is no longer busy.</summary>
    internal void React(Action reaction) => reactions.Add(reaction);

    private void Step(CancellationToken cancellation)
    {
        if ((++EventCount & 0xFFFF) == 0)
            cancellation.ThrowIfCancellationRequested();
        if (EventCount > Options.EventMaximum)
            throw new SimulationBoundException(Options.EventMaximum, Now);
        queue.TryTake(out SimulationEvent item);
        Now = queue.Now;
        if (item.Kind != EventKind.Timer)
            workCount--;
        item.Target.OnEvent(item.Kind);
        EndStep();
    }

    /// <summary>Sends what the step wrote, all bytes of a lane together, and sets the broker's alarm.</summary>
    private void EndStep()
    {
        do
        {
            for (int place = 0; place < reactions.Count; place++)
                reactions[place]();
            reactions.Clear();
            for (int place = 0; place < unsent.Count; place++)
                unsent[place].Flush();
            unsent.Clear();
        }
        while (reactions.Count > 0);

        if (Broker.NextDeadline is { } due && !(brokerTimer <= due))
        {
            brokerTimer = due;
            Post(due < Now ? Now : due, brokerAlarm, EventKind.Timer);
        }
    }

    private sealed class BrokerAlarm(Simulation simulation) : EventTarget
    {
        public override void OnEvent(EventKind kind)
        {
            if (simulation.brokerTimer <= simulation.Now)
                simulation.brokerTimer = null;
            simulation.Broker.Advance(simulation.Now);
        }
    }

    private sealed class ScriptStep(Action action) : EventTarget
    {
        public override void OnEvent(EventKind kind) => action();
    }
}
