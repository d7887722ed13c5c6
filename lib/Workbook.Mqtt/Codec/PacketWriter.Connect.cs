using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

public static partial class PacketWriter
{
    private static void Connect(ref ByteSink sink, ConnectPacket connect)
    {
        bool is500 = connect.ProtocolVersion == ProtocolVersion.V500;
        sink.Text(FieldName.ProtocolName, "MQTT");
        sink.Byte((byte)connect.ProtocolVersion);
        sink.Byte(ConnectFlags(connect));
        sink.UInt16(connect.KeepAlive);
        if (is500)
            sink.Properties(connect.Properties);
        sink.Text(FieldName.ClientId, connect.ClientIdentifier);
        if (connect.Will is { } will)
        {
            if (is500)
                sink.Properties(will.Properties);
            sink.Text(FieldName.WillTopic, will.Topic);
            sink.Binary(FieldName.WillMessage, will.Payload.Span);
        }

        if (connect.UserName is { } userName)
            sink.Text(FieldName.UserName, userName);
        if (connect.Password is { } password)
            sink.Binary(FieldName.Password, password.Span);
    }

    private static byte ConnectFlags(ConnectPacket connect)
    {
        int flags = connect.CleanStart ? 0x02 : 0;
        if (connect.Will is { } will)
            flags |= 0x04 | CheckQoS(will.QualityOfService) << 3 | (will.Retain ? 0x20 : 0);
        if (connect.Password is not null)
            flags |= 0x40;
        if (connect.UserName is not null)
            flags |= 0x80;
        return (byte)flags;
    }

    private static void ConnAck(ref ByteSink sink, bool is500, ConnAckPacket connAck)
    {
        sink.Byte(connAck.SessionPresent ? (byte)1 : (byte)0);
        sink.Byte(is500 ? (byte)connAck.ReasonCode : ReturnCode.FromReasonCode(connAck.ReasonCode));
        if (is500)
            sink.Properties(connAck.Properties);
    }
}
