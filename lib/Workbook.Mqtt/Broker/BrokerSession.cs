using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Broker;

/// <summary>A session with what the broker needs beside the standard's session state: its connection, its will, its
/// deadline.</summary>
internal sealed class BrokerSession : IDeliveryObserver, IMessageReceiver, IDeadlineOwner
{
    private readonly MqttBroker broker;

    public BrokerSession(MqttBroker broker, string clientIdentifier)
    {
        this.broker = broker;
        BrokerPolicy policy = broker.Policy;
        var sender = new QosSender(
            new PacketIdentifiers(policy.IdentifierOrder), policy.SenderTable, policy.ReportsUnknownIdentifiers);
        State = new ServerSession(
            clientIdentifier,
            new Outbox(sender, new OutgoingQueue(policy.Queue), policy.KeepsQoS0),
            new QosReceiver(
                policy.ReceiverTable ?? QosReceiverTable.Of(policy.ReceiverMethod), policy.ReportsUnknownIdentifiers));
        Deadline = new Deadline(this);
    }

    public ServerSession State { get; }

    public string ClientIdentifier => State.ClientIdentifier;

    /// <summary>What the routing table holds for this session, one for each subscription.</summary>
    public List<SubscriptionTarget> Targets { get; } = [];

    public ServerConnection? Connection { get; set; }

    /// <summary>The will of the connection, or of the last one while its delay runs.</summary>
    public Will? Will { get; set; }

    public TimeSpan? WillDueAt { get; set; }

    public TimeSpan? ExpiresAt { get; set; }

    public Deadline Deadline { get; }

    /// <summary>How this session gets the message that is being routed; collected over all matching
    /// subscriptions.</summary>
    public PendingCopy Copy;

    public void Send(in Delivery delivery, TimeSpan now) =>
        State.Outbox.Send(delivery, now, Connection?.Peer, this);

    void IDeliveryObserver.OnCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode)
    {
    }

    void IDeliveryObserver.OnDropped(in Delivery delivery, DropReason reason) =>
        broker.NoteDropped(ClientIdentifier, delivery, reason);

    ReasonCode IMessageReceiver.Deliver(in IncomingPublish publish, TimeSpan now) =>
        broker.Route(publish.Message, this, now);

    void IDeadlineOwner.OnDue(TimeSpan now) => broker.OnSessionDue(this, now);
}
