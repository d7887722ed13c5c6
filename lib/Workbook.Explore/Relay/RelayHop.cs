using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook.Explore;

/// <summary>One hop of a <see cref="RelaySystem"/>: the shipped sender and receiver, and a queue of packets in flight
/// each way.</summary>
internal sealed class RelayHop : IPacketSink, IMessageReceiver, IDeliveryObserver
{
    private readonly RelayModel model;
    private readonly RelaySystem system;
    private readonly int number;
    private readonly FaultBehaviour behaviour;
    private readonly ushort window;
    private readonly QosSender sender;
    private readonly QosReceiver receiver;
    private readonly List<RelayPacket> toReceiver = [];
    private readonly List<RelayPacket> toSender = [];
    private readonly HashSet<byte> repeated = [];
    private int resentInFront = -1;

    public RelayHop(RelayModel model, RelaySystem system, int number)
    {
        (this.model, this.system, this.number) = (model, system, number);
        behaviour = model.Fault?.Behaviour ?? FaultBehaviour.None;
        window = (ushort)model.ReceiveMaximum;
        var identifiers = new PacketIdentifiers(PacketIdentifierOrder.LowestFree, (ushort)model.IdentifierCount);
        sender = new QosSender(identifiers, model.Fault?.SenderTable);
        receiver = new QosReceiver(model.Fault?.ReceiverTableFor(model.ReceiverMethod)
            ?? QosReceiverTable.Of(model.ReceiverMethod));
        sender.BeginConnection(window);
        receiver.BeginConnection(ProtocolVersion.V500, ushort.MaxValue);
    }

    /// <summary>Which end is the client: the broker is always the server.</summary>
    public string Client => model.ClientOf(number);

    public bool IsClientSending => Client == model.EndsOf(number).From;

    public int InFlightCount => sender.InFlightCount;

    public int SentCount => sender.SentCount;

    public bool LeaksIdentifiers => sender.Identifiers.InUseCount != sender.InFlightCount;

    /// <summary>Whether nothing is unfinished and nothing in flight.</summary>
    public bool IsAtRest => sender.InFlightCount + toReceiver.Count + toSender.Count == 0;

    public int HeldCount => receiver.HeldCount;

    public IReadOnlyList<RelayPacket> ToReceiver => toReceiver;

    public IReadOnlyList<RelayPacket> ToSender => toSender;

    /// <summary>The first packet on its way in each direction.</summary>
    public InFlight InFlight
    {
        get
        {
            Packet? forth = toReceiver.Count > 0 ? PacketOf(toReceiver[0]) : null;
            Packet? back = toSender.Count > 0 ? PacketOf(toSender[0]) : null;
            return IsClientSending ? new InFlight(Client, forth, back) : new InFlight(Client, back, forth);
        }
    }

    /// <summary>Whether a PUBLISH of a message that the receiver has already is in flight.</summary>
    public bool HasRepeatInFlight
    {
        get
        {
            foreach (RelayPacket packet in toReceiver)
            {
                if (packet.Type == PacketType.Publish && packet.Identifier > 0 &&
                    receiver.StateOf(packet.Identifier) == QosReceiverState.AwaitingPubrel)
                    return true;
            }

            return false;
        }
    }

    private bool HasRoomToReceiver => toReceiver.Count < model.ChannelCapacity;

    private bool HasRoomToSender => toSender.Count < model.ChannelCapacity;

    public bool TryResume()
    {
        if (sender.SentCount == sender.InFlightCount || !HasRoomToReceiver)
            return false;
        resentInFront = (behaviour & FaultBehaviour.ResendsBackwards) != 0 ? 0 : -1;
        bool resumed = sender.TryResumeNext(TimeSpan.Zero, this, this);
        resentInFront = -1;
        return resumed;
    }

    public bool MaySend => HasRoomToReceiver &&
        (model.QualityOfService == QualityOfService.AtMostOnce || sender.CanPublish);

    public void Send(in Delivery delivery)
    {
        if (model.QualityOfService == QualityOfService.AtMostOnce)
        {
            toReceiver.Add(new RelayPacket(PacketType.Publish, 0, system.Messages.NumberOf(delivery.Message)));
            return;
        }

        ushort identifier = sender.Publish(delivery, TimeSpan.Zero, this);
        bool isKnown = receiver.StateOf(identifier) != QosReceiverState.Free || toSender.Exists(Has) ||
            toReceiver.FindIndex(Has) < toReceiver.Count - 1;
        if (isKnown)
            system.Note(RelayFlaws.IdentifierReused);

        bool Has(RelayPacket packet) => packet.Identifier == identifier;
    }

    public bool TryArriveAtSender()
    {
        if (toSender.Count == 0 || (toSender[0].Type == PacketType.PubRec && !HasRoomToReceiver))
            return false;
        RelayPacket packet = toSender[0];
        toSender.RemoveAt(0);
        RecordPassed(packet, goesForth: false);
        ReasonCode reason = packet.Refuses ? ReasonCode.PacketIdentifierInUse : ReasonCode.Success;
        if (!sender.Receive(new Acknowledgement(packet.Type, packet.Identifier, reason), TimeSpan.Zero, this, this))
            CloseForError();
        return true;
    }

    public bool TryArriveAtReceiver(bool hasRoomBehind)
    {
        if (toReceiver.Count == 0 || !HasRoomToSender || !hasRoomBehind)
            return false;
        RelayPacket packet = toReceiver[0];
        toReceiver.RemoveAt(0);
        RecordPassed(packet, goesForth: true);
        if (packet.Type == PacketType.PubRel)
        {
            if (!receiver.ReceivePubrel(packet.Identifier, TimeSpan.Zero, this, this))
                CloseForError();
        }
        else
            Receive(packet);
        return true;
    }

    public bool MayCut => sender.InFlightCount > 0 || toReceiver.Count > 0 || toSender.Count > 0;

    /// <summary>Loses what is in flight and connects again, with both sessions or without the receiver's.</summary>
    public void Cut(bool receiverForgets)
    {
        Reconnect(BreakKind.Cut);
        if (receiverForgets)
            receiver.Discard();
    }

    /// <summary>The timer of a faulty sender: begins to send everything again, without a new connection.</summary>
    public bool TryRetry()
    {
        if ((behaviour & FaultBehaviour.RetriesOnLiveConnection) == 0 || sender.InFlightCount == 0 ||
            sender.SentCount < sender.InFlightCount)
            return false;
        system.Recorder?.Retried(Client);
        sender.BeginConnection(window);
        return true;
    }

    public void WriteSnapshot(SnapshotWriter writer)
    {
        sender.WriteSnapshot(writer);
        receiver.WriteSnapshot(writer);
        Write(toReceiver, writer);
        Write(toSender, writer);
    }

    public void RestoreSnapshot(ref SnapshotReader reader)
    {
        sender.RestoreSnapshot(ref reader);
        receiver.RestoreSnapshot(ref reader);
        Read(toReceiver, ref reader);
        Read(toSender, ref reader);
    }

    void IPacketSink.SendPublish(in OutgoingPublish publish)
    {
        if (publish.Duplicate && system.Recorder is not null)
            repeated.Add(system.Messages.NumberOf(publish.Message));
        bool duplicate = publish.Duplicate && (behaviour & FaultBehaviour.TrustsDuplicateFlag) != 0;
        byte message = system.Messages.NumberOf(publish.Message);
        var packet = new RelayPacket(PacketType.Publish, (byte)publish.PacketIdentifier, message, duplicate);
        toReceiver.Insert(resentInFront >= 0 ? 0 : toReceiver.Count, packet);
    }

    void IPacketSink.SendAcknowledgement(in Acknowledgement acknowledgement)
    {
        List<RelayPacket> channel = acknowledgement.Type == PacketType.PubRel ? toReceiver : toSender;
        var packet = new RelayPacket(
            acknowledgement.Type, (byte)acknowledgement.PacketIdentifier,
            Refuses: acknowledgement is { Type: PacketType.PubRec, ReasonCode: >= ReasonCode.UnspecifiedError });
        channel.Insert(resentInFront >= 0 ? 0 : channel.Count, packet);
    }

    void IPacketSink.Send(Packet packet) => throw new InvalidOperationException("Only messages pass a bare hop.");

    void IPacketSink.Close() => throw new InvalidOperationException("A bare sender or receiver closes nothing.");

    ReasonCode IMessageReceiver.Deliver(in IncomingPublish publish, TimeSpan now)
    {
        system.Take(number, publish.Message);
        return ReasonCode.Success;
    }

    void IDeliveryObserver.OnCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode)
    {
    }

    void IDeliveryObserver.OnDropped(in Delivery delivery, DropReason reason)
    {
    }

    private void Receive(RelayPacket packet)
    {
        Message message = system.Messages[packet.Message];
        if (packet.Identifier == 0)
        {
            system.Take(number, message);
            return;
        }

        if (packet.Duplicate)
        {
            PacketType answer = model.QualityOfService == QualityOfService.AtLeastOnce
                ? PacketType.PubAck : PacketType.PubRec;
            toSender.Add(new RelayPacket(answer, packet.Identifier));
            return;
        }

        var publish = new IncomingPublish(message, packet.Identifier, model.QualityOfService, false, false);
        if (receiver.Receive(publish, ReasonCode.Success, TimeSpan.Zero, this, this) != ReasonCode.Success)
            CloseForError();
    }

    private void CloseForError()
    {
        system.Note(RelayFlaws.ClosedForError);
        Reconnect(BreakKind.Error);
    }

    private void RecordPassed(RelayPacket packet, bool goesForth)
    {
        if (system.Recorder is not { } recorder)
            return;
        (string from, string to) = model.EndsOf(number);
        Direction direction = goesForth == (Client == from) ? Direction.ToServer : Direction.ToClient;
        recorder.Passed(Client, direction, goesForth ? from : to, goesForth ? to : from, PacketOf(packet));
    }

    private void RecordBroken(BreakKind kind)
    {
        if (system.Recorder is not { } recorder)
            return;
        (string from, string to) = model.EndsOf(number);
        string server = IsClientSending ? to : from;
        IEnumerable<Packet> toServer = (IsClientSending ? toReceiver : toSender).Select(PacketOf);
        IEnumerable<Packet> toClient = (IsClientSending ? toSender : toReceiver).Select(PacketOf);
        if (kind == BreakKind.Error)
            recorder.Closed(Client, server, ConnectionChange.ClosedByServer, toServer, toClient);
        else
            recorder.Broke(kind, Client, server, toServer, toClient);
        recorder.Opened(Client);
        recorder.Note(new ScenarioConnect(Client));
    }

    private Packet PacketOf(RelayPacket packet) => packet.Type == PacketType.Publish
        ? new OutgoingPublish(
            system.Messages[packet.Message], packet.Identifier, model.QualityOfService,
            repeated.Contains(packet.Message), false).ToPacket()
        : new Acknowledgement(
            packet.Type, packet.Identifier, packet.Refuses ? ReasonCode.PacketIdentifierInUse : 0).ToPacket();

    private void Reconnect(BreakKind kind)
    {
        RecordBroken(kind);
        toReceiver.Clear();
        toSender.Clear();
        sender.EndConnection();
        bool widens = (behaviour & FaultBehaviour.WidensWindow) != 0;
        sender.BeginConnection(widens ? (ushort)(window + 1) : window);
        receiver.BeginConnection(ProtocolVersion.V500, ushort.MaxValue);
    }

    private static void Write(List<RelayPacket> channel, SnapshotWriter writer)
    {
        writer.WriteByte((byte)channel.Count);
        foreach (RelayPacket packet in channel)
            packet.Write(writer);
    }

    private static void Read(List<RelayPacket> channel, ref SnapshotReader reader)
    {
        channel.Clear();
        for (int count = reader.ReadByte(); count > 0; count--)
            channel.Add(RelayPacket.Read(ref reader));
    }
}
