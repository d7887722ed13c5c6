using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>All that a session has for its peer, in order: what is in flight, and behind it what waits.</summary>
/// <remarks>
/// QoS 1 and 2 keep one order: in-flight first, then the queue. QoS 0 goes out at once unless older QoS 0 messages
/// wait. Expired messages are dropped when their turn comes, before delivery begins, and never afterwards (MQTT 5.0
/// [MQTT-3.3.2-5], [MQTT-4.3.3-7]).
/// </remarks>
public sealed class Outbox
{
    private readonly bool keepsQoS0;

    /// <summary>Makes an empty outbox.</summary>
    /// <param name="sender">The sender of QoS 1 and 2.</param>
    /// <param name="queue">Where messages wait.</param>
    /// <param name="keepsQoS0">Whether QoS 0 messages wait too while there is no connection; the standard leaves it
    /// open.</param>
    public Outbox(QosSender sender, OutgoingQueue queue, bool keepsQoS0)
    {
        Sender = sender;
        Queue = queue;
        this.keepsQoS0 = keepsQoS0;
    }

    /// <summary>The sender of QoS 1 and 2.</summary>
    public QosSender Sender { get; }

    /// <summary>What waits.</summary>
    public OutgoingQueue Queue { get; }

    /// <summary>Whether a connection is open and may be sent on.</summary>
    public bool IsConnected => Sender.Window.IsOpen;

    /// <summary>Takes a message: sends it now if it may go, else lets it wait.</summary>
    /// <param name="delivery">The message.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="peer">The connection; null without one.</param>
    /// <param name="observer">Who hears what is dropped.</param>
    public SendResult Send(in Delivery delivery, TimeSpan now, PeerSink? peer, IDeliveryObserver observer)
    {
        bool isQoS0 = delivery.QualityOfService == QualityOfService.AtMostOnce;
        if (peer is null || !IsConnected)
        {
            if (isQoS0 && !keepsQoS0)
                return Drop(delivery, DropReason.ReceiverOffline, observer);
            return Wait(delivery, now, observer);
        }

        if (peer.Refuses(delivery, now) is { } reason)
            return Drop(delivery, reason, observer);
        if (isQoS0 ? Queue.QoS0Count > 0 : Queue.Count > 0 || !Sender.CanPublish)
            return Wait(delivery, now, observer);
        SendNow(delivery, now, peer);
        return SendResult.Sent;
    }

    /// <summary>Sends again what the connection has not seen, then what waits, as far as the window allows.</summary>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="peer">The connection.</param>
    /// <param name="observer">Who hears what is dropped.</param>
    public void Pump(TimeSpan now, PeerSink peer, IDeliveryObserver observer)
    {
        Sender.Resume(now, peer, observer);
        while (IsConnected && Queue.Count > 0)
        {
            ref readonly Delivery oldest = ref Queue.Oldest;
            if (oldest.IsExpired(now))
                observer.OnDropped(Queue.RemoveOldest(), DropReason.Expired);
            else if (peer.Refuses(oldest, now) is { } reason)
                observer.OnDropped(Queue.RemoveOldest(), reason);
            else if (oldest.QualityOfService != QualityOfService.AtMostOnce && !Sender.CanPublish)
                return;
            else
                SendNow(Queue.RemoveOldest(), now, peer);
        }
    }

    /// <summary>Writes in-flight list and queue.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteSnapshot(SnapshotWriter writer)
    {
        Sender.WriteSnapshot(writer);
        Queue.WriteSnapshot(writer);
    }

    /// <summary>Replaces in-flight list and queue by those that were written.</summary>
    /// <param name="reader">Where from.</param>
    /// <exception cref="SnapshotException">The bytes are not such a state.</exception>
    public void RestoreSnapshot(ref SnapshotReader reader)
    {
        Sender.RestoreSnapshot(ref reader);
        Queue.RestoreSnapshot(ref reader);
    }

    private void SendNow(in Delivery delivery, TimeSpan now, PeerSink peer)
    {
        if (delivery.QualityOfService == QualityOfService.AtMostOnce)
            peer.SendPublish(delivery.ToPublish(0, false, now));
        else
            Sender.Publish(delivery, now, peer);
    }

    private SendResult Wait(in Delivery delivery, TimeSpan now, IDeliveryObserver observer) =>
        Queue.TryAdd(delivery, now, observer) ? SendResult.Queued : SendResult.Dropped;

    private static SendResult Drop(in Delivery delivery, DropReason reason, IDeliveryObserver observer)
    {
        observer.OnDropped(delivery, reason);
        return SendResult.Dropped;
    }
}
