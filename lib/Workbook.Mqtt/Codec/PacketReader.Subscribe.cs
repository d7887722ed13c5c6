using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Topics;

namespace Workbook.Mqtt.Codec;

public static partial class PacketReader
{
    private static SubscribePacket? ReadSubscribe(scoped ref FrameCursor cursor)
    {
        if (!cursor.TryPacketIdentifier(out ushort packetIdentifier) ||
            !cursor.TryProperties(FieldName.Properties, PropertyPlaces.Subscribe, out Properties properties))
        {
            return null;
        }

        if (cursor.IsAtEnd)
            cursor.Fail(cursor.Offset, FieldName.TopicLength, PacketRules.SubscribeEmpty, "none");
        var subscriptions = new List<Subscription>();
        while (cursor.Error is null && !cursor.IsAtEnd)
        {
            if (TryFilter(ref cursor, out TopicFilter? filter) &&
                TrySubscriptionOptions(ref cursor, filter!, out Subscription? subscription))
            {
                subscriptions.Add(subscription!);
            }
        }

        return cursor.Error is not null
            ? null
            : new SubscribePacket
            {
                PacketIdentifier = packetIdentifier,
                Properties = properties,
                Subscriptions = subscriptions,
            };
    }

    private static bool TryFilter(scoped ref FrameCursor cursor, out TopicFilter? filter)
    {
        int start = cursor.Offset;
        filter = null;
        if (!cursor.TryText(FieldName.TopicLength, FieldName.Topic, out string text))
            return false;
        if (TopicFilter.TryParse(text, out filter, out TopicError? error))
            return true;
        var rule = new PacketRule(
            error.Expected, PacketFault.MalformedPacket, $"[{error.Clause311}]", $"[{error.Clause500}]");
        return text.Length == 0
            ? cursor.Fail(start, FieldName.TopicLength, rule, error.Came)
            : cursor.Fail(start + 2, FieldName.Topic, rule, error.Came);
    }

    private static bool TrySubscriptionOptions(
        scoped ref FrameCursor cursor, TopicFilter filter, out Subscription? subscription)
    {
        subscription = null;
        string field = cursor.Is500 ? FieldName.SubscriptionOptions : FieldName.RequestedQoS;
        if (!cursor.TryByte(field, out byte options))
            return false;
        PacketRule? broken = null;
        if ((options & (cursor.Is500 ? 0b1100_0000 : 0b1111_1100)) != 0)
            broken = PacketRules.SubscriptionReserved;
        else if ((options & 0b11) == 3)
            broken = PacketRules.SubscriptionQoS;
        else if (((options >> 4) & 0b11) == 3)
            broken = PacketRules.RetainHandling;
        else if ((options & 0b100) != 0 && filter.IsShared)
            broken = PacketRules.NoLocalOnShared;
        if (broken is not null)
            return cursor.Fail(cursor.Offset - 1, field, broken, $"0x{options:X2}");

        subscription = new Subscription(filter.Text, (QualityOfService)(options & 0b11))
        {
            NoLocal = (options & 0b100) != 0,
            RetainAsPublished = (options & 0b1000) != 0,
            RetainHandling = (RetainHandling)(options >> 4),
        };
        return true;
    }

    private static UnsubscribePacket? ReadUnsubscribe(scoped ref FrameCursor cursor)
    {
        if (!cursor.TryPacketIdentifier(out ushort packetIdentifier) ||
            !cursor.TryProperties(FieldName.Properties, PropertyPlaces.Unsubscribe, out Properties properties))
        {
            return null;
        }

        if (cursor.IsAtEnd)
            cursor.Fail(cursor.Offset, FieldName.TopicLength, PacketRules.UnsubscribeEmpty, "none");
        var filters = new List<string>();
        while (cursor.Error is null && !cursor.IsAtEnd)
        {
            if (TryFilter(ref cursor, out TopicFilter? filter))
                filters.Add(filter!.Text);
        }

        return cursor.Error is not null
            ? null
            : new UnsubscribePacket
            {
                PacketIdentifier = packetIdentifier,
                Properties = properties,
                TopicFilters = filters,
            };
    }

    private static SubAckPacket? ReadSubAck(scoped ref FrameCursor cursor)
    {
        if (!cursor.TryPacketIdentifier(out ushort packetIdentifier) ||
            !cursor.TryProperties(FieldName.Properties, PropertyPlaces.SubAck, out Properties properties) ||
            !TryReasonCodes(ref cursor, PacketType.SubAck, out List<ReasonCode> codes))
        {
            return null;
        }

        return new SubAckPacket { PacketIdentifier = packetIdentifier, Properties = properties, ReasonCodes = codes };
    }

    private static UnsubAckPacket? ReadUnsubAck(scoped ref FrameCursor cursor)
    {
        List<ReasonCode> codes = [];
        if (!cursor.TryPacketIdentifier(out ushort packetIdentifier) ||
            !cursor.TryProperties(FieldName.Properties, PropertyPlaces.UnsubAck, out Properties properties) ||
            (cursor.Is500 && !TryReasonCodes(ref cursor, PacketType.UnsubAck, out codes)))
        {
            return null;
        }

        return new UnsubAckPacket { PacketIdentifier = packetIdentifier, Properties = properties, ReasonCodes = codes };
    }

    private static bool TryReasonCodes(scoped ref FrameCursor cursor, PacketType type, out List<ReasonCode> codes)
    {
        codes = [];
        if (cursor.IsAtEnd)
            return cursor.Fail(cursor.Offset, FieldName.ReasonCode, PacketRules.ReasonCodesMissing, "none");
        while (!cursor.IsAtEnd)
        {
            if (!TryResult(ref cursor, type, out ReasonCode code))
                return false;
            codes.Add(code);
        }

        return true;
    }

    private static bool TryResult(scoped ref FrameCursor cursor, PacketType type, out ReasonCode code)
    {
        if (cursor.Is500)
            return cursor.TryReasonCode(type, out code);
        bool isRead = cursor.TryByte(FieldName.GrantedQoS, out byte value);
        code = (ReasonCode)value;
        return isRead && (value is 0 or 1 or 2 or 0x80 ||
            cursor.Fail(cursor.Offset - 1, FieldName.GrantedQoS, PacketRules.GrantedQoS, $"0x{value:X2}"));
    }
}
