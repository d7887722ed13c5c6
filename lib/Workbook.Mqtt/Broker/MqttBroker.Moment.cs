using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Topics;

namespace Workbook.Mqtt.Broker;

public sealed partial class MqttBroker
{
    private readonly HashSet<BrokerSession> seen = [];

    /// <summary>Writes this very moment, open connections included, so that an explorer can come back to it;
    /// <see cref="WriteSnapshot"/> is what a store keeps.</summary>
    /// <param name="writer">Where to; its origin is now.</param>
    /// <param name="all">The connections to write, in an order that stays the same; every open one is among
    /// them.</param>
    /// <exception cref="InvalidOperationException">A connection is missing, speaks MQTT 3.1.1, or has a Keep Alive, a
    /// will or topic aliases, or a message is retained or a subscription shared: an explorer's models have
    /// none.</exception>
    public void WriteMoment(SnapshotWriter writer, ReadOnlySpan<ServerConnection> all)
    {
        if (retained.Count + groups.Count > 0)
            throw new InvalidOperationException("Expected no retained message and no shared subscription.");
        writer.WriteNumber((ulong)sessions.Count);
        foreach (BrokerSession session in
            sessions.Values.OrderBy(each => writer.NameOf(each.ClientIdentifier), StringComparer.Ordinal))
        {
            if (session.Will is not null)
                throw new InvalidOperationException($"Expected no will, but '{session.ClientIdentifier}' has one.");
            writer.WriteText(writer.NameOf(session.ClientIdentifier));
            session.State.WriteSnapshot(writer);
            writer.WriteTime(session.ExpiresAt);
        }

        int open = 0;
        foreach (ServerConnection connection in all)
        {
            connection.WriteMoment(writer);
            open += connection.State == ConnectionState.Closed ? 0 : 1;
        }

        if (open != connections.Count)
        {
            throw new InvalidOperationException(
                $"Expected all {connections.Count} open connections to be written, but got {open}.");
        }
    }

    /// <summary>Comes back to a moment that was written of this broker or of one with the same policy; whatever it has
    /// now is forgotten, and no event is raised.</summary>
    /// <param name="reader">Where from; its origin is now.</param>
    /// <param name="all">As many connections of this broker as were written, in the same order.</param>
    /// <exception cref="SnapshotException">The bytes are not such a moment; throw this broker away.</exception>
    public void RestoreMoment(ref SnapshotReader reader, ReadOnlySpan<ServerConnection> all)
    {
        Forget(all);
        int count = reader.ReadInt32(int.MaxValue, "a count of sessions");
        for (int position = 0; position < count; position++)
            RestoreSession(ref reader);
        if (seen.Count < sessions.Count)
            ForgetUnseen();
        foreach (ServerConnection connection in all)
        {
            connection.RestoreMoment(ref reader, sessions);
            if (connection.State == ConnectionState.Closed)
                continue;
            connection.Position = connections.Count;
            connections.Add(connection);
            if (connection.State == ConnectionState.New)
                Schedule.Set(connection.Deadline, reader.Origin + Policy.ConnectTimeout);
        }
    }

    private void Forget(ReadOnlySpan<ServerConnection> all)
    {
        seen.Clear();
        connections.Clear();
        foreach (ServerConnection connection in all)
            Schedule.Remove(connection.Deadline);
        foreach (BrokerSession session in sessions.Values)
        {
            Schedule.Remove(session.Deadline);
            session.Connection = null;
        }
    }

    private void RestoreSession(ref SnapshotReader reader)
    {
        string identifier = reader.ReadText("a client identifier");
        if (!sessions.TryGetValue(identifier, out BrokerSession? session))
        {
            session = new BrokerSession(this, identifier);
            sessions.Add(identifier, session);
        }

        if (!seen.Add(session))
            throw reader.Wrong("each client identifier once", $"'{identifier}' again");
        session.State.Receiver.Discard();
        session.State.Receiver.BeginConnection(ProtocolVersion.V500, Policy.ReceiveMaximum);
        session.State.RestoreSnapshot(ref reader);
        session.ExpiresAt = reader.ReadTime();
        RestoreTargets(session, ref reader);
        if (session.ExpiresAt is not null)
            ScheduleSession(session);
    }

    private void RestoreTargets(BrokerSession session, ref SnapshotReader reader)
    {
        IReadOnlyList<SessionSubscription> wanted = session.State.Subscriptions;
        bool isSame = wanted.Count == session.Targets.Count;
        for (int position = 0; isSame && position < wanted.Count; position++)
            isSame = session.Targets[position].Subscription == wanted[position];
        if (isSame)
            return;
        RemoveTargets(session);
        foreach (SessionSubscription subscription in wanted)
        {
            if (!TopicFilter.TryParse(subscription.Options.TopicFilter, out TopicFilter? filter, out _))
                throw reader.Wrong("a topic filter", $"'{subscription.Options.TopicFilter}'");
            AddTarget(session, filter, subscription);
        }
    }

    private void ForgetUnseen()
    {
        foreach (BrokerSession session in sessions.Values.Where(each => !seen.Contains(each)).ToList())
        {
            RemoveTargets(session);
            sessions.Remove(session.ClientIdentifier);
        }
    }
}
