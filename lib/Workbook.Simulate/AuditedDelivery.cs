using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate;

/// <summary>What became of one message for one receiver.</summary>
public sealed class AuditedDelivery
{
    internal AuditedDelivery(AuditedMessage message, string receiver, QualityOfService level) =>
        (Message, Receiver, Level) = (message, receiver, level);

    /// <summary>The message.</summary>
    public AuditedMessage Message { get; }

    /// <summary>Who should receive it.</summary>
    public string Receiver { get; }

    /// <summary>The level end to end: the lower of what was published and what was granted.</summary>
    public QualityOfService Level { get; }

    /// <summary>How many PUBLISH packets the broker has handed to the receiver's wire.</summary>
    public int HandedCount { get; internal set; }

    /// <summary>How often the receiving application got it.</summary>
    public int DeliveredCount { get; internal set; }

    /// <summary>When it got it first; null: never.</summary>
    public TimeSpan? DeliveredAt { get; internal set; }

    /// <summary>Whether it came first after a later one of the same publisher, topic and level.</summary>
    public bool IsReordered { get; internal set; }

    /// <summary>Why the broker gave it up; null when it did not.</summary>
    public DropReason? Dropped { get; internal set; }

    /// <summary>From the publishing application to the receiving one; null: never.</summary>
    public TimeSpan? Delay => DeliveredAt - Message.PublishedAt;

    /// <summary>How far it came; <see cref="AuditedFate.Delivered"/> when it arrived.</summary>
    public AuditedFate Fate =>
        DeliveredCount > 0 ? AuditedFate.Delivered
        : Dropped is not null ? AuditedFate.DroppedByBroker
        : HandedCount > 0 ? (LastWire!.IsAlive ? AuditedFate.UnderWay : AuditedFate.LostBehindBroker)
        : Message.ArrivedCount > 0 ? AuditedFate.WaitsAtBroker
        : Message.ForgottenAt is not null ? AuditedFate.ForgottenByPublisher
        : Message.HandedCount > 0 ? (Message.LastWire!.IsAlive ? AuditedFate.UnderWay : AuditedFate.LostBeforeBroker)
        : Message.Dropped is not null ? AuditedFate.DroppedByPublisher
        : AuditedFate.WaitsAtPublisher;

    internal Wire? LastWire { get; set; }

    /// <summary>Gives receiver and fate.</summary>
    public override string ToString() =>
        $"{Receiver}: {Fate}" + (DeliveredCount > 1 ? $" {DeliveredCount} times" : "")
        + (Dropped is { } reason ? $" ({reason})" : "");
}
