using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Topics;

namespace Workbook.Mqtt.Sessions;

/// <summary>An application message as sessions, queues and the broker hold it: shared by all who receive it, never
/// changed.</summary>
/// <remarks>What belongs to one hop (packet identifier, DUP, the granted QoS) is not here but in
/// <see cref="OutgoingPublish"/>.</remarks>
public sealed class Message
{
    /// <summary>The topic name; no wildcards, never empty.</summary>
    public required string Topic { get; init; }

    /// <summary>The payload: any bytes, or none.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The QoS at which it was published.</summary>
    public QualityOfService QualityOfService { get; init; }

    /// <summary>Whether it was published with RETAIN.</summary>
    public bool Retain { get; init; }

    /// <summary>The properties that travel with the message to every receiver (MQTT 5.0 section 3.3.2.3).</summary>
    /// <remarks>What belongs to one hop is left out: topic alias, subscription identifiers, and the expiry, which is
    /// <see cref="ExpiresAt"/>.</remarks>
    public Properties Properties { get; init; } = Properties.Empty;

    /// <summary>When it came in, since the driver's start.</summary>
    public TimeSpan ReceivedAt { get; init; }

    /// <summary>When it becomes useless, since the driver's start; null: never (MQTT 5.0 Message Expiry
    /// Interval).</summary>
    public TimeSpan? ExpiresAt { get; init; }

    /// <summary>The client identifier of its publisher, for No Local; null when no client published it.</summary>
    public string? Publisher { get; init; }

    /// <summary>Makes sure that a PUBLISH can carry the message: one that cannot must not get into a session, which
    /// would repeat it for ever.</summary>
    /// <exception cref="ArgumentException">Topic, QoS, properties or size are illegal; says which.</exception>
    public void Check()
    {
        TopicName.Parse(Topic);
        if (QualityOfService > QualityOfService.ExactlyOnce)
        {
            throw new ArgumentException(
                $"Expected QoS 0, 1 or 2, got {(int)QualityOfService} (MQTT 5.0 [MQTT-3.3.1-4]).");
        }

        for (int position = 0; position < Properties.Count; position++)
        {
            Property property = Properties[position];
            if (property.Id == PropertyId.TopicAlias ||
                (PropertyTable.Find((uint)property.Id)?.Places & PropertyPlaces.ClientPublish) is null or 0)
            {
                throw new ArgumentException(
                    $"Expected properties that travel with a message, got {property.Id} (MQTT 5.0 section 3.3.2.3).");
            }
        }

        var largest = new OutgoingPublish(this, 0, QualityOfService.AtMostOnce, false, Retain);
        PacketWriter.SizeOf(ProtocolVersion.V500, largest);
    }

    /// <summary>Gives topic, QoS and size, for people.</summary>
    public override string ToString() =>
        $"{Topic} QoS {(int)QualityOfService}, {Payload.Length} B{(Retain ? ", retain" : "")}";
}
