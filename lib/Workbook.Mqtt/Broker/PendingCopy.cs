using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Broker;

/// <summary>What the matching subscriptions of one session add up to while a message is routed.</summary>
internal struct PendingCopy
{
    /// <summary>The number of the routing that this belongs to.</summary>
    public long RouteNumber;

    public QualityOfService QualityOfService;

    public bool RetainAsPublished;

    public IReadOnlyList<uint>? SubscriptionIdentifiers;
}
