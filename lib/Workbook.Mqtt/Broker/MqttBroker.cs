using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Broker;

/// <summary>An MQTT server for both versions, as a pure engine: it takes packets in and gives packets out, and time
/// comes in with each call.</summary>
/// <remarks>
/// It owns sessions, subscriptions, retained messages and wills; it does not own sockets, threads or a clock. It is
/// for one caller at a time. Call <see cref="Accept"/> for each network connection, the Receive methods of what it
/// gives for each packet, and <see cref="Advance"/> at <see cref="NextDeadline"/>. Every choice that the standard
/// leaves open is in <see cref="BrokerPolicy"/>.
/// </remarks>
public sealed partial class MqttBroker
{
    private readonly List<ServerConnection> connections = [];
    private readonly Dictionary<string, BrokerSession> sessions = new(StringComparer.Ordinal);
    private readonly RetainedMessages retained;
    private readonly Func<string>? assignClientIdentifier;
    private long assignedCount;
    private long droppedCount;

    /// <summary>Makes a broker without clients.</summary>
    /// <param name="policy">The choices; null: the defaults.</param>
    /// <param name="access">Who may do what; null: everyone may do everything.</param>
    /// <param name="events">Who hears what happens; null: nobody.</param>
    /// <param name="assignClientIdentifier">Gives an identifier to a client without one; null, or when it gives
    /// one that is in use: auto-1, auto-2 and so on.</param>
    public MqttBroker(
        BrokerPolicy? policy = null,
        IAccessControl? access = null,
        IBrokerEvents? events = null,
        Func<string>? assignClientIdentifier = null)
    {
        Policy = policy ?? BrokerPolicy.Default;
        if (Policy.InFlightMaximum == 0 || Policy.ReceiveMaximum == 0)
        {
            throw new ArgumentException(
                $"Expected InFlightMaximum and ReceiveMaximum of at least 1, but got {Policy.InFlightMaximum} and " +
                $"{Policy.ReceiveMaximum}; nothing above QoS 0 could pass.",
                nameof(policy));
        }

        Access = access ?? OpenAccess.Instance;
        Events = events ?? SilentEvents.Instance;
        this.assignClientIdentifier = assignClientIdentifier;
        retained = new RetainedMessages(Policy.RetainedCountMaximum);
    }

    /// <summary>The choices in force.</summary>
    public BrokerPolicy Policy { get; }

    /// <summary>When <see cref="Advance"/> must be called next; null: not before something else happens.</summary>
    public TimeSpan? NextDeadline => Schedule.Next;

    internal IAccessControl Access { get; }

    internal IBrokerEvents Events { get; }

    internal Schedule Schedule { get; } = new();

    internal PacketCounts Received { get; } = new();

    internal PacketCounts Sent { get; } = new();

    /// <summary>Takes a new network connection; its first packet must be CONNECT, within
    /// <see cref="BrokerPolicy.ConnectTimeout"/>.</summary>
    /// <param name="sink">Where the packets to this client go.</param>
    /// <param name="endpoint">Where the client is, for people and access control.</param>
    /// <param name="now">The time since the driver's start.</param>
    public ServerConnection Accept(IPacketSink sink, string endpoint, TimeSpan now)
    {
        var connection = new ServerConnection(this, sink, endpoint, now) { Position = connections.Count };
        connections.Add(connection);
        Schedule.Set(connection.Deadline, now + Policy.ConnectTimeout);
        return connection;
    }

    /// <summary>Does what is due: ends silent connections, publishes delayed wills, ends expired sessions.</summary>
    /// <param name="now">The time since the driver's start.</param>
    public void Advance(TimeSpan now) => Schedule.Run(now);

    /// <summary>Closes all connections, MQTT 5.0 clients with a reason; sessions stay, and wills are published as at
    /// any closing by the server.</summary>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="reason">The reason code.</param>
    public void Shutdown(TimeSpan now, ReasonCode reason = ReasonCode.ServerShuttingDown)
    {
        while (connections.Count > 0)
            connections[^1].Disconnect(reason, "The server shuts down.", now);
    }

    /// <summary>Gives the state in numbers; takes time in proportion to the number of sessions.</summary>
    public BrokerStatistics ReadStatistics()
    {
        long queued = 0;
        long inFlight = 0;
        int subscriptions = 0;
        foreach (BrokerSession session in sessions.Values)
        {
            queued += session.State.Outbox.Queue.Count;
            inFlight += session.State.Outbox.Sender.InFlightCount;
            subscriptions += session.State.Subscriptions.Count;
        }

        return new BrokerStatistics(
            connections.Count,
            sessions.Count,
            subscriptions,
            retained.Count,
            queued,
            inFlight,
            droppedCount,
            Received,
            Sent);
    }

    /// <summary>Gives the session of a client identifier; null when there is none.</summary>
    /// <param name="clientIdentifier">The client identifier.</param>
    public ServerSession? FindSession(string clientIdentifier) => sessions.GetValueOrDefault(clientIdentifier)?.State;

    /// <summary>Publishes a message of the broker's own, or of its operator.</summary>
    /// <param name="message">The message.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <exception cref="ArgumentException">No PUBLISH can carry the message; nothing has changed.</exception>
    public void Publish(Message message, TimeSpan now)
    {
        message.Check();
        Route(message, null, now);
    }

    internal void NoteDropped(string clientIdentifier, in Delivery delivery, DropReason reason)
    {
        droppedCount++;
        Events.OnDropped(clientIdentifier, delivery, reason);
    }
}
