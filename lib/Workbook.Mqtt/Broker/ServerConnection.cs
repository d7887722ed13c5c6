using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Broker;

/// <summary>One connection of a server, from acceptance to its end: the order of packets, keep-alive, aliases and the
/// client's limits.</summary>
/// <remarks>
/// It owns what ends with the connection; what outlives it is in <see cref="ServerSession"/>, and what messages mean
/// to other clients is the business of <see cref="MqttBroker"/>. Made by <see cref="MqttBroker.Accept"/>. Packets
/// come in through the Receive methods, together with the time since the driver's start. After it is closed,
/// everything that comes in is ignored.
/// </remarks>
public sealed partial class ServerConnection : IDeadlineOwner
{
    private readonly MqttBroker broker;
    private TopicAliases aliases = new(0);
    private TimeSpan lastReceived;
    private TimeSpan patience;

    internal ServerConnection(MqttBroker broker, IPacketSink wire, string endpoint, TimeSpan now)
    {
        this.broker = broker;
        Peer = new PeerSink(wire, broker.Sent);
        Identity = new ClientIdentity("", null, endpoint);
        Deadline = new Deadline(this);
        lastReceived = now;
        patience = broker.Policy.ConnectTimeout;
    }

    /// <summary>Where the connection stands.</summary>
    public ConnectionState State { get; private set; }

    /// <summary>The version that the client speaks; known once CONNECT has come.</summary>
    public ProtocolVersion Version { get; private set; } = ProtocolVersion.V311;

    /// <summary>Who is on the other side; the client identifier is empty before CONNECT.</summary>
    public ClientIdentity Identity { get; private set; }

    /// <summary>The client identifier, as given or assigned; empty before CONNECT.</summary>
    public string ClientIdentifier => Identity.ClientIdentifier;

    /// <summary>What the client accepts.</summary>
    public PeerLimits ClientLimits => Peer.Limits;

    /// <summary>The session of the connection; null before it is connected.</summary>
    public ServerSession? Session => Owner?.State;

    internal PeerSink Peer { get; }

    internal Deadline Deadline { get; }

    internal BrokerSession? Owner { get; private set; }

    /// <summary>The place in the broker's list.</summary>
    internal int Position { get; set; }

    /// <summary>Notes that the network connection broke; the will is due.</summary>
    /// <param name="now">The time since the driver's start.</param>
    public void Lost(TimeSpan now) =>
        End(new ConnectionEnd(ClosedBy.Network, ReasonCode.UnspecifiedError, "The network connection broke."), now);

    /// <summary>Closes the connection from the server's side; MQTT 5.0 clients hear why.</summary>
    /// <param name="reason">The reason code, for instance Administrative action.</param>
    /// <param name="explanation">Why, as a sentence.</param>
    /// <param name="now">The time since the driver's start.</param>
    public void Disconnect(ReasonCode reason, string explanation, TimeSpan now)
    {
        if (State == ConnectionState.Connected && Version == ProtocolVersion.V500)
            Peer.Send(new DisconnectPacket { ReasonCode = reason });
        End(new ConnectionEnd(ClosedBy.Server, reason, explanation), now);
    }

    void IDeadlineOwner.OnDue(TimeSpan now)
    {
        if (now < lastReceived + patience)
            broker.Schedule.Set(Deadline, lastReceived + patience);
        else if (State == ConnectionState.New)
            Disconnect(ReasonCode.UnspecifiedError,
                $"Expected CONNECT within {patience.TotalSeconds} s, but nothing came.", now);
        else
        {
            Disconnect(
                ReasonCode.KeepAliveTimeout,
                $"Expected a packet within 1.5 times the Keep Alive, {patience.TotalSeconds} s, but nothing came.",
                now);
        }
    }

    /// <summary>Takes over what CONNECT says; the answer is the broker's.</summary>
    internal void Identify(ConnectPacket connect, string clientIdentifier)
    {
        Version = connect.ProtocolVersion;
        Identity = Identity with { ClientIdentifier = clientIdentifier, UserName = connect.UserName };
        PeerLimits limits = PeerLimits.From(Version, connect.Properties, broker.Policy.InFlightMaximum);
        ushort aliasMaximum = Math.Min(limits.TopicAliasMaximum, broker.Policy.OutgoingTopicAliasMaximum);
        Peer.Limits = limits with { TopicAliasMaximum = aliasMaximum };
    }

    /// <summary>Sends a refusing CONNACK and closes.</summary>
    internal void Refuse(ReasonCode reason, string explanation, TimeSpan now)
    {
        Peer.Send(new ConnAckPacket { ReasonCode = reason });
        broker.Events.OnRefused(this, reason, explanation);
        End(new ConnectionEnd(ClosedBy.Server, reason, explanation), now);
    }

    /// <summary>Begins to serve a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="keepAlive">The Keep Alive in seconds; 0 for none.</param>
    internal void Begin(BrokerSession session, ushort keepAlive)
    {
        Owner = session;
        State = ConnectionState.Connected;
        bool is500 = Version == ProtocolVersion.V500;
        aliases = new TopicAliases(is500 ? broker.Policy.TopicAliasMaximum : (ushort)0);
        session.State.Outbox.Sender.BeginConnection(Peer.Limits.ReceiveMaximum);
        session.State.Receiver.BeginConnection(Version, is500 ? broker.Policy.ReceiveMaximum : ushort.MaxValue);
        if (keepAlive == 0)
        {
            broker.Schedule.Remove(Deadline);
            return;
        }

        patience = TimeSpan.FromSeconds(keepAlive * 1.5);
        broker.Schedule.Set(Deadline, lastReceived + patience);
    }

    /// <summary>Sends an answer, or closes when the client cannot take one so large (MQTT 5.0
    /// [MQTT-3.1.2-24]).</summary>
    /// <returns>Whether it was sent.</returns>
    internal bool TrySend(Packet answer, TimeSpan now)
    {
        uint maximum = Peer.Limits.MaximumPacketSize;
        if (maximum < uint.MaxValue && PacketWriter.SizeOf(Version, answer) is var size && (uint)size > maximum)
        {
            string explanation = $"Expected a client that takes {answer.Type} of {size} B, but it takes {maximum} B.";
            End(new ConnectionEnd(ClosedBy.Server, ReasonCode.PacketTooLarge, explanation), now);
            return false;
        }

        Peer.Send(answer);
        return true;
    }

    private void Fail(ReasonCode reason, string explanation, TimeSpan now)
    {
        broker.Events.OnProtocolError(this, reason, explanation);
        Disconnect(reason, explanation, now);
    }

    private void End(ConnectionEnd end, TimeSpan now, bool publishesWill = true)
    {
        if (State == ConnectionState.Closed)
            return;
        State = ConnectionState.Closed;
        if (end.By == ClosedBy.Network)
            Peer.Abandon();
        else
            Peer.Close();
        broker.OnConnectionEnded(this, end, publishesWill, now);
    }
}
