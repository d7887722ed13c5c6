using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>A packet in flight between a client and the broker of a <see cref="DeliverySystem"/>.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Identifier">The packet identifier; 0 for none.</param>
/// <param name="Message">The number of the message; 0 for none.</param>
/// <param name="QualityOfService">The QoS of a PUBLISH.</param>
/// <param name="Flag">DUP of a PUBLISH, Session Present of a CONNACK.</param>
/// <param name="Reason">The reason code of an answer.</param>
internal readonly record struct DeliveryPacket(
    PacketType Type,
    byte Identifier = 0,
    byte Message = 0,
    QualityOfService QualityOfService = 0,
    bool Flag = false,
    ReasonCode Reason = 0)
{
    public void Write(PublisherExchange places, SnapshotWriter writer)
    {
        writer.WriteByte((byte)((int)Type << 3 | (int)QualityOfService << 1 | (Flag ? 1 : 0)));
        if (Type == PacketType.ConnAck)
            return;
        writer.WriteByte(Identifier);
        writer.WriteByte(Type == PacketType.Publish ? places.NumberOf(Message) : (byte)Reason);
    }

    public static DeliveryPacket Read(ref SnapshotReader reader)
    {
        byte head = reader.ReadByte();
        var type = (PacketType)(head >> 3);
        bool flag = (head & 1) != 0;
        if (type == PacketType.ConnAck)
            return new DeliveryPacket(type, Flag: flag);
        byte identifier = reader.ReadByte();
        byte last = reader.ReadByte();
        return type == PacketType.Publish
            ? new DeliveryPacket(type, identifier, last, (QualityOfService)(head >> 1 & 3), flag)
            : new DeliveryPacket(type, identifier, Reason: (ReasonCode)last);
    }
}
