using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate;

/// <summary>The way of one numbered message from the publishing application to the receiving ones.</summary>
public sealed class AuditedMessage
{
    private readonly List<AuditedDelivery> deliveries = [];

    internal AuditedMessage(
        int number, string publisher, string topic, QualityOfService qos, int payloadBytes, TimeSpan now) =>
        (Number, Publisher, Topic, QoS, PayloadBytes, PublishedAt) = (number, publisher, topic, qos, payloadBytes, now);

    /// <summary>The number that its payload carries.</summary>
    public int Number { get; }

    /// <summary>Who published it.</summary>
    public string Publisher { get; }

    /// <summary>Its topic.</summary>
    public string Topic { get; }

    /// <summary>The QoS at which it was published.</summary>
    public QualityOfService QoS { get; }

    /// <summary>The size of its payload.</summary>
    public int PayloadBytes { get; }

    /// <summary>When the application published it.</summary>
    public TimeSpan PublishedAt { get; }

    /// <summary>How many PUBLISH packets the publisher has handed to its wire.</summary>
    public int HandedCount { get; internal set; }

    /// <summary>How many of them have arrived at the broker.</summary>
    public int ArrivedCount { get; internal set; }

    /// <summary>When the first arrived; null when none has.</summary>
    public TimeSpan? ArrivedAt { get; internal set; }

    /// <summary>When the publisher knew that the broker has it; null when it does not, and always at QoS 0.</summary>
    public TimeSpan? CompletedAt { get; internal set; }

    /// <summary>Why the publisher gave it up; null when it did not.</summary>
    public DropReason? Dropped { get; internal set; }

    /// <summary>When the publisher's process died and took it along before it was through; null: it did not.</summary>
    public TimeSpan? ForgottenAt { get; internal set; }

    /// <summary>Who should receive it, and what became of that.</summary>
    public IReadOnlyList<AuditedDelivery> Deliveries => deliveries;

    internal Wire? LastWire { get; set; }

    /// <summary>Gives number, way and deliveries in one line.</summary>
    public override string ToString() =>
        $"message {Number} of {Publisher}, {Topic}, QoS {(int)QoS}: handed {HandedCount}, arrived {ArrivedCount}; "
        + string.Join("; ", deliveries);

    internal AuditedDelivery Expect(string receiver, QualityOfService level)
    {
        var delivery = new AuditedDelivery(this, receiver, level);
        deliveries.Add(delivery);
        return delivery;
    }

    internal AuditedDelivery? Find(string receiver)
    {
        foreach (AuditedDelivery delivery in deliveries)
        {
            if (delivery.Receiver == receiver)
                return delivery;
        }

        return null;
    }
}
