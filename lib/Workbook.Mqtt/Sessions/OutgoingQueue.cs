using System.Text;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>Messages that wait for a connection or for room in the window: first in, first out, bounded in number and
/// bytes.</summary>
/// <remarks>At a bound the overflow policy decides who gives way; expired messages go first. Whatever is dropped is
/// reported.</remarks>
public sealed class OutgoingQueue
{
    private readonly QueueLimits limits;
    private Ring<Delivery> waiting;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="limits">How much may wait, and who gives way.</param>
    public OutgoingQueue(QueueLimits limits) => this.limits = limits;

    /// <summary>How many messages wait.</summary>
    public int Count => waiting.Count;

    /// <summary>How many bytes of topic, payload and properties wait.</summary>
    public long SizeBytes { get; private set; }

    /// <summary>How many of the waiting messages are QoS 0; new ones must not overtake them.</summary>
    public int QoS0Count { get; private set; }

    /// <summary>The oldest message; ask only while <see cref="Count"/> is above 0.</summary>
    public ref readonly Delivery Oldest => ref waiting[0];

    /// <summary>Adds a message at the end, if the limits and their policy let it.</summary>
    /// <param name="delivery">The message.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="observer">Who hears of what is dropped.</param>
    /// <returns>Whether the message waits now.</returns>
    public bool TryAdd(in Delivery delivery, TimeSpan now, IDeliveryObserver observer)
    {
        long size = SizeOf(delivery);
        if (Excess(size) is not null)
            DropExpired(now, observer);
        while (Excess(size) is { } reason)
        {
            if (limits.Overflow == OverflowPolicy.DropNewest || Count == 0)
            {
                observer.OnDropped(delivery, reason);
                return false;
            }

            observer.OnDropped(RemoveOldest(), reason);
        }

        waiting.Add(delivery);
        SizeBytes += size;
        if (delivery.QualityOfService == QualityOfService.AtMostOnce)
            QoS0Count++;
        return true;
    }

    /// <summary>Takes the oldest message out.</summary>
    public Delivery RemoveOldest() => RemoveAt(0);

    /// <summary>Drops all messages.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="observer">Who hears of each.</param>
    public void Discard(DropReason reason, IDeliveryObserver observer)
    {
        while (Count > 0)
            observer.OnDropped(RemoveOldest(), reason);
    }

    /// <summary>Writes the waiting messages.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteSnapshot(SnapshotWriter writer)
    {
        writer.WriteNumber((ulong)Count);
        for (int position = 0; position < Count; position++)
            DeliverySnapshot.Write(writer, waiting[position]);
    }

    /// <summary>Replaces the waiting messages by those that were written, also where they exceed the limits of
    /// now.</summary>
    /// <param name="reader">Where from.</param>
    /// <exception cref="SnapshotException">The bytes are not such a state.</exception>
    public void RestoreSnapshot(ref SnapshotReader reader)
    {
        waiting.Clear();
        SizeBytes = 0;
        QoS0Count = 0;
        int count = reader.ReadInt32(int.MaxValue, "a count of waiting messages");
        for (int position = 0; position < count; position++)
        {
            Delivery delivery = DeliverySnapshot.Read(ref reader);
            waiting.Add(delivery);
            SizeBytes += SizeOf(delivery);
            if (delivery.QualityOfService == QualityOfService.AtMostOnce)
                QoS0Count++;
        }
    }

    private static long SizeOf(in Delivery delivery)
    {
        Message message = delivery.Message;
        long size = Encoding.UTF8.GetByteCount(message.Topic) + message.Payload.Length;
        for (int position = 0; position < message.Properties.Count; position++)
            size += SizeOf(message.Properties[position]);
        return size;
    }

    private static int SizeOf(in Property property) => property.Content switch
    {
        string text => Encoding.UTF8.GetByteCount(text),
        byte[] bytes => bytes.Length,
        UserProperty pair => Encoding.UTF8.GetByteCount(pair.Name) + Encoding.UTF8.GetByteCount(pair.Value),
        _ => sizeof(uint),
    };

    private DropReason? Excess(long addedBytes) =>
        Count >= limits.CountMaximum ? DropReason.QueueCountExceeded
        : SizeBytes + addedBytes > limits.BytesMaximum ? DropReason.QueueBytesExceeded
        : null;

    private void DropExpired(TimeSpan now, IDeliveryObserver observer)
    {
        for (int position = 0; position < Count;)
        {
            if (waiting[position].IsExpired(now))
                observer.OnDropped(RemoveAt(position), DropReason.Expired);
            else
                position++;
        }
    }

    private Delivery RemoveAt(int position)
    {
        Delivery delivery = waiting[position];
        waiting.RemoveAt(position);
        SizeBytes -= SizeOf(delivery);
        if (delivery.QualityOfService == QualityOfService.AtMostOnce)
            QoS0Count--;
        return delivery;
    }
}
