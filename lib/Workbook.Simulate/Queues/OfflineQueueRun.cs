using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate;

/// <summary>One run of an <see cref="OfflineQueue"/>.</summary>
internal sealed class OfflineQueueRun : IDeliveryObserver
{
    private const long EventsBetweenLooks = 1 << 16;

    private readonly OfflineQueue inputs;
    private readonly EventQueue<QueueEvent> events = new();
    private readonly RandomStream random;
    private readonly OutgoingQueue queue;
    private readonly double period;
    private readonly double sendInterval;
    private double nextArrival;
    private double maySendAt;
    private bool isSendPlanned;
    private bool isBack;
    private bool hasEnded;
    private int inFlight;
    private long arrived;
    private long overflowed;
    private long expired;
    private long lostWithSession;
    private long delivered;

    /// <summary>Messages of the absence that are neither acknowledged nor dropped.</summary>
    private long left;
    private TimeSpan? overflowedAt;
    private TimeSpan? drainedAt;
    private TimeSpan? caughtUpAt;

    public OfflineQueueRun(OfflineQueue inputs)
    {
        this.inputs = inputs;
        random = new RandomStream(inputs.Seed, "messages");
        queue = new OutgoingQueue(new QueueLimits(inputs.QueueMaximum, long.MaxValue, inputs.Overflow));
        period = TimeSpan.TicksPerSecond / inputs.MessagesPerSecond;
        sendInterval = inputs.DrainPerSecond is { } rate ? TimeSpan.TicksPerSecond / rate : 0;
    }

    public OfflineQueueOutcome Run(CancellationToken stop)
    {
        if (inputs.SessionExpiry is { } end && end <= inputs.Absence)
            events.Add(end, QueueEvent.SessionEnded);
        events.Add(inputs.Absence, QueueEvent.Returned);
        PlanArrival(inputs.IsRandom ? period * random.NextExponential() : period / 2);

        long count = 0;
        while (!isBack && events.TryTake(out QueueEvent happened))
        {
            Look(ref count, stop);
            Handle(happened);
        }

        var outcome = new OfflineQueueOutcome
        {
            Queue = inputs,
            Arrived = arrived,
            Queued = queue.Count,
            Overflowed = overflowed,
            Expired = expired,
            LostWithSession = lostWithSession,
            OverflowedAt = overflowedAt,
            OldestAge = queue.Count > 0 ? events.Now - queue.Oldest.Message.ReceivedAt : null,
            Delivered = 0,
        };
        if (hasEnded)
            return outcome;

        left = queue.Count;
        Send();
        TimeSpan last = inputs.Absence + inputs.Limit;
        while ((drainedAt is null || caughtUpAt is null) && events.NextAt <= last && events.TryTake(out var happened))
        {
            Look(ref count, stop);
            Handle(happened);
        }

        return outcome with
        {
            DrainedAfter = drainedAt - inputs.Absence,
            CaughtUpAfter = caughtUpAt - inputs.Absence,
            Delivered = delivered,
        };
    }

    void IDeliveryObserver.OnCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode)
    {
    }

    void IDeliveryObserver.OnDropped(in Delivery delivery, DropReason reason)
    {
        switch (reason)
        {
            case DropReason.Expired:
                expired++;
                break;
            case DropReason.SessionEnded:
                lostWithSession++;
                break;
            default:
                overflowed++;
                overflowedAt ??= events.Now;
                break;
        }

        if (isBack && IsOfAbsence(delivery.Message))
            left--;
    }

    private void Handle(QueueEvent happened)
    {
        switch (happened)
        {
            case QueueEvent.Arrived:
                Arrive();
                break;
            case QueueEvent.SessionEnded:
                hasEnded = true;
                queue.Discard(DropReason.SessionEnded, this);
                break;
            case QueueEvent.Returned:
                DropExpired();
                isBack = true;
                break;
            case QueueEvent.MaySend:
                isSendPlanned = false;
                Send();
                break;
            case QueueEvent.AcknowledgedOld:
                left--;
                Acknowledge();
                break;
            case QueueEvent.AcknowledgedNew:
                Acknowledge();
                break;
        }
    }

    private void Arrive()
    {
        PlanArrival(inputs.IsRandom ? period * random.NextExponential() : period);
        if (!isBack)
            arrived++;
        if (hasEnded)
        {
            lostWithSession++;
            return;
        }

        var message = new Message
        {
            Topic = "t",
            QualityOfService = QualityOfService.AtLeastOnce,
            ReceivedAt = events.Now,
            ExpiresAt = events.Now + inputs.MessageExpiry,
        };
        queue.TryAdd(new Delivery(message, QualityOfService.AtLeastOnce, Retain: false), events.Now, this);
        if (isBack)
            Send();
    }

    private void Acknowledge()
    {
        delivered++;
        inFlight--;
        Send();
    }

    private void Send()
    {
        DropExpired();
        while (queue.Count > 0 && inFlight < inputs.Window)
        {
            if (events.Now.Ticks < (long)maySendAt)
            {
                if (!isSendPlanned)
                    events.Add(new TimeSpan((long)maySendAt), QueueEvent.MaySend);
                isSendPlanned = true;
                break;
            }

            maySendAt = Math.Max(maySendAt, events.Now.Ticks) + sendInterval;
            inFlight++;
            events.Add(
                events.Now + inputs.RoundTrip,
                IsOfAbsence(queue.RemoveOldest().Message) ? QueueEvent.AcknowledgedOld : QueueEvent.AcknowledgedNew);
            DropExpired();
        }

        if (queue.Count == 0)
            caughtUpAt ??= events.Now;
        if (left == 0)
            drainedAt ??= events.Now;
    }

    /// <summary>All messages live equally long, so that the oldest die first.</summary>
    private void DropExpired()
    {
        IDeliveryObserver observer = this;
        while (queue.Count > 0 && queue.Oldest.IsExpired(events.Now))
            observer.OnDropped(queue.RemoveOldest(), DropReason.Expired);
    }

    private bool IsOfAbsence(Message message) => message.ReceivedAt <= inputs.Absence;

    private void PlanArrival(double after)
    {
        nextArrival += after;
        events.Add(new TimeSpan((long)nextArrival), QueueEvent.Arrived);
    }

    private static void Look(ref long count, CancellationToken stop)
    {
        if (++count % EventsBetweenLooks == 0)
            stop.ThrowIfCancellationRequested();
    }

    private enum QueueEvent : byte
    {
        Arrived,
        SessionEnded,

        /// <summary>The client is back.</summary>
        Returned,

        /// <summary>The broker's own limit allows the next message.</summary>
        MaySend,

        /// <summary>A message of the absence is acknowledged.</summary>
        AcknowledgedOld,

        /// <summary>A message that came after the return is acknowledged.</summary>
        AcknowledgedNew,
    }
}
