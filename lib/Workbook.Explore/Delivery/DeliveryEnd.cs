using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook.Explore;

/// <summary>Where the machine at one end of a connection puts its packets: the queue of packets in flight.</summary>
/// <param name="system">The system.</param>
/// <param name="link">The link; null: what is sent goes nowhere.</param>
/// <param name="direction">Which way the packets go.</param>
internal sealed class DeliveryEnd(DeliverySystem system, DeliveryLink? link, Direction direction) : IPacketSink
{
    /// <summary>Whether the machine at this end has closed the connection and the other does not know yet.</summary>
    public bool IsClosing { get; set; }

    public void SendPublish(in OutgoingPublish publish)
    {
        if (link is null)
            return;
        if (publish.QualityOfService == QualityOfService.ExactlyOnce && !publish.Duplicate && IsKnown(publish))
            system.Note(DeliveryFlaws.IdentifierReused);
        Add(new DeliveryPacket(
            PacketType.Publish, (byte)publish.PacketIdentifier, system.Messages.NumberOf(publish.Message),
            publish.QualityOfService, publish.Duplicate));
    }

    public void SendAcknowledgement(in Acknowledgement acknowledgement) => Add(new DeliveryPacket(
        acknowledgement.Type, (byte)acknowledgement.PacketIdentifier, Reason: acknowledgement.ReasonCode));

    public void Send(Packet packet)
    {
        switch (packet)
        {
            case ConnAckPacket connAck:
                system.Remember(connAck);
                Add(new DeliveryPacket(PacketType.ConnAck, Flag: connAck.SessionPresent));
                break;
            case SubscribePacket subscribe:
                Add(new DeliveryPacket(PacketType.Subscribe, (byte)subscribe.PacketIdentifier));
                break;
            case SubAckPacket subAck:
                Add(new DeliveryPacket(
                    PacketType.SubAck, (byte)subAck.PacketIdentifier, Reason: subAck.ReasonCodes[0]));
                break;
            case ConnectPacket or DisconnectPacket:
                // CONNECT is handed over at once, and with DISCONNECT the connection ends.
                break;
            default:
                throw new InvalidOperationException($"The model has no way for {packet.Type}.");
        }
    }

    public void Close() => IsClosing = true;

    private bool IsKnown(in OutgoingPublish publish)
    {
        QosReceiver? receiver = direction == Direction.ToClient
            ? link!.Session.Receiver
            : system.Broker.FindSession(link!.Name)?.Receiver;
        return receiver is not null && receiver.StateOf(publish.PacketIdentifier) != QosReceiverState.Free;
    }

    private void Add(DeliveryPacket packet)
    {
        if (link is null)
            return;
        system.Touch(link);
        List<DeliveryPacket> channel = direction == Direction.ToServer ? link.ToServer : link.ToClient;
        channel.Add(packet);
    }
}
