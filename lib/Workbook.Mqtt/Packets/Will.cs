namespace Workbook.Mqtt.Packets;

/// <summary>The message that a server publishes for a client whose connection ends without a normal DISCONNECT.</summary>
/// <remarks>MQTT 3.1.1 and 5.0 section 3.1.2.5.</remarks>
public sealed record Will
{
    /// <summary>The topic name; no wildcards.</summary>
    public required string Topic { get; init; }

    /// <summary>The payload; at most 65,535 bytes.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The QoS at which the will is published.</summary>
    public QualityOfService QualityOfService { get; init; }

    /// <summary>Whether the will becomes the retained message of its topic.</summary>
    public bool Retain { get; init; }

    /// <summary>The will properties (MQTT 5.0), among them Will Delay Interval; never null.</summary>
    public Properties Properties { get; init; } = Properties.Empty;

    /// <summary>Compares by value; the payload by content.</summary>
    public bool Equals(Will? other) =>
        other is not null && Topic == other.Topic && QualityOfService == other.QualityOfService && Retain == other.Retain &&
        Payload.Span.SequenceEqual(other.Payload.Span) && Properties.Equals(other.Properties);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Topic, QualityOfService, Retain, Payload.Length, Properties);
}
