using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>One connection of a client, from CONNECT to its end: handshake, keep-alive, aliases and the server's
/// limits.</summary>
/// <remarks>
/// It owns what ends with the connection; what outlives it is in <see cref="ClientSession"/>. Packets come in through
/// the Receive methods, packets go out through the sink, and time comes in as <c>now</c>: the time since the driver's
/// start, never going back. Call <see cref="Advance"/> at <see cref="NextDeadline"/>. After the connection is closed
/// everything that comes in is ignored.
/// </remarks>
public sealed partial class ClientConnection
{
    private readonly ConnectPacket connect;
    private readonly IClientEvents events;
    private readonly PeerSink peer;
    private readonly TopicAliases aliases;
    private readonly List<ushort> subscribing = [];
    private readonly List<ushort> unsubscribing = [];
    private TimeSpan keepAlive;
    private TimeSpan lastSent;
    private TimeSpan? answerDueAt;

    /// <summary>Makes a connection that has not begun.</summary>
    /// <param name="session">The session to begin or to go on with.</param>
    /// <param name="connect">The CONNECT to send.</param>
    /// <param name="sink">Where packets go.</param>
    /// <param name="events">Who hears what happens.</param>
    public ClientConnection(ClientSession session, ConnectPacket connect, IPacketSink sink, IClientEvents events)
    {
        Session = session;
        this.connect = connect;
        this.events = events;
        peer = new PeerSink(sink);
        aliases = new TopicAliases(connect.Properties.TopicAliasMaximum ?? 0);
    }

    /// <summary>The session.</summary>
    public ClientSession Session { get; }

    /// <summary>Where the connection stands.</summary>
    public ConnectionState State { get; private set; }

    /// <summary>The version that the connection speaks.</summary>
    public ProtocolVersion Version => connect.ProtocolVersion;

    /// <summary>What the server accepts; known once connected.</summary>
    public PeerLimits ServerLimits => peer.Limits;

    /// <summary>The client identifier in use: our own, or the one that the server assigned.</summary>
    public string ClientIdentifier { get; private set; } = "";

    /// <summary>When <see cref="Advance"/> must be called next; null: not before something else happens.</summary>
    public TimeSpan? NextDeadline => PingDueAt is { } due && !(answerDueAt <= due) ? due : answerDueAt;

    /// <summary>How many PINGREQs the server has not answered yet.</summary>
    public int UnansweredPingCount { get; private set; }

    /// <summary>Sends CONNECT; call it once, when the network connection is open. A Clean Start ends the session here
    /// and now: whether the server has heard of it stays unknown when no CONNACK comes.</summary>
    /// <param name="now">The time since the driver's start.</param>
    public void Open(TimeSpan now)
    {
        if (State != ConnectionState.New)
            throw new InvalidOperationException(
                $"Expected a connection that has not begun, but it is {State}; make a new one.");
        State = ConnectionState.Connecting;
        Session.Events = events;
        if (connect.CleanStart)
            Session.Discard();
        ClientIdentifier = connect.ClientIdentifier;
        answerDueAt = now + Session.Options.ConnectTimeout;
        peer.Limits = peer.Limits with { Version = connect.ProtocolVersion };
        peer.Send(connect);
        NoteSent(now);
    }

    /// <summary>Sends DISCONNECT and closes.</summary>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="reason">Normal disconnection, or with will message (MQTT 5.0).</param>
    /// <param name="properties">Properties, for instance another Session Expiry Interval (MQTT 5.0); null for
    /// none.</param>
    /// <exception cref="ArgumentException">A Session Expiry Interval above 0 where CONNECT had none; nothing has
    /// changed.</exception>
    public void Disconnect(TimeSpan now, ReasonCode reason = ReasonCode.Success, Properties? properties = null)
    {
        if (State == ConnectionState.Closed)
            return;
        if (properties?.SessionExpiryInterval > 0 && (connect.Properties.SessionExpiryInterval ?? 0) == 0)
        {
            throw new ArgumentException(
                "Expected no Session Expiry Interval above 0 in DISCONNECT, because CONNECT had none, but got " +
                $"{properties.SessionExpiryInterval} s; connect with one (MQTT 5.0 section 3.14.2.2.2).");
        }

        if (State == ConnectionState.Connected)
            peer.Send(new DisconnectPacket { ReasonCode = reason, Properties = properties ?? Properties.Empty });
        bool endsSession = properties?.SessionExpiryInterval is { } seconds ? seconds == 0 : SessionEndsWithConnection;
        Finish(new ConnectionEnd(ClosedBy.Client, reason, "The client disconnected."), endsSession);
    }

    /// <summary>Notes that the network connection broke.</summary>
    /// <param name="now">The time since the driver's start.</param>
    public void Lost(TimeSpan now) =>
        End(ClosedBy.Network, ReasonCode.UnspecifiedError, "The network connection broke.");

    /// <summary>Does what is due: sends PINGREQ, or closes when an answer is overdue.</summary>
    /// <param name="now">The time since the driver's start.</param>
    public void Advance(TimeSpan now)
    {
        if (NextDeadline is not { } deadline || now < deadline)
            return;
        if (answerDueAt <= now)
        {
            string awaited = State == ConnectionState.Connecting ? "CONNACK" : "PINGRESP";
            End(
                ClosedBy.Network,
                ReasonCode.KeepAliveTimeout,
                $"Expected {awaited} in time, but nothing came from the server.");
            return;
        }

        SendPing(now);
    }

    private TimeSpan? PingDueAt =>
        State == ConnectionState.Connected && keepAlive > TimeSpan.Zero ? lastSent + keepAlive : null;

    private bool SessionEndsWithConnection => Version == ProtocolVersion.V311
        ? connect.CleanStart
        : (sessionExpiryInterval ?? connect.Properties.SessionExpiryInterval ?? 0) == 0;

    private void SendPing(TimeSpan now)
    {
        peer.Send(new PingReqPacket());
        NoteSent(now);
        UnansweredPingCount++;
        answerDueAt ??= now + Session.Options.PingTimeout;
    }

    private void NoteSent(TimeSpan now)
    {
        if (peer.HasSent)
            lastSent = now;
        peer.HasSent = false;
    }

    private void Fail(ReasonCode reason, string explanation)
    {
        if (State == ConnectionState.Connected && Version == ProtocolVersion.V500)
            peer.Send(new DisconnectPacket { ReasonCode = reason });
        End(ClosedBy.Client, reason, explanation);
    }

    private void End(ClosedBy by, ReasonCode reason, string explanation)
    {
        if (State != ConnectionState.Closed)
            Finish(new ConnectionEnd(by, reason, explanation), SessionEndsWithConnection);
    }

    /// <summary>Closes. A connection that was never accepted leaves the session as it is, because the server may not
    /// have heard of it; the next CONNACK tells.</summary>
    private void Finish(ConnectionEnd end, bool endsSession)
    {
        endsSession &= State == ConnectionState.Connected;
        State = ConnectionState.Closed;
        answerDueAt = null;
        peer.Close();
        ReleaseRequests();
        Session.Outbox.Sender.EndConnection();
        if (endsSession)
            Session.Discard();
        events.OnClosed(end);
    }

    private void ReleaseRequests()
    {
        foreach (ushort identifier in subscribing)
            Session.Identifiers.Release(identifier);
        foreach (ushort identifier in unsubscribing)
            Session.Identifiers.Release(identifier);
        subscribing.Clear();
        unsubscribing.Clear();
    }
}
