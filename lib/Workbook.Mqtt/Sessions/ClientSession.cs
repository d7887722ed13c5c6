using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>What a client keeps over its connections: unfinished exchanges in both directions, and messages not sent
/// yet.</summary>
/// <remarks>
/// Give the same object to the next <see cref="ClientConnection"/> and the session goes on (MQTT 5.0 section 4.1).
/// The queue belongs to the application and survives the end of a session; unfinished exchanges do not.
/// </remarks>
public sealed class ClientSession : IDeliveryObserver, IMessageReceiver
{
    /// <summary>Makes a new session.</summary>
    /// <param name="options">The client's choices; null: the defaults.</param>
    public ClientSession(ClientOptions? options = null)
    {
        Options = options ?? new ClientOptions();
        Identifiers = new PacketIdentifiers(Options.IdentifierOrder, Options.IdentifierMaximum);
        Outbox = new Outbox(
            new QosSender(Identifiers, Options.SenderTable), new OutgoingQueue(Options.Queue), Options.KeepsQoS0);
        Receiver = new QosReceiver(Options.ReceiverTable ?? QosReceiverTable.Of(Options.ReceiverMethod));
    }

    /// <summary>The client's choices.</summary>
    public ClientOptions Options { get; }

    /// <summary>The packet identifiers of PUBLISH, SUBSCRIBE and UNSUBSCRIBE from this client.</summary>
    public PacketIdentifiers Identifiers { get; }

    /// <summary>What goes to the server.</summary>
    public Outbox Outbox { get; }

    /// <summary>What has come from the server and is not released.</summary>
    public QosReceiver Receiver { get; }

    /// <summary>Whether there is state that a server may go on with: a connection was accepted and the session has not
    /// ended since.</summary>
    public bool IsPresent { get; private set; }

    /// <summary>Who hears of messages; set by each connection, and still there when it is over.</summary>
    internal IClientEvents? Events { get; set; }

    /// <summary>Lets a message wait for the next connection; use <see cref="ClientConnection.Publish"/> while there is
    /// one.</summary>
    /// <param name="message">The message.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <exception cref="ArgumentException">No PUBLISH can carry the message; nothing has changed.</exception>
    public SendResult Publish(Message message, TimeSpan now)
    {
        message.Check();
        return Outbox.Send(new Delivery(message, message.QualityOfService, message.Retain), now, null, this);
    }

    /// <summary>Ends the session: forgets unfinished exchanges and reports each; messages that were never sent stay in
    /// the queue.</summary>
    public void Discard()
    {
        IsPresent = false;
        Outbox.Sender.Discard(this);
        Receiver.Discard();
        if (Identifiers.InUseCount == 0)
            Identifiers.Clear();
    }

    /// <summary>Writes the session.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteSnapshot(SnapshotWriter writer)
    {
        writer.WriteByte(IsPresent ? (byte)1 : (byte)0);
        Outbox.WriteSnapshot(writer);
        Receiver.WriteSnapshot(writer);
    }

    /// <summary>Replaces the session by one that was written.</summary>
    /// <param name="reader">Where from.</param>
    /// <exception cref="SnapshotException">The bytes are not a session; throw this object away.</exception>
    public void RestoreSnapshot(ref SnapshotReader reader)
    {
        IsPresent = reader.ReadFlag("whether the session exists");
        Outbox.RestoreSnapshot(ref reader);
        Receiver.RestoreSnapshot(ref reader);
    }

    void IDeliveryObserver.OnCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode) =>
        Events?.OnPublishCompleted(message, packetIdentifier, reasonCode);

    void IDeliveryObserver.OnDropped(in Delivery delivery, DropReason reason) =>
        Events?.OnPublishDropped(delivery, reason);

    ReasonCode IMessageReceiver.Deliver(in IncomingPublish publish, TimeSpan now)
    {
        Events?.OnMessage(publish);
        return ReasonCode.Success;
    }

    /// <summary>Notes that a server has accepted a connection of this session.</summary>
    internal void Establish() => IsPresent = true;
}
