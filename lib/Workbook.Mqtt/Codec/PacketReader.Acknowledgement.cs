using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

public static partial class PacketReader
{
    private static bool TryAcknowledgement(
        scoped ref FrameCursor cursor, PacketType type, List<Property>? entries, out Acknowledgement acknowledgement)
    {
        acknowledgement = default;
        if (!cursor.TryPacketIdentifier(out ushort packetIdentifier))
            return false;
        ReasonCode code = ReasonCode.Success;
        if (cursor.Is500 && !cursor.IsAtEnd && !cursor.TryReasonCode(type, out code))
            return false;
        PropertyPlaces place = PropertyTable.PlaceOf(type, cursor.Sender);
        if (cursor.Is500 && !cursor.IsAtEnd &&
            !cursor.TryPropertyBlock(FieldName.Properties, place, entries, out _, out _))
        {
            return false;
        }

        acknowledgement = new Acknowledgement(type, packetIdentifier, code);
        return cursor.TryEnd();
    }

    private static AcknowledgementPacket? ReadAcknowledgement(scoped ref FrameCursor cursor, PacketType type)
    {
        var entries = new List<Property>();
        if (!TryAcknowledgement(ref cursor, type, entries, out Acknowledgement read))
            return null;
        Properties properties = entries.Count == 0 ? Properties.Empty : new Properties(entries);
        (ushort id, ReasonCode code) = (read.PacketIdentifier, read.ReasonCode);
        return type switch
        {
            PacketType.PubAck => new PubAckPacket { PacketIdentifier = id, ReasonCode = code, Properties = properties },
            PacketType.PubRec => new PubRecPacket { PacketIdentifier = id, ReasonCode = code, Properties = properties },
            PacketType.PubRel => new PubRelPacket { PacketIdentifier = id, ReasonCode = code, Properties = properties },
            _ => new PubCompPacket { PacketIdentifier = id, ReasonCode = code, Properties = properties },
        };
    }

    private static DisconnectPacket? ReadDisconnect(scoped ref FrameCursor cursor) =>
        TryReasonAndProperties(ref cursor, PacketType.Disconnect, out ReasonCode code, out Properties properties)
            ? new DisconnectPacket { ReasonCode = code, Properties = properties }
            : null;

    private static AuthPacket? ReadAuth(scoped ref FrameCursor cursor)
    {
        (int start, bool isShort) = (cursor.Offset, cursor.IsAtEnd);
        if (!TryReasonAndProperties(ref cursor, PacketType.Auth, out ReasonCode code, out Properties properties))
            return null;
        if (properties.AuthenticationMethod is null && !isShort)
        {
            cursor.Fail(start, FieldName.Properties, PacketRules.AuthenticationMethodMissing, "none");
            return null;
        }

        return new AuthPacket { ReasonCode = code, Properties = properties };
    }

    /// <summary>Reads a reason code and properties, either of which may be left out at the end of a packet.</summary>
    private static bool TryReasonAndProperties(
        scoped ref FrameCursor cursor, PacketType type, out ReasonCode code, out Properties properties)
    {
        (code, properties) = (ReasonCode.Success, Properties.Empty);
        if (!cursor.Is500 || cursor.IsAtEnd)
            return true;
        return cursor.TryReasonCode(type, out code) &&
            (cursor.IsAtEnd || cursor.TryProperties(
                FieldName.Properties, PropertyTable.PlaceOf(type, cursor.Sender), out properties));
    }
}
