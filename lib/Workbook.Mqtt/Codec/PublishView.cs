using System.Text;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>
/// A PUBLISH that was checked and is read in place: its spans point into the frame, nothing is copied.
/// </summary>
public readonly ref struct PublishView
{
    internal PublishView(
        byte flags,
        ReadOnlySpan<byte> topicBytes,
        ushort packetIdentifier,
        ReadOnlySpan<byte> propertyBytes,
        ushort topicAlias,
        ReadOnlySpan<byte> payload)
    {
        Flags = flags;
        TopicBytes = topicBytes;
        PacketIdentifier = packetIdentifier;
        PropertyBytes = propertyBytes;
        TopicAlias = topicAlias;
        Payload = payload;
    }

    /// <summary>Whether this packet was sent before, on this hop (DUP).</summary>
    public bool Duplicate => (Flags & 0b1000) != 0;

    /// <summary>The QoS of this hop.</summary>
    public QualityOfService QualityOfService => (QualityOfService)((Flags >> 1) & 0b11);

    /// <summary>RETAIN as the packet has it.</summary>
    public bool Retain => (Flags & 1) != 0;

    /// <summary>The topic name in UTF-8, checked; empty only with a topic alias.</summary>
    public ReadOnlySpan<byte> TopicBytes { get; }

    /// <summary>The packet identifier, 1 to 65,535; 0 at QoS 0.</summary>
    public ushort PacketIdentifier { get; }

    /// <summary>
    /// The properties as they stand in the frame, without their length, checked; empty in MQTT 3.1.1.
    /// </summary>
    public ReadOnlySpan<byte> PropertyBytes { get; }

    /// <summary>The topic alias, 1 to 65,535; 0 for none.</summary>
    public ushort TopicAlias { get; }

    /// <summary>The payload: any bytes, also none.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    private byte Flags { get; }

    /// <summary>Makes a string of the topic name.</summary>
    public string ReadTopic() => Encoding.UTF8.GetString(TopicBytes);

    /// <summary>Makes a set of the properties, alias and subscription identifiers included.</summary>
    public Properties ReadProperties() =>
        PropertyBytes.IsEmpty ? Properties.Empty : FrameCursor.ReadCheckedProperties(PropertyBytes);

    /// <summary>Makes a packet that owns copies of everything.</summary>
    public PublishPacket ToPacket() => new()
    {
        Duplicate = Duplicate,
        QualityOfService = QualityOfService,
        Retain = Retain,
        Topic = ReadTopic(),
        PacketIdentifier = PacketIdentifier,
        Properties = ReadProperties(),
        Payload = Payload.ToArray(),
    };
}
