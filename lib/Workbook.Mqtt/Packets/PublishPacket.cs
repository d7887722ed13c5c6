namespace Workbook.Mqtt.Packets;

/// <summary>PUBLISH: an application message on one hop (section 3.3).</summary>
public sealed record PublishPacket : Packet
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.Publish;

    /// <summary>Whether this packet was sent before, on this hop (DUP); never at QoS 0.</summary>
    public bool Duplicate { get; init; }

    /// <summary>The QoS of this hop.</summary>
    public QualityOfService QualityOfService { get; init; }

    /// <summary>RETAIN: from a client, store it; from a server, it was stored before you subscribed.</summary>
    public bool Retain { get; init; }

    /// <summary>The topic name; empty only with a topic alias (MQTT 5.0).</summary>
    public string Topic { get; init; } = "";

    /// <summary>The packet identifier, 1 to 65,535; 0 at QoS 0, which has none.</summary>
    public ushort PacketIdentifier { get; init; }

    /// <summary>The payload: any bytes, also none.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Compares by value; the payload by content.</summary>
    public bool Equals(PublishPacket? other) =>
        other is not null && Duplicate == other.Duplicate && QualityOfService == other.QualityOfService &&
        Retain == other.Retain && Topic == other.Topic && PacketIdentifier == other.PacketIdentifier &&
        Payload.Span.SequenceEqual(other.Payload.Span) && Properties.Equals(other.Properties);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Duplicate, QualityOfService, Retain, Topic, PacketIdentifier, Payload.Length);
}
