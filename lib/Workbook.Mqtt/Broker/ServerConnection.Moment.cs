using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Broker;

public sealed partial class ServerConnection
{
    /// <summary>Writes the connection for <see cref="MqttBroker.WriteMoment"/>.</summary>
    internal void WriteMoment(SnapshotWriter writer)
    {
        writer.WriteByte((byte)State);
        if (State != ConnectionState.Connected)
            return;
        if (Deadline.Position >= 0 || Version != ProtocolVersion.V500)
        {
            throw new InvalidOperationException(
                $"Expected an MQTT 5.0 connection without Keep Alive, but '{ClientIdentifier}' has another.");
        }

        writer.WriteText(writer.NameOf(ClientIdentifier));
        Peer.WriteSnapshot(writer);
    }

    /// <summary>Comes back to what was written.</summary>
    internal void RestoreMoment(ref SnapshotReader reader, Dictionary<string, BrokerSession> sessions)
    {
        State = (ConnectionState)reader.ReadInt32((int)ConnectionState.Closed, "the state of a connection");
        Owner = null;
        Peer.RestoreClosed(State == ConnectionState.Closed);
        if (State != ConnectionState.Connected)
            return;
        string identifier = reader.ReadText("a client identifier");
        Version = ProtocolVersion.V500;
        Peer.RestoreSnapshot(ref reader, Version);
        if (!sessions.TryGetValue(identifier, out BrokerSession? session) || session.Connection is not null)
            throw reader.Wrong("a session for each connection", $"'{identifier}'");
        if (Identity.ClientIdentifier != identifier)
            Identity = Identity with { ClientIdentifier = identifier };
        aliases = new TopicAliases(0);
        Owner = session;
        session.Connection = this;
    }
}
