using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Codec;

public static partial class PacketWriter
{
    private const int AcknowledgementBody = 2;

    /// <summary>Gives the bytes of the whole frame that a PUBLISH will take.</summary>
    /// <param name="version">The version of the connection.</param>
    /// <param name="publish">The message and its hop's header.</param>
    public static int SizeOf(ProtocolVersion version, in OutgoingPublish publish) =>
        FrameSize(Measure(version, publish, out _, out _));

    /// <summary>Writes a PUBLISH into a span, without allocation, and gives its size in bytes.</summary>
    /// <param name="destination">At least <see cref="SizeOf(ProtocolVersion, in OutgoingPublish)"/> bytes.</param>
    /// <param name="version">The version of the connection.</param>
    /// <param name="publish">The message and its hop's header; the topic is taken to be a valid topic name.</param>
    public static int WritePublish(Span<byte> destination, ProtocolVersion version, in OutgoingPublish publish)
    {
        int bodySize = Measure(version, publish, out int topicSize, out int propertySize);
        return WritePublish(destination[..FrameSize(bodySize)], version, publish, bodySize, topicSize, propertySize);
    }

    /// <summary>Writes a PUBLISH into a buffer, without allocation.</summary>
    /// <param name="output">Where the frame goes; untouched when the packet is illegal.</param>
    /// <param name="version">The version of the connection.</param>
    /// <param name="publish">The message and its hop's header; the topic is taken to be a valid topic name.</param>
    public static void WritePublish(IBufferWriter<byte> output, ProtocolVersion version, in OutgoingPublish publish)
    {
        int bodySize = Measure(version, publish, out int topicSize, out int propertySize);
        Span<byte> destination = output.GetSpan(FrameSize(bodySize));
        output.Advance(WritePublish(destination, version, publish, bodySize, topicSize, propertySize));
    }

    /// <summary>
    /// Writes a PUBACK, PUBREC, PUBREL or PUBCOMP into a span, without allocation: four bytes, or five.
    /// </summary>
    /// <param name="destination">At least five bytes.</param>
    /// <param name="version">The version of the connection; MQTT 3.1.1 leaves the reason code out.</param>
    /// <param name="acknowledgement">The acknowledgement; identifier 0 or a foreign reason code throws.</param>
    public static int WriteAcknowledgement(
        Span<byte> destination, ProtocolVersion version, in Acknowledgement acknowledgement)
    {
        Check(acknowledgement, version);
        bool hasCode = version == ProtocolVersion.V500 && acknowledgement.ReasonCode != ReasonCode.Success;
        ByteSink sink = ByteSink.Into(destination);
        sink.Byte((byte)((int)acknowledgement.Type << 4 | PacketTypeTable.FlagsOf(acknowledgement.Type)));
        sink.Byte((byte)(hasCode ? AcknowledgementBody + 1 : AcknowledgementBody));
        sink.UInt16(acknowledgement.PacketIdentifier);
        if (hasCode)
            sink.Byte((byte)acknowledgement.ReasonCode);
        return sink.Count;
    }

    /// <summary>Writes a PUBACK, PUBREC, PUBREL or PUBCOMP into a buffer, without allocation.</summary>
    /// <param name="output">Where the frame goes; untouched when the packet is illegal.</param>
    /// <param name="version">The version of the connection; MQTT 3.1.1 leaves the reason code out.</param>
    /// <param name="acknowledgement">The acknowledgement; identifier 0 or a foreign reason code throws.</param>
    public static void WriteAcknowledgement(
        IBufferWriter<byte> output, ProtocolVersion version, in Acknowledgement acknowledgement) =>
        output.Advance(WriteAcknowledgement(output.GetSpan(AcknowledgementBody + 3), version, acknowledgement));

    private static int WritePublish(
        Span<byte> destination,
        ProtocolVersion version,
        in OutgoingPublish publish,
        int bodySize,
        int topicSize,
        int propertySize)
    {
        Message message = publish.Message;
        destination[0] = PublishFirstByte(publish.Duplicate, publish.QualityOfService, publish.Retain);
        int at = 1 + VariableByteInteger.Write(destination[1..], (uint)bodySize);
        BinaryPrimitives.WriteUInt16BigEndian(destination[at..], (ushort)topicSize);
        at += 2;
        ByteSink.Encode(FieldName.Topic, publish.OmitsTopic ? "" : message.Topic, destination.Slice(at, topicSize));
        at += topicSize;
        if (publish.QualityOfService != QualityOfService.AtMostOnce)
        {
            BinaryPrimitives.WriteUInt16BigEndian(destination[at..], publish.PacketIdentifier);
            at += 2;
        }

        if (version == ProtocolVersion.V500)
            at += WriteProperties(destination[at..], publish, propertySize);
        message.Payload.Span.CopyTo(destination[at..]);
        return at + message.Payload.Length;
    }

    private static int WriteProperties(Span<byte> destination, in OutgoingPublish publish, int propertySize)
    {
        if (propertySize == 0)
        {
            destination[0] = 0;
            return 1;
        }

        ByteSink sink = ByteSink.Into(destination);
        sink.Number((uint)propertySize);
        HopProperties(ref sink, publish);
        return sink.Count;
    }

    private static int Measure(
        ProtocolVersion version, in OutgoingPublish publish, out int topicSize, out int propertySize)
    {
        CheckIdentifier(publish.QualityOfService, publish.PacketIdentifier);
        bool hasIdentifier = publish.QualityOfService != QualityOfService.AtMostOnce;
        topicSize = publish.OmitsTopic ? 0 : Encoding.UTF8.GetByteCount(publish.Message.Topic);
        propertySize = 0;
        int size = 2 + topicSize + (hasIdentifier ? 2 : 0) + publish.Message.Payload.Length;
        if (version != ProtocolVersion.V500)
            return size;
        if (publish.Message.Properties.Count > 0 ||
            publish.MessageExpiryInterval is not null ||
            publish.TopicAlias != 0 ||
            publish.SubscriptionIdentifiers is not null)
        {
            ByteSink counter = ByteSink.Counting();
            HopProperties(ref counter, publish);
            propertySize = counter.Count;
        }

        return size + VariableByteInteger.SizeOf((uint)propertySize) + propertySize;
    }

    /// <summary>Puts the message's properties, but in place of its own expiry what is left of it on this hop.</summary>
    private static void HopProperties(ref ByteSink sink, in OutgoingPublish publish)
    {
        if (publish.MessageExpiryInterval is { } seconds)
            sink.Property(new Property(PropertyId.MessageExpiryInterval, seconds, null));
        if (publish.TopicAlias != 0)
            sink.Property(new Property(PropertyId.TopicAlias, publish.TopicAlias, null));
        Properties properties = publish.Message.Properties;
        for (int index = 0; index < properties.Count; index++)
        {
            Property property = properties[index];
            bool belongsToHop = property.Id is PropertyId.MessageExpiryInterval or PropertyId.TopicAlias
                or PropertyId.SubscriptionIdentifier;
            if (!belongsToHop)
                sink.Property(property);
        }

        if (publish.SubscriptionIdentifiers is not { } identifiers)
            return;
        for (int index = 0; index < identifiers.Count; index++)
            sink.Property(new Property(PropertyId.SubscriptionIdentifier, identifiers[index], null));
    }

    private static void Publish(ref ByteSink sink, bool is500, PublishPacket publish)
    {
        CheckIdentifier(publish.QualityOfService, publish.PacketIdentifier);
        sink.Text(FieldName.Topic, publish.Topic);
        if (publish.QualityOfService != QualityOfService.AtMostOnce)
            sink.UInt16(publish.PacketIdentifier);
        if (is500)
            sink.Properties(publish.Properties);
        sink.Raw(publish.Payload.Span);
    }

    private static byte PublishFirstByte(bool duplicate, QualityOfService qualityOfService, bool retain)
    {
        if (duplicate && qualityOfService == QualityOfService.AtMostOnce)
            throw new ArgumentException("Expected DUP 0 at QoS 0, got DUP 1 (MQTT 5.0 [MQTT-3.3.1-2]).");
        int flags = (duplicate ? 0b1000 : 0) | CheckQoS(qualityOfService) << 1 | (retain ? 1 : 0);
        return (byte)((int)PacketType.Publish << 4 | flags);
    }

    private static int CheckQoS(QualityOfService qualityOfService) =>
        qualityOfService <= QualityOfService.ExactlyOnce
            ? (int)qualityOfService
            : throw new ArgumentException(
                $"Expected QoS 0, 1 or 2, got {(int)qualityOfService} (MQTT 5.0 [MQTT-3.3.1-4]).");

    private static void CheckIdentifier(QualityOfService qualityOfService, ushort packetIdentifier)
    {
        if (qualityOfService == QualityOfService.AtMostOnce == (packetIdentifier == 0))
            return;
        throw new ArgumentException(qualityOfService == QualityOfService.AtMostOnce
            ? $"Expected no packet identifier at QoS 0, got {packetIdentifier} (MQTT 5.0 [MQTT-2.2.1-2])."
            : "Expected a packet identifier from 1 to 65,535 above QoS 0, got 0 (MQTT 5.0 [MQTT-2.2.1-3]).");
    }

    private static void Check(in Acknowledgement acknowledgement, ProtocolVersion version)
    {
        if (acknowledgement.Type is < PacketType.PubAck or > PacketType.PubComp)
        {
            throw new ArgumentException(
                $"Expected PUBACK, PUBREC, PUBREL or PUBCOMP, got {acknowledgement.Type.Word()}.");
        }

        if (acknowledgement.PacketIdentifier == 0)
        {
            throw new ArgumentException(
                "Expected a packet identifier from 1 to 65,535, got 0 (MQTT 5.0 [MQTT-2.2.1-5]).");
        }

        if (version == ProtocolVersion.V500 && acknowledgement.ReasonCode != ReasonCode.Success &&
            !ReasonCodeTable.IsAllowed(acknowledgement.Type, null, acknowledgement.ReasonCode))
        {
            throw new ArgumentException(
                $"Expected a reason code of {acknowledgement.Type.Word()}, got {acknowledgement.ReasonCode} " +
                $"(MQTT 5.0 {ReasonCodeTable.ClauseOf(acknowledgement.Type)}).");
        }
    }
}
