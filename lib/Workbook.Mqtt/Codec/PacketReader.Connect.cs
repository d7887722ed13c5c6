using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

public static partial class PacketReader
{
    private const int ReservedBit = 0x01, CleanStartBit = 0x02, WillBit = 0x04, WillRetainBit = 0x20;
    private const int PasswordBit = 0x40, UserNameBit = 0x80;

    /// <summary>Gives the version in which to answer a CONNECT that cannot be accepted: MQTT 5.0 for level 5 and above,
    /// MQTT 3.1.1 for older clients; null when the frame is no CONNECT of any MQTT, which is best not answered.</summary>
    /// <param name="frame">Exactly one frame.</param>
    public static ProtocolVersion? AnswerVersionOf(ReadOnlySpan<byte> frame)
    {
        var cursor = new FrameCursor(frame, ProtocolVersion.V311, Sender.Client);
        bool isConnect = cursor.TryHeader(out PacketType type, out _) && type == PacketType.Connect;
        if (!isConnect ||
            !cursor.TryText(FieldName.ProtocolNameLength, FieldName.ProtocolName, out string name) ||
            name is not ("MQTT" or "MQIsdp") ||
            !cursor.TryByte(FieldName.Version, out byte level))
        {
            return null;
        }

        return name == "MQTT" && level >= (byte)ProtocolVersion.V500 ? ProtocolVersion.V500 : ProtocolVersion.V311;
    }

    private static ConnectPacket? ReadConnect(scoped ref FrameCursor cursor)
    {
        if (!TryProtocol(ref cursor) ||
            !TryConnectFlags(ref cursor, out byte flags) ||
            !cursor.TryUInt16(FieldName.KeepAlive, out ushort keepAlive) ||
            !TryConnectProperties(ref cursor, out Properties properties) ||
            !cursor.TryText(FieldName.ClientIdLength, FieldName.ClientId, out string clientIdentifier) ||
            !TryWill(ref cursor, flags, out Will? will) ||
            !TryCredentials(ref cursor, flags, out string? userName, out ReadOnlyMemory<byte>? password))
        {
            return null;
        }

        return new ConnectPacket
        {
            ProtocolVersion = cursor.Version,
            CleanStart = (flags & CleanStartBit) != 0,
            KeepAlive = keepAlive,
            Properties = properties,
            ClientIdentifier = clientIdentifier,
            Will = will,
            UserName = userName,
            Password = password,
        };
    }

    private static bool TryProtocol(scoped ref FrameCursor cursor)
    {
        if (!cursor.TryText(FieldName.ProtocolNameLength, FieldName.ProtocolName, out string name))
            return false;
        if (name != "MQTT")
        {
            int start = cursor.Offset - System.Text.Encoding.UTF8.GetByteCount(name);
            return cursor.Fail(start, FieldName.ProtocolName, PacketRules.ProtocolName, $"'{name}'");
        }

        if (!cursor.TryByte(FieldName.Version, out byte level))
            return false;
        if (level is not ((byte)ProtocolVersion.V311 or (byte)ProtocolVersion.V500))
            return cursor.Fail(cursor.Offset - 1, FieldName.Version, PacketRules.ProtocolLevel, $"{level}");
        cursor.Version = (ProtocolVersion)level;
        return true;
    }

    private static bool TryConnectFlags(scoped ref FrameCursor cursor, out byte flags)
    {
        if (!cursor.TryByte(FieldName.ConnectFlags, out flags))
            return false;
        int willQoS = WillQoS(flags);
        PacketRule? broken = null;
        if ((flags & ReservedBit) != 0)
            broken = PacketRules.ConnectReserved;
        else if ((flags & WillBit) == 0 && willQoS != 0)
            broken = PacketRules.WillQoSWithoutWill;
        else if ((flags & WillBit) == 0 && (flags & WillRetainBit) != 0)
            broken = PacketRules.WillRetainWithoutWill;
        else if (willQoS == 3)
            broken = PacketRules.WillQoS;
        else if (!cursor.Is500 && (flags & PasswordBit) != 0 && (flags & UserNameBit) == 0)
            broken = PacketRules.PasswordWithoutUserName;
        return broken is null ||
            cursor.Fail(cursor.Offset - 1, FieldName.ConnectFlags, broken, $"the flags 0x{flags:X2}");
    }

    private static int WillQoS(byte flags) => (flags >> 3) & 0b11;

    private static bool TryConnectProperties(scoped ref FrameCursor cursor, out Properties properties)
    {
        int start = cursor.Offset;
        return cursor.TryProperties(FieldName.Properties, PropertyPlaces.Connect, out properties) &&
            CheckAuthentication(ref cursor, start, properties);
    }

    private static bool CheckAuthentication(scoped ref FrameCursor cursor, int start, Properties properties) =>
        properties.AuthenticationData is null || properties.AuthenticationMethod is not null ||
        cursor.Fail(start, FieldName.Properties, PacketRules.AuthenticationDataWithoutMethod, "data without method");

    private static bool TryWill(scoped ref FrameCursor cursor, byte flags, out Will? will)
    {
        will = null;
        if ((flags & WillBit) == 0)
            return true;
        if (!cursor.TryProperties(FieldName.WillProperties, PropertyPlaces.Will, out Properties properties) ||
            !TryNonEmptyTopic(
                ref cursor, FieldName.WillTopicLength, FieldName.WillTopic, out ReadOnlySpan<byte> topic) ||
            !cursor.TryBinary(FieldName.WillMessageLength, FieldName.WillMessage, out ReadOnlySpan<byte> payload))
        {
            return false;
        }

        will = new Will
        {
            Topic = System.Text.Encoding.UTF8.GetString(topic),
            Payload = payload.ToArray(),
            QualityOfService = (QualityOfService)WillQoS(flags),
            Retain = (flags & WillRetainBit) != 0,
            Properties = properties,
        };
        return true;
    }

    private static bool TryCredentials(
        scoped ref FrameCursor cursor, byte flags, out string? userName, out ReadOnlyMemory<byte>? password)
    {
        userName = null;
        password = null;
        if ((flags & UserNameBit) != 0)
        {
            if (!cursor.TryText(FieldName.UserNameLength, FieldName.UserName, out string name))
                return false;
            userName = name;
        }

        if ((flags & PasswordBit) != 0)
        {
            if (!cursor.TryBinary(FieldName.PasswordLength, FieldName.Password, out ReadOnlySpan<byte> bytes))
                return false;
            password = bytes.ToArray();
        }

        return true;
    }

    private static ConnAckPacket? ReadConnAck(scoped ref FrameCursor cursor)
    {
        if (!cursor.TryByte(FieldName.AcknowledgeFlags, out byte flags))
            return null;
        int flagsOffset = cursor.Offset - 1;
        if (flags > 1)
            cursor.Fail(flagsOffset, FieldName.AcknowledgeFlags, PacketRules.AcknowledgeFlags, $"0x{flags:X2}");
        if (cursor.Error is not null || !TryConnAckCode(ref cursor, out ReasonCode code))
            return null;
        if (flags == 1 && code != ReasonCode.Success)
        {
            cursor.Fail(flagsOffset, FieldName.AcknowledgeFlags, PacketRules.SessionPresentOnRefusal, "1");
            return null;
        }

        int start = cursor.Offset;
        bool isRead = cursor.TryProperties(FieldName.Properties, PropertyPlaces.ConnAck, out Properties properties) &&
            CheckAuthentication(ref cursor, start, properties);
        return isRead
            ? new ConnAckPacket { SessionPresent = flags == 1, ReasonCode = code, Properties = properties }
            : null;
    }

    private static bool TryConnAckCode(scoped ref FrameCursor cursor, out ReasonCode code)
    {
        if (cursor.Is500)
            return cursor.TryReasonCode(PacketType.ConnAck, out code);
        bool isRead = cursor.TryByte(FieldName.ReturnCode, out byte value);
        if (ReturnCode.ToReasonCode(value) is { } known)
        {
            code = known;
            return isRead;
        }

        code = default;
        return cursor.Fail(cursor.Offset - 1, FieldName.ReturnCode, PacketRules.ReturnCode, $"{value}");
    }
}
