using System.Text;
using Workbook.Explore;
using Workbook.Live;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook;

/// <summary>A client of a <see cref="Scenario"/> on real sockets, over all its connections: it connects only when the
/// scenario says so, and each connection is planned to lose what it loses there.</summary>
/// <param name="lab">The experiment.</param>
/// <param name="scenario">The scenario.</param>
/// <param name="role">Which of its clients.</param>
internal sealed class ScenarioActor(Lab lab, Scenario scenario, ScenarioClient role)
{
    /// <summary>How long a packet is held that passes only after something else has happened, unless the last step comes
    /// first: long enough for a machine that stalls.</summary>
    private static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(3);

    /// <summary>How long a packet may take that should come; then the comparison says what was different.</summary>
    private static readonly TimeSpan PatienceMaximum = HoldTime + TimeSpan.FromSeconds(2);

    /// <summary>How long the wire must be silent before what came is taken for processed.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(50);

    /// <summary>One for each connection; null for one that never heard CONNACK.</summary>
    private readonly List<LabClient?> connections = [];
    private readonly bool expires = scenario.Steps.OfType<ScenarioExpiry>().Any(step => step.Client == role.Name);
    private ClientSession session = new(scenario.ClientOptions);
    private FaultyClient? shell;
    private bool startsClean;

    /// <summary>How long a session that shall expire is kept.</summary>
    public static TimeSpan ExpiryInterval => TimeSpan.FromSeconds(1);

    /// <summary>The client's part in the scenario.</summary>
    public ScenarioClient Role => role;

    /// <summary>The number of its present connection on the wire.</summary>
    public int WireNumber { get; private set; }

    /// <summary>Whether it has a connection.</summary>
    public bool IsConnected => connections.LastOrDefault() is { IsAsItShouldBe: true };

    /// <summary>Messages without an end of their exchange.</summary>
    public int UnfinishedCount => role.IsBehindBroker ? 0 : session.Outbox.Sender.InFlightCount;

    /// <summary>What the application has received.</summary>
    public IEnumerable<ScenarioDelivery> Deliveries => connections.OfType<LabClient>()
        .SelectMany(client => client.Received)
        .Select(message => new ScenarioDelivery(role.Name, message.Topic, message.Text));

    private FaultBehaviour Behaviour => scenario.Fault?.Behaviour ?? FaultBehaviour.None;

    /// <summary>Connects for the first time, and subscribes; then again after each end.</summary>
    /// <param name="nextOnWire">What the number of the next connection on the wire will be.</param>
    public async Task ConnectAsync(int nextOnWire)
    {
        WireNumber = nextOnWire;
        int ofClient = connections.Count + 1;
        if (!role.IsBehindBroker)
            lab.PlanUnnamed(FaultsOfConnection(ofClient));
        string name = ofClient == 1 ? role.Name : $"{role.Name} {ofClient}";
        Task<LabClient> connecting = lab.ConnectAsync(name, Configure, role.IsBehindBroker ? null : session);
        if (scenario.Steps.OfType<ScenarioBreak>().Any(step => IsOf(step, ofClient) && LosesConnAck(step)))
        {
            connections.Add(null);
            _ = connecting.ContinueWith(
                failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
            return;
        }

        LabClient client = await connecting.ConfigureAwait(false);
        connections.Add(client);
        startsClean = false;
        if (role.Filter is not null && !client.SessionPresent)
            await client.SubscribeAsync(role.Filter, role.QualityOfService).ConfigureAwait(false);
    }

    /// <summary>Publishes, or keeps the message in its session while it has no connection; waits for nothing.</summary>
    public void Publish(ScenarioPublish step)
    {
        if (IsConnected)
        {
            _ = PublishAsync(connections[^1]!, step);
            return;
        }

        session.Publish(
            new Message
            {
                Topic = step.Topic,
                Payload = Encoding.UTF8.GetBytes(step.Payload),
                QualityOfService = step.QualityOfService,
            },
            TimeSpan.Zero);
    }

    /// <summary>Lets the timer of a faulty client fire.</summary>
    public void Retry() => connections[^1]?.TryIntervene(now => shell?.TryRetry(now));

    /// <summary>Cuts its connection, and waits until it knows.</summary>
    public async Task CutAsync()
    {
        lab.Cut(WireNumber);
        await EndAsync().ConfigureAwait(false);
    }

    /// <summary>Waits until its connection is over.</summary>
    public async Task EndAsync()
    {
        while (IsConnected)
            await Task.Delay(Poll, lab.Cancellation).ConfigureAwait(false);
    }

    /// <summary>Forgets all that it knew; it has no connection.</summary>
    public void Forget()
    {
        session = new ClientSession(scenario.ClientOptions);
        startsClean = true;
    }

    /// <summary>Waits until the broker has said all that it had to say.</summary>
    public Task<bool> PingAsync() => connections[^1]?.TryPingAsync() ?? Task.FromResult(false);

    /// <summary>Waits until its connection has seen what passes, and what is lost, before a break.</summary>
    public async Task ReachAsync(ScenarioBreak broken)
    {
        await ReachAsync(broken.LastPassed).ConfigureAwait(false);
        await ReachAsync(broken.LostToServer).ConfigureAwait(false);
        await ReachAsync(broken.LostToClient).ConfigureAwait(false);
    }

    /// <summary>Waits until a packet has been seen on its connection, and processed.</summary>
    public async Task ReachAsync(ScenarioPacket? packet)
    {
        if (packet is null)
            return;
        bool wasThere = IsSeen(packet);
        for (TimeSpan waited = TimeSpan.Zero; !IsSeen(packet) && waited < PatienceMaximum; waited += Poll)
            await Task.Delay(Poll, lab.Cancellation).ConfigureAwait(false);
        if (!wasThere)
            await lab.WaitForSilenceAsync(Silence).ConfigureAwait(false);
    }

    private static TimeSpan Poll => TimeSpan.FromMilliseconds(5);

    private bool IsSeen(ScenarioPacket packet) => lab.Seen.OfConnection(WireNumber).Packets
        .Count(seen => seen.Packet?.Type == packet.Type && seen.Direction == packet.Direction) >= packet.Occurrence;

    private LiveClientOptions Configure(LiveClientOptions options) => options with
    {
        Server = role.IsBehindBroker ? lab.Broker.Uri : options.Server,
        ClientIdentifier = role.Name,
        CleanStart = startsClean,
        SessionExpiryInterval = expires ? ExpiryInterval : options.SessionExpiryInterval,
        ReceiveMaximum = role.IsBehindBroker ? options.ReceiveMaximum : scenario.ClientOptions.InFlightMaximum,
        Reconnect = null,
        Shell = role.IsBehindBroker || Behaviour == FaultBehaviour.None ? null : (state, wire, application) =>
            shell = new FaultyClient(state, Behaviour, wire, application),
    };

    private static async Task PublishAsync(LabClient client, ScenarioPublish step)
    {
        try
        {
            await client.PublishAsync(step.Topic, step.Payload, step.QualityOfService).ConfigureAwait(false);
        }
        catch (Exception end) when (end is MqttClientException or OperationCanceledException)
        {
            // The connection ended; what is unfinished is in the session, and is counted there.
        }
    }

    /// <summary>Plans what one of its connections loses or holds back.</summary>
    private Fault[] FaultsOfConnection(int ofClient)
    {
        var faults = new List<Fault>();
        foreach (ScenarioBreak broken in scenario.Steps.OfType<ScenarioBreak>().Where(step => IsOf(step, ofClient)))
        {
            if (broken.LostToServer is { } up)
                faults.Add(Before(Fault.BlackHole, up));
            if (broken.LostToClient is { } down)
                faults.Add(Before(Fault.BlackHole, down));
            // The client must not hear that it was replaced: in the scenario its connection just breaks.
            if (broken is ScenarioTakeOver)
                faults.Add(Before(Fault.BlackHole, new ScenarioPacket(PacketType.Disconnect, Direction.ToClient, 1)));
        }

        TimeSpan hold = scenario.Steps.Any(step => step is ScenarioExpiry) ? HoldTime + 2 * ExpiryInterval : HoldTime;
        // What is lost need not be held as well: of two faults at one packet the first strikes.
        faults.AddRange(scenario.Steps.SelectMany(step => step.Late).Distinct()
            .Where(late => late.Client == role.Name && late.Connection == ofClient)
            .Select(late => Before(Fault.Delay(hold), late.Packet)));
        return [.. faults];
    }

    private bool IsOf(ScenarioBreak step, int ofClient) => step.Client == role.Name && step.Connection == ofClient;

    private static bool LosesConnAck(ScenarioBreak step) => step.LostToClient is { Type: PacketType.ConnAck };

    private Fault Before(FaultAction action, ScenarioPacket packet) =>
        action.Before(packet.Type, packet.Direction).Nth(packet.Occurrence).OnConnection(WireNumber);
}
