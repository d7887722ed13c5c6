using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>What a seeded fault does around the shipped machine of a client: the same in the explorer, where packets go
/// into queues, and on sockets.</summary>
/// <param name="session">The client's session.</param>
/// <param name="behaviour">What it does; with none it changes nothing.</param>
/// <param name="wire">Where its packets go.</param>
/// <param name="application">Who hears what the machine says.</param>
public sealed class FaultyClient(
    ClientSession session, FaultBehaviour behaviour, IPacketSink wire, IClientEvents application) : IClientShell
{
    private readonly List<Action> held = [];
    private int holdCount;

    /// <summary>The timer of <see cref="FaultBehaviour.RetriesOnLiveConnection"/>: sends everything again that is
    /// unacknowledged, on the connection that lives.</summary>
    /// <param name="now">The time since the driver's start.</param>
    /// <returns>False when the fault is another one, or nothing is unacknowledged.</returns>
    public bool TryRetry(TimeSpan now)
    {
        QosSender sender = session.Outbox.Sender;
        if (!Does(FaultBehaviour.RetriesOnLiveConnection) || sender.InFlightCount == 0 || !sender.Window.IsOpen)
            return false;
        sender.BeginConnection(sender.Window.ReceiveMaximum);
        sender.Resume(now, this, session);
        return true;
    }

    DropReason? IPacketSink.Refuses(in Delivery delivery, TimeSpan now) => wire.Refuses(delivery, now);

    void IPacketSink.SendPublish(in OutgoingPublish publish)
    {
        OutgoingPublish copy = publish;
        Send(() => wire.SendPublish(copy));
    }

    void IPacketSink.SendAcknowledgement(in Acknowledgement acknowledgement)
    {
        Acknowledgement copy = acknowledgement;
        Send(() => wire.SendAcknowledgement(copy));
    }

    void IPacketSink.Send(Packet packet) => wire.Send(packet);

    void IPacketSink.Close() => wire.Close();

    void IClientEvents.OnConnected(ConnAckPacket connAck)
    {
        QosSender sender = session.Outbox.Sender;
        if (connAck.SessionPresent && Does(FaultBehaviour.WidensWindow))
            sender.BeginConnection((ushort)(sender.Window.ReceiveMaximum + 1));
        // What is unfinished goes out right after this.
        if (Does(FaultBehaviour.ResendsBackwards))
            holdCount = Math.Min(sender.InFlightCount, sender.Window.ReceiveMaximum);
        application.OnConnected(connAck);
    }

    void IClientEvents.OnMessage(in IncomingPublish publish)
    {
        if (!publish.Duplicate || !Does(FaultBehaviour.TrustsDuplicateFlag))
            application.OnMessage(publish);
    }

    void IClientEvents.OnPublishCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode) =>
        application.OnPublishCompleted(message, packetIdentifier, reasonCode);

    void IClientEvents.OnPublishDropped(in Delivery delivery, DropReason reason) =>
        application.OnPublishDropped(delivery, reason);

    void IClientEvents.OnSubscribed(SubAckPacket subAck) => application.OnSubscribed(subAck);

    void IClientEvents.OnUnsubscribed(UnsubAckPacket unsubAck) => application.OnUnsubscribed(unsubAck);

    void IClientEvents.OnPong() => application.OnPong();

    void IClientEvents.OnClosed(ConnectionEnd end) => application.OnClosed(end);

    private bool Does(FaultBehaviour what) => (behaviour & what) != 0;

    private void Send(Action send)
    {
        if (holdCount == 0)
        {
            send();
            return;
        }

        held.Add(send);
        if (held.Count < holdCount)
            return;
        holdCount = 0;
        held.Reverse();
        foreach (Action each in held)
            each();
        held.Clear();
    }
}
