using System.Threading.Channels;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Live;

/// <summary>An MQTT client on TCP, for 3.1.1 and 5.0: connects, publishes, subscribes, receives, and resumes its
/// session after a loss.</summary>
/// <remarks>
/// Its protocol is the same pure <see cref="ClientConnection"/> that the other drivers run; this class adds a socket,
/// a clock and tasks. All members may be called from any thread. <see cref="Session"/> outlives connections: it
/// resumes unfinished QoS 1 and 2 exchanges on the next one, and can be given to another client.
/// </remarks>
public sealed partial class LiveClient : IAsyncDisposable
{
    private static readonly TimeSpan LeaveMaximum = TimeSpan.FromSeconds(2);

    private readonly LiveClientOptions options;
    private readonly MqttAddress address;
    private readonly LiveMachine machine;
    private readonly Random random;
    private readonly Channel<ReceivedMessage> received;
    private readonly SemaphoreSlim publishRoom;
    private readonly SemaphoreSlim connecting = new(1, 1);
    private CancellationTokenSource leaving = new();
    private Attempt? attempt;
    private Task running = Task.CompletedTask;
    private volatile ClientState state;
    private bool isDisposed;

    /// <summary>Makes a client that is not connected.</summary>
    /// <param name="options">Where and how it connects.</param>
    /// <param name="session">A session to go on with; null: a new one.</param>
    /// <exception cref="FormatException">The server's URI is not of the form
    /// <c>mqtt://user:password@host:port</c>.</exception>
    public LiveClient(LiveClientOptions options, ClientSession? session = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        address = MqttAddress.Of(options.Server);
        machine = new LiveMachine(now => attempt?.Connection.Advance(now), () => attempt?.Connection.NextDeadline);
        random = (options.Reconnect ?? new BackoffPolicy()).CreateRandom();
        publishRoom = new SemaphoreSlim(options.PublishMaximum, options.PublishMaximum);
        received = Channel.CreateBounded<ReceivedMessage>(
            new BoundedChannelOptions(options.ReceiveBufferMaximum) { SingleWriter = true });
        Session = session ?? new ClientSession(new ClientOptions
        {
            InFlightMaximum = options.InFlightMaximum,
            TopicAliasMaximum = options.TopicAliasMaximum,
            Queue = new QueueLimits(options.PublishMaximum),
            KeepsQoS0 = false,
            ConnectTimeout = 2 * options.ConnectTimeout,
            AcceptsUnknownSession = options.AcceptsUnknownSession,
        });
    }

    /// <summary>Raised after every change of <see cref="State"/>, in order; handlers must be quick.</summary>
    public event Action<ClientStateChange>? StateChanged;

    /// <summary>What the client is doing about its connection.</summary>
    public ClientState State => state;

    /// <summary>What outlives a connection: unfinished exchanges and messages that wait.</summary>
    public ClientSession Session { get; }

    /// <summary>The client identifier in use: the one asked for, or the one that the server chose.</summary>
    public string ClientIdentifier { get; private set; } = "";

    /// <summary>Connects; when this completes, the server has accepted.</summary>
    /// <param name="cancellation">Gives the attempt up.</param>
    /// <exception cref="MqttConnectException">The server refuses, cannot be reached or does not answer in
    /// time.</exception>
    /// <exception cref="InvalidOperationException">The client is connected or about to be.</exception>
    public async Task<ConnectResult> ConnectAsync(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        await connecting.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (state != ClientState.Disconnected)
                throw new InvalidOperationException($"The client is {state}; disconnect it before connecting again.");
            await running.ConfigureAwait(false);
            leaving.Dispose();
            leaving = new CancellationTokenSource();
            Change(new ClientStateChange(ClientState.Connecting, $"Connecting to {address}."));
            return await ConnectFirstAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            connecting.Release();
        }
    }

    /// <summary>Leaves with DISCONNECT, so that the server discards the will, and waits until the connection is
    /// closed.</summary>
    /// <param name="reason">Success, or DisconnectWithWillMessage to have the will published all the same (MQTT
    /// 5.0).</param>
    /// <param name="properties">Properties, for instance another Session Expiry Interval (MQTT 5.0); null for
    /// none.</param>
    /// <param name="cancellation">Breaks the connection off instead of waiting for its end.</param>
    public async Task DisconnectAsync(
        ReasonCode reason = ReasonCode.Success, Properties? properties = null, CancellationToken cancellation = default)
    {
        await leaving.CancelAsync().ConfigureAwait(false);
        WireConnection? wire;
        using (machine.Enter())
        {
            attempt?.Connection.Disconnect(LiveMachine.Now, reason, properties);
            wire = attempt?.Wire;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LeaveMaximum);
        using (limit.Token.Register(() => wire?.Dispose()))
            await running.ConfigureAwait(false);
    }

    /// <summary>Breaks the connection off without DISCONNECT, as a crash would, and does not reconnect.</summary>
    public async Task AbortAsync()
    {
        await leaving.CancelAsync().ConfigureAwait(false);
        using (machine.Enter())
            attempt?.Wire.Dispose();
        await running.ConfigureAwait(false);
    }

    /// <summary>Does something to the session of a connected client in one step, so that no packet comes between: for
    /// deliberate faults, as <see cref="LiveClientOptions.Shell"/> is.</summary>
    /// <param name="act">What to do; it is given the machine's time.</param>
    /// <returns>False when there is no connection; nothing is done then.</returns>
    public bool TryIntervene(Action<TimeSpan> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        using LiveMachine.Step step = machine.Enter();
        if (attempt is not { Connection.State: ConnectionState.Connected })
            return false;
        act(LiveMachine.Now);
        return true;
    }

    /// <summary>Disconnects if connected, and ends the stream of received messages.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        await DisconnectAsync().ConfigureAwait(false);
        received.Writer.TryComplete();
        machine.Dispose();
        leaving.Dispose();
    }

    private void Change(ClientStateChange change)
    {
        state = change.State;
        StateChanged?.Invoke(change);
    }

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";
}
