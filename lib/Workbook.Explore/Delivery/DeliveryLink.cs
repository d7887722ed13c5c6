using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook.Explore;

/// <summary>A client of a <see cref="DeliverySystem"/> with its session, its connection to the broker, and what is in
/// flight on it each way.</summary>
internal sealed class DeliveryLink : IClientEvents
{
    private readonly DeliverySystem system;
    private readonly DeliveryModel model;
    private readonly DeliveryEnd clientEnd;
    private readonly DeliveryEnd serverEnd;
    private readonly ConnectPacket connect;
    private readonly ClientSession session;
    private readonly FaultyClient? shell;

    /// <summary>A connection for each CONNECT that the client may send: the second one with Clean Start.</summary>
    private readonly ClientConnection[] connections;
    private ServerConnection server;
    private bool isClean;
    private bool startsClean;
    private bool mustSubscribe;
    private byte published;

    /// <param name="system">The system.</param>
    /// <param name="model">Its model.</param>
    /// <param name="number">The number of the link, which is its part in the snapshot too.</param>
    /// <param name="name">The client identifier.</param>
    public DeliveryLink(DeliverySystem system, DeliveryModel model, int number, string name)
    {
        (this.system, this.model, Number, Name) = (system, model, number, name);
        IsSubscriber = number == model.PublisherCount;
        connect = new ConnectPacket
        {
            ClientIdentifier = name,
            CleanStart = false,
            Properties = new Properties
            {
                ReceiveMaximum = (ushort)model.ReceiveMaximum,
                SessionExpiryInterval = model.ExpirySeconds(number),
            },
        };
        clientEnd = new DeliveryEnd(system, this, Direction.ToServer);
        serverEnd = new DeliveryEnd(system, this, Direction.ToClient);
        session = new ClientSession(model.ClientOptions);
        session.Receiver.BeginConnection(ProtocolVersion.V500, (ushort)model.ReceiveMaximum);
        if (model.FaultBehaviour != FaultBehaviour.None)
            shell = new FaultyClient(session, model.FaultBehaviour, clientEnd, this);
        connections = [NewConnection(cleanStart: false), NewConnection(cleanStart: true)];
        server = system.Broker.Accept(serverEnd, name, TimeSpan.Zero);
        server.Lost(TimeSpan.Zero);
    }

    public int Number { get; }

    public string Name { get; }

    public bool IsSubscriber { get; }

    public ServerConnection Server => server;

    public ClientSession Session => session;

    public List<DeliveryPacket> ToServer { get; } = [];

    public List<DeliveryPacket> ToClient { get; } = [];

    public int PublishedCount => published;

    public bool IsUp => server.State == ConnectionState.Connected;

    public bool IsClientConnected => Connection.State == ConnectionState.Connected;

    /// <summary>A move that is possible now and commutes with every move of others, as long as no connection breaks;
    /// null for none. See <see cref="DeliveryModel.OrdersIndependentMoves"/>.</summary>
    public DeliveryMove? CommutingMove =>
        ToClient.Count > 0 && !HasMore ? DeliveryMove.ArriveAtClient
        : !IsSubscriber && IsUp && ToServer.Count > 0 && ToServer[0].Type == PacketType.PubRel &&
            model.ReceiverMethod == QosReceiverMethod.DeliverAtPublish ? DeliveryMove.ArriveAtServer
        : null;

    private ClientConnection Connection => connections[isClean ? 1 : 0];

    /// <summary>Whether there are messages that the publisher has not handed over.</summary>
    public bool HasMore => !IsSubscriber && published < model.MessageCount;

    /// <summary>Whether the timer of a faulty client can fire.</summary>
    public bool MayRetry => IsClientConnected && session.Outbox.Sender.InFlightCount > 0 &&
        (model.FaultBehaviour & FaultBehaviour.RetriesOnLiveConnection) != 0;

    public bool MayPublish => HasMore && (model.PublishesWhileAway || IsClientConnected);

    /// <summary>Whether nothing is unfinished on either side and nothing in flight.</summary>
    public bool IsAtRest => IsUp && IsClientConnected && ToServer.Count + ToClient.Count == 0 &&
        session.Outbox.Sender.InFlightCount + session.Outbox.Queue.Count == 0 &&
        system.Broker.FindSession(Name) is { } stored &&
        stored.Outbox.Sender.InFlightCount + stored.Outbox.Queue.Count == 0;

    /// <summary>Whether packet identifiers are taken although nothing is unfinished.</summary>
    public bool LeaksIdentifiers => session.Identifiers.InUseCount + session.Receiver.HeldCount > 0 ||
        (system.Broker.FindSession(Name) is { } stored &&
            stored.Outbox.Sender.Identifiers.InUseCount + stored.Receiver.HeldCount > 0);

    public int SentCount => Math.Max(
        session.Outbox.Sender.SentCount, system.Broker.FindSession(Name)?.Outbox.Sender.SentCount ?? 0);

    public Message NextMessage => system.Messages[Number * model.MessageCount + published + 1];

    /// <summary>Records how the client came to be connected before the first move.</summary>
    public void RecordBeginning()
    {
        system.Recorder?.Opened(Name);
        system.RecordPassed(this, Direction.ToServer, connect);
        system.RecordPassed(this, Direction.ToClient, new DeliveryPacket(PacketType.ConnAck));
        if (!IsSubscriber)
            return;
        system.RecordPassed(this, Direction.ToServer, new DeliveryPacket(PacketType.Subscribe, 1));
        var granted = (ReasonCode)model.Subscription.MaximumQoS;
        system.RecordPassed(this, Direction.ToClient, new DeliveryPacket(PacketType.SubAck, 1, Reason: granted));
    }

    public void Publish()
    {
        Message message = NextMessage;
        published++;
        system.Recorder?.Published(
            Name, message.Topic, DeliverySystem.TextOf(message), message.QualityOfService);
        if (IsClientConnected)
            Connection.Publish(message, TimeSpan.Zero);
        else
            session.Publish(message, TimeSpan.Zero);
    }

    /// <summary>Opens a connection; CONNECT reaches the broker at once, its answer travels. A client that has forgotten
    /// its session asks for a clean start until it is answered.</summary>
    public void Reconnect()
    {
        isClean = startsClean;
        connections[isClean ? 1 : 0] = NewConnection(isClean);
        server = system.Broker.Accept(serverEnd, Name, TimeSpan.Zero);
        Connection.Open(TimeSpan.Zero);
        system.Recorder?.Opened(Name);
        system.Recorder?.Note(new ScenarioConnect(Name));
        ConnectPacket sent = ConnectOf(isClean);
        system.RecordPassed(this, Direction.ToServer, sent);
        server.Receive(sent, TimeSpan.Zero);
    }

    public void Subscribe() => Connection.Subscribe([model.Subscription], TimeSpan.Zero);

    /// <summary>Breaks the connection; what is in flight is lost.</summary>
    public void Cut()
    {
        if (!IsUp && Connection.State is ConnectionState.Closed)
            return;
        system.RecordBreak(this, BreakKind.Cut);
        Break();
    }

    /// <summary>The client's program dies, with all that it knew.</summary>
    public void Forget()
    {
        system.RecordBreak(this, BreakKind.Forget);
        Break();
        session.Discard();
        session.Outbox.Queue.Discard(DropReason.SessionEnded, session);
        startsClean = true;
    }

    /// <summary>Another client connects with the identifier, and goes at once; what the broker has sent it is
    /// lost.</summary>
    public void TakeOver()
    {
        system.RecordBreak(this, BreakKind.TakeOver);
        var intruder = new DeliveryEnd(system, null, Direction.ToClient);
        ServerConnection other = system.Broker.Accept(intruder, "another", TimeSpan.Zero);
        other.Receive(ConnectOf(cleanStart: true), TimeSpan.Zero);
        other.Lost(TimeSpan.Zero);
        Break();
    }

    /// <summary>The timer of a faulty client fires.</summary>
    public void Retry()
    {
        system.Recorder?.Retried(Name);
        shell!.TryRetry(TimeSpan.Zero);
    }

    public void ArriveAtServer()
    {
        DeliveryPacket packet = ToServer[0];
        ToServer.RemoveAt(0);
        system.RecordPassed(this, Direction.ToServer, packet);
        switch (packet.Type)
        {
            case PacketType.Publish:
                server.ReceivePublish(IncomingOf(packet), TimeSpan.Zero);
                break;
            case PacketType.Subscribe:
                server.Receive(system.PacketOf(this, packet), TimeSpan.Zero);
                break;
            default:
                server.ReceiveAcknowledgement(AcknowledgementOf(packet), TimeSpan.Zero);
                break;
        }
    }

    public void ArriveAtClient()
    {
        DeliveryPacket packet = ToClient[0];
        ToClient.RemoveAt(0);
        system.RecordPassed(this, Direction.ToClient, packet);
        switch (packet.Type)
        {
            case PacketType.Publish:
                Connection.ReceivePublish(IncomingOf(packet), TimeSpan.Zero);
                break;
            case PacketType.ConnAck or PacketType.SubAck:
                Connection.Receive(system.PacketOf(this, packet), TimeSpan.Zero);
                break;
            default:
                Connection.ReceiveAcknowledgement(AcknowledgementOf(packet), TimeSpan.Zero);
                break;
        }

        if (!mustSubscribe)
            return;
        mustSubscribe = false;
        Subscribe();
    }

    /// <summary>Follows up when a machine has closed its end: the other learns it, and what is in flight is
    /// lost.</summary>
    public void FollowClosing()
    {
        if (!clientEnd.IsClosing && !serverEnd.IsClosing)
            return;
        system.Touch(this);
        system.TouchBroker();
        system.RecordClosing(
            this, clientEnd.IsClosing ? ConnectionChange.ClosedByClient : ConnectionChange.ClosedByServer);
        Break();
    }

    /// <summary>Binds the link to another broker, which has the sessions of a store or none.</summary>
    public void Rebind()
    {
        server = system.Broker.Accept(serverEnd, Name, TimeSpan.Zero);
        server.Lost(TimeSpan.Zero);
        serverEnd.IsClosing = false;
    }

    public void WriteSnapshot(PublisherExchange places, SnapshotWriter writer)
    {
        writer.WriteByte((byte)(published << 2 | (startsClean ? 2 : 0) | (isClean ? 1 : 0)));
        session.WriteSnapshot(writer);
        Connection.WriteSnapshot(writer);
        Write(ToServer, places, writer);
        Write(ToClient, places, writer);
    }

    public void RestoreSnapshot(ref SnapshotReader reader)
    {
        byte first = reader.ReadByte();
        published = (byte)(first >> 2);
        startsClean = (first & 2) != 0;
        isClean = (first & 1) != 0;
        session.RestoreSnapshot(ref reader);
        Connection.RestoreSnapshot(ref reader);
        Read(ToServer, ref reader);
        Read(ToClient, ref reader);
        clientEnd.IsClosing = false;
        serverEnd.IsClosing = false;
    }

    void IClientEvents.OnConnected(ConnAckPacket connAck)
    {
        startsClean = false;
        mustSubscribe = IsSubscriber && !connAck.SessionPresent;
    }

    void IClientEvents.OnMessage(in IncomingPublish publish) => system.Deliver(this, publish.Message);

    void IClientEvents.OnPublishCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode)
    {
    }

    void IClientEvents.OnPublishDropped(in Delivery delivery, DropReason reason)
    {
    }

    void IClientEvents.OnSubscribed(SubAckPacket subAck)
    {
    }

    void IClientEvents.OnUnsubscribed(UnsubAckPacket unsubAck)
    {
    }

    void IClientEvents.OnClosed(ConnectionEnd end)
    {
        if (end.By == ClosedBy.Client && end.ReasonCode >= ReasonCode.UnspecifiedError)
            system.Note(DeliveryFlaws.ClosedForError);
    }

    private void Break()
    {
        ToServer.Clear();
        ToClient.Clear();
        Connection.Lost(TimeSpan.Zero);
        server.Lost(TimeSpan.Zero);
        clientEnd.IsClosing = false;
        serverEnd.IsClosing = false;
    }

    private ConnectPacket ConnectOf(bool cleanStart) => cleanStart ? connect with { CleanStart = true } : connect;

    private ClientConnection NewConnection(bool cleanStart) => new(
        session, ConnectOf(cleanStart), shell ?? (IPacketSink)clientEnd, shell ?? (IClientEvents)this);

    private IncomingPublish IncomingOf(DeliveryPacket packet) => new(
        system.Messages[packet.Message], packet.Identifier, packet.QualityOfService, packet.Flag, false);

    private static Acknowledgement AcknowledgementOf(DeliveryPacket packet) =>
        new(packet.Type, packet.Identifier, packet.Reason);

    private static void Write(List<DeliveryPacket> channel, PublisherExchange places, SnapshotWriter writer)
    {
        writer.WriteByte((byte)channel.Count);
        foreach (DeliveryPacket packet in channel)
            packet.Write(places, writer);
    }

    private static void Read(List<DeliveryPacket> channel, ref SnapshotReader reader)
    {
        channel.Clear();
        for (int count = reader.ReadByte(); count > 0; count--)
            channel.Add(DeliveryPacket.Read(ref reader));
    }
}
