using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

public sealed partial class ClientConnection
{
    private const int PendingMaximum = ushort.MaxValue;

    /// <summary>Writes what ends with the connection, so that an explorer can go on from this very moment; the session
    /// is written apart.</summary>
    /// <param name="writer">Where to; its origin is now.</param>
    /// <exception cref="InvalidOperationException">Topic aliases are in use, which a snapshot does not
    /// hold.</exception>
    public void WriteSnapshot(SnapshotWriter writer)
    {
        writer.WriteByte((byte)((int)State << 1 | (peer.IsClosed ? 1 : 0)));
        if (State is ConnectionState.New or ConnectionState.Closed)
            return;
        writer.WriteTime(answerDueAt);
        if (State == ConnectionState.Connecting)
            return;
        peer.WriteSnapshot(writer);
        writer.WriteText(writer.NameOf(ClientIdentifier));
        writer.WriteNumber(sessionExpiryInterval is { } seconds ? seconds + 1UL : 0);
        writer.WriteTime(keepAlive > TimeSpan.Zero ? keepAlive + writer.Origin : null);
        writer.WriteTime(keepAlive > TimeSpan.Zero ? lastSent : null);
        writer.WriteNumber((ulong)UnansweredPingCount);
        Write(writer, subscribing);
        Write(writer, unsubscribing);
    }

    /// <summary>Replaces what ends with the connection by what was written of a connection with the same
    /// CONNECT; restore the session first.</summary>
    /// <param name="reader">Where from; its origin is now.</param>
    /// <exception cref="SnapshotException">The bytes are not such a state; throw this object away.</exception>
    public void RestoreSnapshot(ref SnapshotReader reader)
    {
        int head = reader.ReadInt32((int)ConnectionState.Closed << 1 | 1, "the state of a connection");
        State = (ConnectionState)(head >> 1);
        answerDueAt = null;
        subscribing.Clear();
        unsubscribing.Clear();
        UnansweredPingCount = 0;
        if (State != ConnectionState.New)
            Session.Events = events;
        if (State is ConnectionState.New or ConnectionState.Closed)
        {
            peer.RestoreClosed((head & 1) != 0);
            return;
        }

        answerDueAt = reader.ReadTime();
        if (State == ConnectionState.Connecting)
        {
            ClientIdentifier = connect.ClientIdentifier;
            peer.Limits = peer.Limits with { Version = connect.ProtocolVersion };
            peer.RestoreClosed((head & 1) != 0);
            return;
        }

        peer.RestoreSnapshot(ref reader, connect.ProtocolVersion);
        peer.RestoreClosed((head & 1) != 0);
        string identifier = reader.ReadText("a client identifier");
        if (identifier != ClientIdentifier)
            ClientIdentifier = identifier;
        ulong expiry = reader.ReadNumber(uint.MaxValue + 1UL, "a session expiry");
        sessionExpiryInterval = expiry == 0 ? null : (uint)(expiry - 1);
        keepAlive = reader.ReadTime() is { } interval ? interval - reader.Origin : TimeSpan.Zero;
        lastSent = reader.ReadTime() ?? TimeSpan.Zero;
        UnansweredPingCount = reader.ReadInt32(int.MaxValue, "a count of unanswered pings");
        Read(ref reader, subscribing);
        Read(ref reader, unsubscribing);
    }

    private static void Write(SnapshotWriter writer, List<ushort> pending)
    {
        writer.WriteNumber((ulong)pending.Count);
        foreach (ushort identifier in pending)
            writer.WriteNumber(identifier);
    }

    private void Read(ref SnapshotReader reader, List<ushort> pending)
    {
        int count = reader.ReadInt32(PendingMaximum, "a count of requests");
        for (int position = 0; position < count; position++)
        {
            ushort identifier = (ushort)reader.ReadInt32(ushort.MaxValue, "a packet identifier");
            if (!Session.Identifiers.TryAdd(identifier))
                throw reader.Wrong("a packet identifier that is free", $"{identifier}");
            pending.Add(identifier);
        }
    }
}
