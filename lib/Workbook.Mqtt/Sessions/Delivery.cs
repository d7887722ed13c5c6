using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>A message together with how one receiver shall get it; what queues and in-flight lists hold.</summary>
/// <param name="Message">The message, shared with all its receivers.</param>
/// <param name="QualityOfService">The QoS of this hop: the lower of what was published and what was granted.</param>
/// <param name="Retain">RETAIN as this receiver shall see it.</param>
/// <param name="SubscriptionIdentifiers">The identifiers of the matching subscriptions (MQTT 5.0); null for
/// none.</param>
public readonly record struct Delivery(
    Message Message,
    QualityOfService QualityOfService,
    bool Retain,
    IReadOnlyList<uint>? SubscriptionIdentifiers = null)
{
    /// <summary>Says whether the message is useless by now (MQTT 5.0 [MQTT-3.3.2-5]).</summary>
    /// <param name="now">The time since the driver's start.</param>
    public bool IsExpired(TimeSpan now) => Message.ExpiresAt is { } end && end <= now;

    /// <summary>Gives the PUBLISH of this delivery.</summary>
    /// <param name="packetIdentifier">1 to 65,535; 0 at QoS 0.</param>
    /// <param name="duplicate">DUP.</param>
    /// <param name="now">The time since the driver's start, for what is left of the expiry.</param>
    public OutgoingPublish ToPublish(ushort packetIdentifier, bool duplicate, TimeSpan now) => new(
        Message, packetIdentifier, QualityOfService, duplicate, Retain, SubscriptionIdentifiers, RemainingSeconds(now));

    /// <summary>Rounds up, so that a message that is still alive never goes out with 0; one that expired in flight
    /// does.</summary>
    private uint? RemainingSeconds(TimeSpan now) => Message.ExpiresAt is not { } end
        ? null
        : (uint)Math.Clamp(Math.Ceiling((end - now).TotalSeconds), 0, uint.MaxValue);
}
