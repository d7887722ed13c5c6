using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate;

public sealed partial class SimulatedClient : IClientEvents
{
    void IClientEvents.OnConnected(ConnAckPacket connAck)
    {
        failedCount = 0;
        mustStartClean = false;
        if (!connAck.SessionPresent && Setup.Subscriptions.Count > 0)
            Simulation.React(() => Subscribe(Setup.Subscriptions));
        if (WhenConnected is { } act)
            Simulation.React(act);
    }

    void IClientEvents.OnMessage(in IncomingPublish publish)
    {
        ReceivedCount++;
        if (Simulation.Options.IsAudited)
            Simulation.Auditor.NoteDelivered(publish.Message, this);
        if (WhenReceived is { } act)
        {
            IncomingPublish received = publish;
            Simulation.React(() => act(received));
        }
    }

    void IClientEvents.OnPublishCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode)
    {
        if (message is not null && Simulation.Options.IsAudited)
            Simulation.Auditor.NoteCompleted(message);
        if (WhenCompleted is { } act)
            Simulation.React(act);
    }

    void IClientEvents.OnPublishDropped(in Delivery delivery, DropReason reason)
    {
        if (Simulation.Options.IsAudited)
            Simulation.Auditor.NoteDroppedByPublisher(delivery.Message, reason);
    }

    void IClientEvents.OnSubscribed(SubAckPacket subAck)
    {
    }

    void IClientEvents.OnUnsubscribed(UnsubAckPacket unsubAck)
    {
    }

    void IClientEvents.OnClosed(ConnectionEnd end)
    {
        LastEnd = end;
        Wire?.NoteClientClosed(isByClient: end.By == ClosedBy.Client);
        ComeBack();
    }
}
