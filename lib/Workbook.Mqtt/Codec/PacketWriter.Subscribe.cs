using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

public static partial class PacketWriter
{
    private static void Subscribe(ref ByteSink sink, bool is500, SubscribePacket subscribe)
    {
        sink.UInt16(subscribe.PacketIdentifier);
        if (is500)
            sink.Properties(subscribe.Properties);
        foreach (Subscription subscription in subscribe.Subscriptions)
        {
            sink.Text(FieldName.Topic, subscription.TopicFilter);
            sink.Byte(is500 ? Options(subscription) : (byte)CheckQoS(subscription.MaximumQoS));
        }
    }

    private static byte Options(Subscription subscription) => (byte)(
        CheckQoS(subscription.MaximumQoS) |
        (subscription.NoLocal ? 0b100 : 0) |
        (subscription.RetainAsPublished ? 0b1000 : 0) |
        (int)subscription.RetainHandling << 4);

    private static void SubAck(ref ByteSink sink, bool is500, SubAckPacket subAck)
    {
        sink.UInt16(subAck.PacketIdentifier);
        if (is500)
            sink.Properties(subAck.Properties);
        foreach (ReasonCode code in subAck.ReasonCodes)
        {
            bool isRefusalOf311 = !is500 && code >= ReasonCode.UnspecifiedError;
            sink.Byte((byte)(isRefusalOf311 ? ReasonCode.UnspecifiedError : code));
        }
    }

    private static void Unsubscribe(ref ByteSink sink, bool is500, UnsubscribePacket unsubscribe)
    {
        sink.UInt16(unsubscribe.PacketIdentifier);
        if (is500)
            sink.Properties(unsubscribe.Properties);
        foreach (string filter in unsubscribe.TopicFilters)
            sink.Text(FieldName.Topic, filter);
    }

    private static void UnsubAck(ref ByteSink sink, bool is500, UnsubAckPacket unsubAck)
    {
        sink.UInt16(unsubAck.PacketIdentifier);
        if (!is500)
            return;
        sink.Properties(unsubAck.Properties);
        foreach (ReasonCode code in unsubAck.ReasonCodes)
            sink.Byte((byte)code);
    }
}
