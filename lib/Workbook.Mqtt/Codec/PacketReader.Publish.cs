using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

public static partial class PacketReader
{
    private static bool TryPublish(scoped ref FrameCursor cursor, byte flags, out PublishView publish)
    {
        publish = default;
        int topicStart = cursor.Offset;
        if (!cursor.TryTopicName(FieldName.TopicLength, FieldName.Topic, out ReadOnlySpan<byte> topic))
            return false;
        ushort packetIdentifier = 0;
        if ((flags & 0b0110) != 0 && !cursor.TryPacketIdentifier(out packetIdentifier))
            return false;

        ReadOnlySpan<byte> properties = default;
        ushort alias = 0;
        if (cursor.Is500 && !TryPublishProperties(ref cursor, out properties, out alias))
            return false;
        if (topic.IsEmpty && alias == 0)
        {
            PacketRule rule = cursor.Is500 ? PacketRules.TopicEmptyWithoutAlias : PacketRules.TopicEmpty;
            return cursor.Fail(topicStart, FieldName.TopicLength, rule, "an empty one");
        }

        publish = new PublishView(flags, topic, packetIdentifier, properties, alias, cursor.Rest(FieldName.Message));
        return true;
    }

    private static bool TryPublishProperties(
        scoped ref FrameCursor cursor, out ReadOnlySpan<byte> properties, out ushort alias)
    {
        PropertyPlaces place = PropertyTable.PlaceOf(PacketType.Publish, cursor.Sender);
        return cursor.TryPropertyBlock(FieldName.Properties, place, null, out properties, out alias);
    }

    private static bool TryNonEmptyTopic(
        scoped ref FrameCursor cursor, string lengthField, string field, out ReadOnlySpan<byte> topic)
    {
        int start = cursor.Offset;
        if (!cursor.TryTopicName(lengthField, field, out topic))
            return false;
        return !topic.IsEmpty || cursor.Fail(start, lengthField, PacketRules.TopicEmpty, "an empty one");
    }
}
