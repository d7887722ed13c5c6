using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>
/// A sender and a receiver with a queue for each direction, small enough that every behaviour can be visited.
/// A cut empties both queues; both ends keep their session, and the sender resumes at once.
/// </summary>
internal sealed class OneHop : IPacketSink, IMessageReceiver, IDeliveryObserver, IMessageEncoder
{
    public const int MessageCount = 4;
    private const ushort Window = 2;

    /// <summary>More than a full window can ever put on the way; to exceed it is a leak.</summary>
    private const int ChannelMaximum = 8;

    private static readonly Message[] messages =
        [.. Enumerable.Range(0, MessageCount + 1).Select(n => new Message { Topic = "t", Payload = new[] { (byte)n } })];

    private readonly QualityOfService qos;
    private readonly QosSender sender;
    private readonly QosReceiver receiver;
    private readonly List<(PacketType Type, ushort Identifier, byte Message)> toReceiver = [];
    private readonly List<(PacketType Type, ushort Identifier, byte Message)> toSender = [];
    private readonly SnapshotWriter writer;
    private byte next;

    public OneHop(
        QualityOfService qos,
        QosTable<QosReceiverState, QosReceiverInput> receiverTable,
        QosTable<QosSenderState, QosSenderInput>? senderTable = null)
    {
        this.qos = qos;
        sender = new QosSender(new PacketIdentifiers(PacketIdentifierOrder.LowestFree, Window), senderTable);
        receiver = new QosReceiver(receiverTable);
        writer = new SnapshotWriter(this);
        Begin();
    }

    public enum Move
    {
        Publish,
        ArriveAtReceiver,
        ArriveAtSender,
        Cut,
    }

    /// <summary>How often each message was delivered, and whether one came before its predecessor.</summary>
    public byte[] DeliveryCounts { get; } = new byte[MessageCount + 1];

    public bool IsOutOfOrder { get; private set; }

    public bool IsFinished => next == MessageCount && sender.InFlightCount == 0;

    /// <summary>Makes a move if it is possible now.</summary>
    public bool TryMove(Move move)
    {
        switch (move)
        {
            case Move.Publish when next < MessageCount && sender.CanPublish:
                sender.Publish(new Delivery(messages[++next], qos, false), TimeSpan.Zero, this);
                return true;
            case Move.ArriveAtReceiver when toReceiver.Count > 0:
                ArriveAtReceiver();
                return true;
            case Move.ArriveAtSender when toSender.Count > 0:
                (PacketType type, ushort identifier, _) = toSender[0];
                toSender.RemoveAt(0);
                Assert.True(sender.Receive(new Acknowledgement(type, identifier), TimeSpan.Zero, this, this));
                return true;
            case Move.Cut when toReceiver.Count + toSender.Count + sender.InFlightCount > 0:
                toReceiver.Clear();
                toSender.Clear();
                sender.EndConnection();
                Begin();
                sender.Resume(TimeSpan.Zero, this, this);
                return true;
            default:
                return false;
        }
    }

    public byte[] Write()
    {
        writer.Clear();
        sender.WriteSnapshot(writer);
        receiver.WriteSnapshot(writer);
        WriteChannel(toReceiver);
        WriteChannel(toSender);
        writer.WriteByte(next);
        writer.WriteBytes(DeliveryCounts);
        writer.WriteByte(IsOutOfOrder ? (byte)1 : (byte)0);
        return writer.Written.ToArray();
    }

    public void Restore(byte[] bytes)
    {
        Begin();
        var reader = new SnapshotReader(bytes, this);
        sender.RestoreSnapshot(ref reader);
        receiver.RestoreSnapshot(ref reader);
        ReadChannel(toReceiver, ref reader);
        ReadChannel(toSender, ref reader);
        next = reader.ReadByte();
        reader.ReadBytes().CopyTo(DeliveryCounts);
        IsOutOfOrder = reader.ReadFlag("order");
        reader.ExpectEnd();
    }

    void IPacketSink.SendPublish(in OutgoingPublish publish) =>
        toReceiver.Add((PacketType.Publish, publish.PacketIdentifier, publish.Message.Payload.Span[0]));

    void IPacketSink.SendAcknowledgement(in Acknowledgement acknowledgement)
    {
        var channel = acknowledgement.Type == PacketType.PubRel ? toReceiver : toSender;
        channel.Add((acknowledgement.Type, acknowledgement.PacketIdentifier, 0));
        Assert.InRange(channel.Count, 0, ChannelMaximum);
    }

    void IPacketSink.Send(Packet packet) => Assert.Fail("Only PUBLISH and its acknowledgements go over this hop.");

    void IPacketSink.Close() => Assert.Fail("Nothing closes this hop.");

    ReasonCode IMessageReceiver.Deliver(in IncomingPublish publish, TimeSpan now)
    {
        byte number = publish.Message.Payload.Span[0];
        bool isFirst = DeliveryCounts[number]++ == 0;
        IsOutOfOrder |= isFirst && number > 1 && DeliveryCounts[number - 1] == 0;
        return ReasonCode.Success;
    }

    void IDeliveryObserver.OnCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode)
    {
    }

    void IDeliveryObserver.OnDropped(in Delivery delivery, DropReason reason) => Assert.Fail("Nothing is dropped here.");

    void IMessageEncoder.Write(Message message, SnapshotWriter snapshot) => snapshot.WriteByte(message.Payload.Span[0]);

    Message IMessageEncoder.Read(ref SnapshotReader reader) => messages[reader.ReadByte()];

    private void Begin()
    {
        receiver.BeginConnection(ProtocolVersion.V500, ushort.MaxValue);
        sender.BeginConnection(Window);
    }

    private void ArriveAtReceiver()
    {
        (PacketType type, ushort identifier, byte number) = toReceiver[0];
        toReceiver.RemoveAt(0);
        if (type == PacketType.PubRel)
        {
            receiver.ReceivePubrel(identifier, TimeSpan.Zero, this, this);
            return;
        }

        var publish = new IncomingPublish(messages[number], identifier, qos, false, false);
        Assert.Equal(ReasonCode.Success, receiver.Receive(publish, ReasonCode.Success, TimeSpan.Zero, this, this));
    }

    private void WriteChannel(List<(PacketType Type, ushort Identifier, byte Message)> channel)
    {
        writer.WriteNumber((ulong)channel.Count);
        foreach ((PacketType type, ushort identifier, byte message) in channel)
        {
            writer.WriteByte((byte)type);
            writer.WriteNumber(identifier);
            writer.WriteByte(message);
        }
    }

    private static void ReadChannel(
        List<(PacketType Type, ushort Identifier, byte Message)> channel, ref SnapshotReader reader)
    {
        channel.Clear();
        int count = reader.ReadInt32(ChannelMaximum, "a count of packets");
        for (int position = 0; position < count; position++)
        {
            var type = (PacketType)reader.ReadByte();
            channel.Add((type, (ushort)reader.ReadInt32(Window, "an identifier"), reader.ReadByte()));
        }
    }
}
