using System.Buffers.Binary;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Topics;
using Workbook.Mqtt.Trace;

namespace Workbook.Simulate;

/// <summary>Follows each numbered message over three borders: from the application to the wire, from the wire to the
/// broker, from the broker's wire to the receiving application.</summary>
/// <remarks>
/// The number stands in the first four bytes of the payload, so what is audited is what was really sent and parsed. Who
/// should receive a message is decided when it is published: every client with a session that has a matching
/// subscription by then. Shared subscriptions and retained messages are not followed.
/// </remarks>
public sealed class Auditor : IBrokerEvents
{
    private const int NumberBytes = sizeof(int);

    private readonly Simulation simulation;
    private readonly List<AuditedMessage> messages = [];
    private readonly Dictionary<(string Client, string Filter), QualityOfService> subscriptions = [];
    private readonly Dictionary<string, (string Client, QualityOfService QoS)[]> receiversOf = [];
    private readonly Dictionary<(string, string, string, QualityOfService), int> lastDelivered = [];

    internal Auditor(Simulation simulation) => this.simulation = simulation;

    /// <summary>All numbered messages, by number.</summary>
    public IReadOnlyList<AuditedMessage> Messages => messages;

    /// <summary>All deliveries that should happen.</summary>
    public IEnumerable<AuditedDelivery> Deliveries => messages.SelectMany(message => message.Deliveries);

    /// <summary>Counts what became of the messages so far.</summary>
    /// <param name="only">Which messages; null: all.</param>
    /// <param name="lateAfter">From which delay on a delivery is late; null: never.</param>
    public AuditSummary Summarize(Func<AuditedMessage, bool>? only = null, TimeSpan? lateAfter = null)
    {
        var chosen = messages.Where(only ?? (_ => true)).ToList();
        var expected = chosen.SelectMany(message => message.Deliveries).ToList();
        var delivered = expected.Where(delivery => delivery.DeliveredCount > 0).ToList();
        return new AuditSummary
        {
            Published = chosen.Count,
            Handed = chosen.Sum(message => message.HandedCount),
            Arrived = chosen.Sum(message => message.ArrivedCount),
            ArrivedTwice = chosen.Count(message => message.ArrivedCount > 1),
            Forgotten = chosen.Count(message => message.ForgottenAt is not null),
            Expected = expected.Count,
            Delivered = delivered.Count,
            Duplicates = delivered.Sum(delivery => delivery.DeliveredCount - 1),
            Reordered = delivered.Count(delivery => delivery.IsReordered),
            Late = delivered.Count(delivery => delivery.Delay > lateAfter),
            MeanDelay = delivered.Count == 0
                ? TimeSpan.Zero
                : TimeSpan.FromTicks((long)delivered.Average(delivery => delivery.Delay!.Value.Ticks)),
            LongestDelay = delivered.Count == 0 ? TimeSpan.Zero : delivered.Max(delivery => delivery.Delay!.Value),
            Losses =
            [
                .. expected.Except(delivered)
                    .GroupBy(delivery => (delivery.Fate, Reason: delivery.Dropped ?? delivery.Message.Dropped))
                    .Select(group => new AuditedLoss(group.Key.Fate, group.Key.Reason, group.Count()))
                    .OrderByDescending(loss => loss.Count).ThenBy(loss => loss.Fate),
            ],
        };
    }

    /// <summary>Gives the counts of all messages.</summary>
    public override string ToString() => Summarize().ToString();

    void IBrokerEvents.OnSubscribed(string clientIdentifier, Subscription subscription, ReasonCode reason)
    {
        if (reason > ReasonCode.GrantedQoS2 || subscription.TopicFilter.StartsWith("$share/", StringComparison.Ordinal))
            return;
        subscriptions[(clientIdentifier, subscription.TopicFilter)] = (QualityOfService)reason;
        receiversOf.Clear();
    }

    void IBrokerEvents.OnUnsubscribed(string clientIdentifier, string topicFilter)
    {
        subscriptions.Remove((clientIdentifier, topicFilter));
        receiversOf.Clear();
    }

    void IBrokerEvents.OnSessionEnded(string clientIdentifier, bool hasExpired)
    {
        foreach (var key in subscriptions.Keys.Where(key => key.Client == clientIdentifier).ToList())
            subscriptions.Remove(key);
        receiversOf.Clear();
    }

    void IBrokerEvents.OnDropped(string clientIdentifier, in Delivery delivery, DropReason reason)
    {
        if (Find(delivery.Message)?.Find(clientIdentifier) is { } missed)
            missed.Dropped = reason;
    }

    /// <summary>Gives a message its number, and the payload that carries it.</summary>
    internal (int Number, byte[] Payload) Begin(
        SimulatedClient publisher, string topic, QualityOfService qos, int payloadBytes)
    {
        if (payloadBytes < NumberBytes)
        {
            throw new ArgumentException(
                $"Expected a payload of at least {NumberBytes} bytes, which hold the number, but got {payloadBytes}; "
                + $"use {nameof(SimulatedClient)}.{nameof(SimulatedClient.Send)} for messages without a number.",
                nameof(payloadBytes));
        }

        int number = messages.Count;
        var payload = new byte[payloadBytes];
        BinaryPrimitives.WriteInt32BigEndian(payload, number);
        if (!simulation.Options.IsAudited)
            return (number, payload);
        var message = new AuditedMessage(number, publisher.Name, topic, qos, payloadBytes, simulation.Now);
        foreach (var (client, granted) in ReceiversOf(topic))
            message.Expect(client, granted < qos ? granted : qos);
        messages.Add(message);
        return (number, payload);
    }

    internal void NoteHanded(Message message, Wire wire, Direction direction)
    {
        if (Find(message) is not { } audited)
            return;
        if (direction == Direction.ToServer)
        {
            audited.HandedCount++;
            audited.LastWire = wire;
        }
        else if (audited.Find(wire.Client.Name) is { } delivery)
        {
            delivery.HandedCount++;
            delivery.LastWire = wire;
        }
    }

    internal void NoteArrived(Message message)
    {
        if (Find(message) is not { } audited)
            return;
        audited.ArrivedCount++;
        audited.ArrivedAt ??= simulation.Now;
    }

    internal void NoteCompleted(Message message)
    {
        if (Find(message) is { } audited)
            audited.CompletedAt ??= simulation.Now;
    }

    internal void NoteDroppedByPublisher(Message message, DropReason reason)
    {
        if (Find(message) is { } audited)
            audited.Dropped = reason;
    }

    internal void NoteForgotten(Message message)
    {
        if (Find(message) is { } audited)
            audited.ForgottenAt ??= simulation.Now;
    }

    internal void NoteDelivered(Message message, SimulatedClient receiver)
    {
        if (Find(message) is not { } audited)
            return;
        AuditedDelivery delivery =
            audited.Find(receiver.Name) ?? audited.Expect(receiver.Name, message.QualityOfService);
        if (++delivery.DeliveredCount > 1)
            return;
        delivery.DeliveredAt = simulation.Now;
        var stream = (receiver.Name, audited.Publisher, audited.Topic, delivery.Level);
        if (lastDelivered.TryGetValue(stream, out int last) && last > audited.Number)
            delivery.IsReordered = true;
        else
            lastDelivered[stream] = audited.Number;
    }

    private AuditedMessage? Find(Message message)
    {
        ReadOnlySpan<byte> payload = message.Payload.Span;
        if (payload.Length < NumberBytes)
            return null;
        int number = BinaryPrimitives.ReadInt32BigEndian(payload);
        if (number < 0 || number >= messages.Count)
            return null;
        AuditedMessage found = messages[number];
        // A topic may be absent here: behind a topic alias.
        bool isSame = found.PayloadBytes == payload.Length
            && (message.Topic.Length == 0 || message.Topic == found.Topic);
        return isSame ? found : null;
    }

    private (string Client, QualityOfService QoS)[] ReceiversOf(string topic)
    {
        if (receiversOf.TryGetValue(topic, out var known))
            return known;
        known =
        [
            .. subscriptions.Where(each => TopicFilter.Matches(each.Key.Filter, topic))
                .GroupBy(each => each.Key.Client)
                .Select(group => (group.Key, group.Max(each => each.Value))),
        ];
        return receiversOf[topic] = known;
    }
}
