namespace Workbook.Mqtt.Packets;

/// <summary>One topic filter of a SUBSCRIBE with its options (MQTT 5.0 section 3.8.3.1).</summary>
/// <param name="TopicFilter">The filter, with wildcards and the prefix of a shared subscription where wanted.</param>
/// <param name="MaximumQoS">The highest QoS at which the server may send.</param>
public sealed record Subscription(string TopicFilter, QualityOfService MaximumQoS)
{
    /// <summary>Do not send me what I publish (MQTT 5.0; an error on a shared subscription).</summary>
    public bool NoLocal { get; init; }

    /// <summary>Keep RETAIN as the publisher set it (MQTT 5.0); otherwise live copies carry RETAIN 0.</summary>
    public bool RetainAsPublished { get; init; }

    /// <summary>When retained messages are sent because of this subscription (MQTT 5.0).</summary>
    public RetainHandling RetainHandling { get; init; }
}
