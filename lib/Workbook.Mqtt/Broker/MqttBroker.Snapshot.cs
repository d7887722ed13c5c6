using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Topics;

namespace Workbook.Mqtt.Broker;

public sealed partial class MqttBroker
{
    /// <summary>Writes all sessions, pending wills and retained messages, in the order of their keys; connections are
    /// no part of it.</summary>
    /// <param name="writer">Where to; its origin is now.</param>
    public void WriteSnapshot(SnapshotWriter writer)
    {
        writer.WriteNumber((ulong)assignedCount);
        writer.WriteNumber((ulong)sessions.Count);
        foreach (BrokerSession session in sessions.Values.OrderBy(each => each.ClientIdentifier, StringComparer.Ordinal))
        {
            writer.WriteText(session.ClientIdentifier);
            session.State.WriteSnapshot(writer);
            writer.WriteByte(session.Connection is null ? (byte)0 : (byte)1);
            writer.WriteTime(session.ExpiresAt);
            writer.WriteTime(session.WillDueAt);
            WriteWill(writer, session.Will);
        }

        writer.WriteNumber((ulong)retained.Count);
        foreach (Message message in retained.All)
            writer.WriteMessage(message);
    }

    /// <summary>Fills a broker that has served nobody yet; sessions that were connected count as cut off now, and their
    /// wills fall due.</summary>
    /// <param name="reader">Where from; its origin is now by the clock of this broker.</param>
    /// <exception cref="InvalidOperationException">The broker is not new.</exception>
    /// <exception cref="SnapshotException">The bytes are not the state of a broker; throw this broker away.</exception>
    public void RestoreSnapshot(ref SnapshotReader reader)
    {
        if (sessions.Count + connections.Count + retained.Count > 0)
            throw new InvalidOperationException("Expected a broker that has served nobody yet; restore into a new one.");
        assignedCount = (long)reader.ReadNumber(long.MaxValue, "a count of assigned identifiers");
        var cutOff = new List<BrokerSession>();
        int sessionCount = reader.ReadInt32(int.MaxValue, "a count of sessions");
        for (int position = 0; position < sessionCount; position++)
        {
            BrokerSession session = ReadSession(ref reader, out bool wasConnected);
            if (wasConnected)
                cutOff.Add(session);
        }

        int retainedCount = reader.ReadInt32(int.MaxValue, "a count of retained messages");
        for (int position = 0; position < retainedCount; position++)
            retained.Store(reader.ReadMessage());
        foreach (BrokerSession session in cutOff)
            Detach(session, reader.Origin);
    }

    private BrokerSession ReadSession(ref SnapshotReader reader, out bool wasConnected)
    {
        var session = new BrokerSession(this, reader.ReadText("a client identifier"));
        if (!sessions.TryAdd(session.ClientIdentifier, session))
            throw reader.Wrong("each client identifier once", $"'{session.ClientIdentifier}' again");
        session.State.RestoreSnapshot(ref reader);
        session.State.Outbox.Sender.EndConnection();
        foreach (SessionSubscription subscription in session.State.Subscriptions)
        {
            if (!TopicFilter.TryParse(subscription.Options.TopicFilter, out TopicFilter? filter, out _))
                throw reader.Wrong("a topic filter", $"'{subscription.Options.TopicFilter}'");
            AddTarget(session, filter, subscription);
        }

        wasConnected = reader.ReadFlag("whether the session was connected");
        session.ExpiresAt = reader.ReadTime();
        session.WillDueAt = reader.ReadTime();
        session.Will = ReadWill(ref reader);
        ScheduleSession(session);
        return session;
    }

    private static void WriteWill(SnapshotWriter writer, Will? will)
    {
        writer.WriteText(will?.Topic);
        if (will is null)
            return;
        writer.WriteBytes(will.Payload.Span);
        writer.WriteByte((byte)((int)will.QualityOfService | (will.Retain ? 4 : 0)));
        WholeMessageEncoder.WriteProperties(writer, will.Properties);
    }

    private static Will? ReadWill(ref SnapshotReader reader)
    {
        if (reader.ReadText() is not { } topic)
            return null;
        byte[] payload = reader.ReadBytes().ToArray();
        int flags = reader.ReadInt32(7, "QoS and RETAIN of a will");
        if ((flags & 3) == 3)
            throw reader.Wrong("QoS 0, 1 or 2", "3");
        return new Will
        {
            Topic = topic,
            Payload = payload,
            QualityOfService = (QualityOfService)(flags & 3),
            Retain = (flags & 4) != 0,
            Properties = WholeMessageEncoder.ReadProperties(ref reader),
        };
    }
}
