using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Broker;

public sealed partial class MqttBroker
{
    internal void Connect(ServerConnection connection, ConnectPacket connect, TimeSpan now)
    {
        bool assigns = connect.ClientIdentifier.Length == 0;
        string clientIdentifier = assigns && MayAssign(connect) ? AssignIdentifier() : connect.ClientIdentifier;
        connection.Identify(connect, clientIdentifier);
        if (FindObjection(connection, connect) is { } objection)
        {
            connection.Refuse(objection.ReasonCode, objection.Explanation, now);
            return;
        }

        BrokerSession session = OpenSession(clientIdentifier, connect, now, out bool isPresent);
        session.Connection = connection;
        session.Will = null;
        session.State.ExpiryInterval = ExpiryOf(connect);
        ushort keepAlive = KeepAliveOf(connect);
        connection.Begin(session, keepAlive);
        var connAck = new ConnAckPacket
        {
            SessionPresent = isPresent,
            Properties = connect.ProtocolVersion == ProtocolVersion.V500
                ? Announce(connect, session, assigns, keepAlive)
                : Properties.Empty,
        };
        if (!connection.TrySend(connAck, now))
            return;
        session.Will = connect.Will;
        Events.OnConnected(connection, isPresent);
        session.State.Outbox.Pump(now, connection.Peer, session);
    }

    internal void OnConnectionEnded(ServerConnection connection, ConnectionEnd end, bool publishesWill, TimeSpan now)
    {
        ServerConnection last = connections[^1];
        connections[connection.Position] = last;
        last.Position = connection.Position;
        connections.RemoveAt(connections.Count - 1);
        Schedule.Remove(connection.Deadline);
        if (connection.Owner is not { } session)
            return;

        session.Connection = null;
        session.State.Outbox.Sender.EndConnection();
        Events.OnDisconnected(connection, end);
        if (!publishesWill)
            session.Will = null;
        Detach(session, now);
    }

    internal void OnSessionDue(BrokerSession session, TimeSpan now)
    {
        if (session.ExpiresAt is { } end && end <= now)
        {
            EndSession(session, hasExpired: true, now);
            return;
        }

        if (session.WillDueAt is { } due && due <= now)
            PublishWill(session, now);
        ScheduleSession(session);
    }

    /// <summary>Gives a session expiry as the policy allows it; null: for ever.</summary>
    internal TimeSpan? LimitExpiry(uint? seconds)
    {
        TimeSpan? asked = seconds == uint.MaxValue ? null : TimeSpan.FromSeconds(seconds ?? 0);
        return Policy.SessionExpiryMaximum is { } maximum && (asked is null || asked > maximum) ? maximum : asked;
    }

    private (ReasonCode ReasonCode, string Explanation)? FindObjection(
        ServerConnection connection, ConnectPacket connect)
    {
        bool is311 = connect.ProtocolVersion == ProtocolVersion.V311;
        string name = connection.ClientIdentifier;
        if (connect.Properties.AuthenticationMethod is { } method)
            return (ReasonCode.BadAuthenticationMethod,
                $"Expected no enhanced authentication, but got the method '{method}'.");
        if (name.Length == 0)
            return (ReasonCode.ClientIdentifierNotValid,
                "Expected a client identifier, but it is empty and none is assigned.");
        ReasonCode verdict = Access.Authenticate(connection.Identity, connect);
        if (verdict != ReasonCode.Success)
            return (verdict, $"Expected a client that may connect, but '{name}' may not: {verdict}.");
        if (is311 && Policy.KeepAliveMaximum is { } longest && (connect.KeepAlive == 0 || connect.KeepAlive > longest))
            return (ReasonCode.ClientIdentifierNotValid,
                $"Expected a Keep Alive of 1 to {longest} s, but got {connect.KeepAlive}.");
        if (!sessions.ContainsKey(name) && sessions.Count >= Policy.SessionCountMaximum)
        {
            ReasonCode full = is311 ? ReasonCode.ServerUnavailable : ReasonCode.QuotaExceeded;
            return (full,
                $"Expected at most {Policy.SessionCountMaximum} sessions, but '{name}' would be another one.");
        }

        return connect.Will is { } will ? FindObjection(connection, will, is311) : null;
    }

    private (ReasonCode ReasonCode, string Explanation)? FindObjection(
        ServerConnection connection, Will will, bool is311)
    {
        if (will.QualityOfService > Policy.MaximumQoS)
        {
            return (is311 ? ReasonCode.NotAuthorized : ReasonCode.QoSNotSupported,
                $"Expected a will of at most {Policy.MaximumQoS}, but got {will.QualityOfService}.");
        }

        if (will.Retain && !Policy.RetainAvailable)
        {
            return (is311 ? ReasonCode.NotAuthorized : ReasonCode.RetainNotSupported,
                "Expected a will without RETAIN, because nothing is retained here, but got RETAIN 1.");
        }

        return Access.MayPublish(connection.Identity, will.Topic)
            ? null
            : (ReasonCode.NotAuthorized, $"The client may not publish its will to '{will.Topic}'.");
    }

    private bool MayAssign(ConnectPacket connect) =>
        Policy.AssignsClientIdentifiers && (connect.ProtocolVersion == ProtocolVersion.V500 || connect.CleanStart);

    private string AssignIdentifier()
    {
        string? identifier = assignClientIdentifier?.Invoke();
        while (string.IsNullOrEmpty(identifier) || sessions.ContainsKey(identifier))
            identifier = $"auto-{++assignedCount}";
        return identifier;
    }

    private BrokerSession OpenSession(string clientIdentifier, ConnectPacket connect, TimeSpan now, out bool isPresent)
    {
        if (sessions.TryGetValue(clientIdentifier, out BrokerSession? existing))
        {
            if (existing.Connection is null)
                OnSessionDue(existing, now);
            existing.Connection?.Disconnect(
                ReasonCode.SessionTakenOver, "Another connection has the client identifier now.", now);
            if (connect.CleanStart && sessions.ContainsKey(clientIdentifier))
                EndSession(existing, hasExpired: false, now);
        }

        isPresent = sessions.TryGetValue(clientIdentifier, out BrokerSession? session);
        if (session is null)
        {
            session = new BrokerSession(this, clientIdentifier);
            sessions.Add(clientIdentifier, session);
        }

        session.WillDueAt = null;
        session.ExpiresAt = null;
        Schedule.Remove(session.Deadline);
        return session;
    }

    private TimeSpan? ExpiryOf(ConnectPacket connect) => connect.ProtocolVersion == ProtocolVersion.V500
        ? LimitExpiry(connect.Properties.SessionExpiryInterval)
        : LimitExpiry(connect.CleanStart ? 0 : uint.MaxValue);

    private ushort KeepAliveOf(ConnectPacket connect) =>
        Policy.KeepAliveMaximum is { } maximum && (connect.KeepAlive == 0 || connect.KeepAlive > maximum)
            ? maximum
            : connect.KeepAlive;

    private Properties Announce(ConnectPacket connect, BrokerSession session, bool assigned, ushort keepAlive)
    {
        TimeSpan? asked = connect.Properties.SessionExpiryInterval is { } seconds && seconds < uint.MaxValue
            ? TimeSpan.FromSeconds(seconds)
            : connect.Properties.SessionExpiryInterval is null ? TimeSpan.Zero : null;
        TimeSpan? granted = session.State.ExpiryInterval;
        return new Properties
        {
            SessionExpiryInterval = granted != asked ? (uint)granted!.Value.TotalSeconds : null,
            ReceiveMaximum = Policy.ReceiveMaximum < ushort.MaxValue ? Policy.ReceiveMaximum : null,
            MaximumQoS = Policy.MaximumQoS < QualityOfService.ExactlyOnce ? (byte)Policy.MaximumQoS : null,
            RetainAvailable = Policy.RetainAvailable ? null : (byte)0,
            MaximumPacketSize = Policy.MaximumPacketSize < uint.MaxValue ? Policy.MaximumPacketSize : null,
            AssignedClientIdentifier = assigned ? session.ClientIdentifier : null,
            TopicAliasMaximum = Policy.TopicAliasMaximum > 0 ? Policy.TopicAliasMaximum : null,
            WildcardSubscriptionAvailable = Policy.WildcardSubscriptionAvailable ? null : (byte)0,
            SubscriptionIdentifierAvailable = Policy.SubscriptionIdentifierAvailable ? null : (byte)0,
            SharedSubscriptionAvailable = Policy.SharedSubscriptionAvailable ? null : (byte)0,
            ServerKeepAlive = keepAlive != connect.KeepAlive ? keepAlive : null,
        };
    }

    /// <summary>Lets a session live on without its connection, or ends it; the will is published now or when its delay
    /// is over.</summary>
    private void Detach(BrokerSession session, TimeSpan now)
    {
        TimeSpan? lifetime = session.State.ExpiryInterval;
        if (lifetime == TimeSpan.Zero)
        {
            EndSession(session, hasExpired: false, now);
            return;
        }

        session.ExpiresAt = now + lifetime;
        if (session.Will is { } will)
        {
            session.WillDueAt = now + TimeSpan.FromSeconds(will.Properties.WillDelayInterval ?? 0);
            if (session.WillDueAt <= now)
                PublishWill(session, now);
        }

        ScheduleSession(session);
    }

    private void ScheduleSession(BrokerSession session)
    {
        TimeSpan next = session.ExpiresAt ?? TimeSpan.MaxValue;
        if (session.WillDueAt is { } due && due < next)
            next = due;
        if (next < TimeSpan.MaxValue)
            Schedule.Set(session.Deadline, next);
    }

    private void EndSession(BrokerSession session, bool hasExpired, TimeSpan now)
    {
        sessions.Remove(session.ClientIdentifier);
        Schedule.Remove(session.Deadline);
        RemoveTargets(session);
        session.State.Outbox.Sender.Discard(session);
        session.State.Outbox.Queue.Discard(DropReason.SessionEnded, session);
        session.State.Receiver.Discard();
        Events.OnSessionEnded(session.ClientIdentifier, hasExpired);
        PublishWill(session, now);
    }

    private void PublishWill(BrokerSession session, TimeSpan now)
    {
        if (session.Will is not { } will)
            return;
        session.Will = null;
        session.WillDueAt = null;
        var message = new Message
        {
            Topic = will.Topic,
            Payload = will.Payload,
            QualityOfService = will.QualityOfService,
            Retain = will.Retain,
            Properties = MessagePropertiesOf(will),
            ReceivedAt = now,
            ExpiresAt = now.PlusSeconds(will.Properties.MessageExpiryInterval),
            Publisher = session.ClientIdentifier,
        };
        Route(message, session, now);
        Events.OnWillPublished(session.ClientIdentifier, message);
    }

    private static Properties MessagePropertiesOf(Will will)
    {
        Property[] kept =
        [
            .. will.Properties.Where(
                property => property.Id is not (PropertyId.WillDelayInterval or PropertyId.MessageExpiryInterval)),
        ];
        return kept.Length == 0 ? Properties.Empty : new Properties(kept);
    }
}
