using Workbook.Live;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook;

/// <summary>A live experiment: a broker, clients on real sockets, and a wire between them that records and can be cut.</summary>
/// <remarks>
/// <see cref="RunAsync(string, Func{Lab, Task}, ProtocolVersion, CancellationToken)"/> starts a fresh broker, runs the script,
/// and stops everything, also when the script fails or is cancelled.
/// Which broker it is says the environment variable <see cref="BrokerVariable"/>.
/// </remarks>
public sealed class Lab
{
    /// <summary>The environment variable that names the broker: <c>embedded</c>, <c>mosquitto</c> or <c>mqtt://host:port</c>.</summary>
    public const string BrokerVariable = "WORKBOOK_BROKER";

    /// <summary>How long the wire must be silent before <see cref="SettleAsync"/> believes that nothing more will come.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(30);

    /// <summary>More faults than these would make a title too long.</summary>
    private const int FaultsInTitleMaximum = 2;

    private readonly List<LabClient> clients = [];
    private readonly List<string> planned = [];
    private readonly RunningBroker broker;
    private readonly FaultProxy wire;
    private readonly CancellationTokenSource stop;
    private volatile string? problem;

    private Lab(RunningBroker broker, FaultProxy wire, ProtocolVersion version, CancellationTokenSource stop)
    {
        (this.broker, this.wire, ProtocolVersion, this.stop) = (broker, wire, version, stop);
    }

    /// <summary>How long an experiment may take; then it fails and everything is stopped.</summary>
    public static TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a client may lose its connection in one experiment before the experiment fails.</summary>
    public static int ReconnectMaximum => 30;

    /// <summary>The broker that the next experiment uses.</summary>
    /// <exception cref="FormatException">The environment variable names none; the message says what it may be.</exception>
    public static BrokerTarget Target => BrokerTarget.Parse(Environment.GetEnvironmentVariable(BrokerVariable) ?? "embedded");

    /// <summary>The version that the clients of this experiment speak.</summary>
    public ProtocolVersion ProtocolVersion { get; }

    internal Uri WireUri => wire.Uri;

    /// <summary>What was seen on the wire so far.</summary>
    internal Timeline Seen => wire.Timeline;

    internal RunningBroker Broker => broker;

    /// <summary>Whether the broker is there before and after the experiment, so that the clients must clean up behind them.</summary>
    internal bool GoesOnRunning => broker.Embedded is null && broker.ProcessId is null;

    internal CancellationToken Cancellation => stop.Token;

    // The workbook's kernel leaves the token of the running cell under this name; under another kernel there is none.
    internal static CancellationToken RunningCell =>
        AppContext.GetData("Workbook.Cell.StopToken") is Func<CancellationToken> find ? find() : CancellationToken.None;

    /// <summary>Says in a line which broker the experiments use.</summary>
    public static string Describe() => Target is ExternalTarget
        ? $"Ready. Experiments run on the broker at {Target.Name}."
        : $"Ready. Experiments run on {(Target is EmbeddedTarget ? "the embedded broker" : Target.Name)}.";

    /// <summary>Carries out an experiment.</summary>
    /// <param name="title">What is tried, in a few words: the heading of its diagrams; a few planned faults are added to it.</param>
    /// <param name="script">What the clients do.</param>
    /// <param name="version">The version that the clients speak.</param>
    /// <param name="cancellation">Stops the experiment early.</param>
    /// <returns>Everything that was seen on the wire and received by the clients.</returns>
    /// <exception cref="LabException">The script did not end in time, or a client could never stay connected.</exception>
    /// <exception cref="BrokerTargetException">The broker cannot be started or reached.</exception>
    public static Task<LabRun> RunAsync(
        string title,
        Func<Lab, Task> script,
        ProtocolVersion version = ProtocolVersion.V500,
        CancellationToken cancellation = default) => RunAsync(title, script, policy: null, version, cancellation);

    /// <summary>Carries out an experiment on a broker that makes choices of its own.</summary>
    /// <param name="title">What is tried, in a few words.</param>
    /// <param name="script">What the clients do.</param>
    /// <param name="policy">
    /// Choices that the standard leaves to the broker: the experiment then runs on the embedded broker with them, whatever
    /// <see cref="Target"/> is. Null: on the target as it is.
    /// </param>
    /// <param name="version">The version that the clients speak.</param>
    /// <param name="cancellation">Stops the experiment early.</param>
    /// <inheritdoc cref="RunAsync(string, Func{Lab, Task}, ProtocolVersion, CancellationToken)"/>
    public static async Task<LabRun> RunAsync(
        string title,
        Func<Lab, Task> script,
        BrokerPolicy? policy,
        ProtocolVersion version = ProtocolVersion.V500,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentNullException.ThrowIfNull(script);
        var target = policy is null ? Target : new EmbeddedTarget { Options = new LiveBrokerOptions { Policy = policy } };
        var cell = RunningCell;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, cell);
        limit.CancelAfter(TimeLimit);
        await using var broker = await target.StartAsync(limit.Token).ConfigureAwait(false);
        await using var wire = FaultProxy.Start(broker.Uri);
        var lab = new Lab(broker, wire, version, limit);
        try
        {
            // A script may wait for something that no token reaches; the limit holds all the same.
            await script(lab).WaitAsync(limit.Token).ConfigureAwait(false);
            var received = lab.clients.ToDictionary(client => client.Name, client => client.Received);
            var timeline = wire.Timeline.Without(PacketType.PingReq, PacketType.PingResp);
            return new LabRun(lab.TitleWithFaults(title), wire.BrokerName, timeline, WaitsForPubRel(target), received);
        }
        catch (OperationCanceledException)
            when (!cancellation.IsCancellationRequested && !cell.IsCancellationRequested)
        {
            throw new LabException(lab.problem ?? lab.WhyItDidNotEnd());
        }
        finally
        {
            foreach (var client in lab.clients)
                await client.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Carries out an experiment that may fail, for instance with the faults of a reader.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <returns>What it showed, or why it failed.</returns>
    public static async Task<LabAttempt> TryAsync(Func<Task<LabRun>> experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        try
        {
            return new LabAttempt(await experiment().ConfigureAwait(false), "");
        }
        catch (LabException failure)
        {
            return new LabAttempt(null, failure.Message);
        }
    }

    /// <summary>Connects a client through the wire; it connects again by itself when the wire is cut.</summary>
    /// <param name="name">Its client identifier, and its name in the recording; each name once.</param>
    /// <param name="session">Whether the broker shall remember it.</param>
    /// <param name="will">What the broker publishes when the connection breaks, or null for nothing.</param>
    public Task<LabClient> ConnectAsync(string name, LabSession session = LabSession.Persistent, Will? will = null) =>
        ConnectAsync(name, session, options => options with { Will = will });

    /// <summary>Connects a client through the wire with options of its own.</summary>
    /// <param name="name">Its name in this experiment, each once; also its client identifier, unless the options say
    /// otherwise.</param>
    /// <param name="change">Derives its options from those of a client with a persistent session.</param>
    /// <param name="state">What an earlier client kept of its session, to go on with; null: nothing.</param>
    public Task<LabClient> ConnectAsync(
        string name, Func<LiveClientOptions, LiveClientOptions> change, ClientSession? state = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        return ConnectAsync(name, LabSession.Persistent, change, state);
    }

    private async Task<LabClient> ConnectAsync(
        string name, LabSession session, Func<LiveClientOptions, LiveClientOptions> change, ClientSession? state = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (clients.Exists(other => other.Name == name))
            throw new LabException($"There is a client '{name}' already; connect it again with its own ConnectAsync.");
        var client = new LabClient(this, name, session, change, state);
        clients.Add(client);
        await client.ConnectAsync().ConfigureAwait(false);
        return client;
    }

    /// <summary>Plans faults for the packets that follow.</summary>
    /// <param name="faults">What shall happen, at which packet.</param>
    public void Plan(params ReadOnlySpan<Fault> faults)
    {
        foreach (var fault in faults)
        {
            wire.Add(fault);
            planned.Add($"{fault}");
        }
    }

    /// <summary>Waits until all clients are connected that should be, and nothing moves on the wire any more.</summary>
    /// <remarks>
    /// Each client asks the broker for a PINGRESP, which comes behind everything that the broker had to say before; the pings
    /// are left out of the recording. Then nothing may move for <see cref="Silence"/>.
    /// </remarks>
    public async Task SettleAsync()
    {
        int seen;
        do
        {
            seen = wire.Timeline.Count;
            foreach (var client in clients)
            {
                if (await client.TryPingAsync().ConfigureAwait(false))
                    seen += 2;
            }

            await Task.Delay(Silence, Cancellation).ConfigureAwait(false);
        }
        while (wire.Timeline.Count != seen || !IsWhole);
    }

    /// <summary>Plans faults without naming them in the title.</summary>
    internal void PlanUnnamed(params ReadOnlySpan<Fault> faults)
    {
        foreach (var fault in faults)
            wire.Add(fault);
    }

    /// <summary>Cuts one connection now.</summary>
    /// <param name="connection">1 for the first that the wire accepted.</param>
    internal void Cut(int connection) => wire.Cut(connection);

    /// <summary>Lets go what planned delays hold; from now on they hold nothing.</summary>
    internal void EndDelays() => wire.EndDelays();

    /// <summary>Waits until nothing has moved on the wire for a time, whether or not all clients are connected.</summary>
    internal async Task WaitForSilenceAsync(TimeSpan silence)
    {
        int seen;
        do
        {
            seen = wire.Timeline.Count;
            await Task.Delay(silence, Cancellation).ConfigureAwait(false);
        }
        while (wire.Timeline.Count != seen);
    }

    private bool IsWhole =>
        clients.TrueForAll(client => client.IsAsItShouldBe)
        && wire.ConnectionCount == clients.Count(client => client.ShouldBeConnected);

    /// <summary>Ends the experiment because a client loses its connection over and over.</summary>
    internal void GiveUp(LabClient client)
    {
        problem = $"{client.Name} lost its connection {ReconnectMaximum} times in a row: nothing gets past the faults.";
        stop.Cancel();
    }

    private static bool? WaitsForPubRel(BrokerTarget target) => target switch
    {
        EmbeddedTarget embedded => embedded.Options.Policy.ReceiverMethod == QosReceiverMethod.DeliverAtPubrel,
        MosquittoTarget => true,
        _ => null,
    };

    private string TitleWithFaults(string title) =>
        planned.Count is 0 or > FaultsInTitleMaximum ? title : $"{title}, {string.Join(", ", planned)}";

    private string WhyItDidNotEnd()
    {
        var timeline = wire.Timeline;
        string last = timeline.Count == 0 ? "nothing was seen on the wire" : $"the last thing on the wire was: {timeline[^1]}";
        return $"The experiment did not end within {TimeLimit.TotalSeconds:0} s; {last}.";
    }
}
