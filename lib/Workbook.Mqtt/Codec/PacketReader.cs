using System.Diagnostics.CodeAnalysis;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>Reads whole frames, as <see cref="FrameScanner"/> delimits them, into packets; it never throws.</summary>
/// <remarks>
/// Every rule that one packet alone can break is checked, and the first breach is told. What needs memory of other
/// packets (identifiers in use, aliases, order) belongs to the sessions. PUBLISH and the acknowledgements can be read
/// without any allocation.
/// </remarks>
public static partial class PacketReader
{
    /// <summary>Reads a packet of any type.</summary>
    /// <param name="frame">Exactly one frame.</param>
    /// <param name="version">The version of the connection; CONNECT is read by the version it names itself.</param>
    /// <param name="sender">The side that sent it.</param>
    /// <param name="packet">The packet, which owns copies of everything; null on failure.</param>
    /// <param name="error">What is wrong; null on success.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> frame,
        ProtocolVersion version,
        Sender sender,
        [NotNullWhen(true)] out Packet? packet,
        [NotNullWhen(false)] out PacketError? error)
    {
        var cursor = new FrameCursor(frame, version, sender);
        packet = Read(ref cursor);
        error = cursor.Error;
        return packet is not null;
    }

    /// <summary>Reads a PUBLISH in place.</summary>
    /// <param name="frame">Exactly one frame; any other type than PUBLISH is an error.</param>
    /// <param name="version">The version of the connection.</param>
    /// <param name="sender">The side that sent it.</param>
    /// <param name="publish">What the packet says, valid as long as the frame; empty on failure.</param>
    /// <param name="error">What is wrong; null on success.</param>
    public static bool TryReadPublish(
        ReadOnlySpan<byte> frame,
        ProtocolVersion version,
        Sender sender,
        out PublishView publish,
        [NotNullWhen(false)] out PacketError? error)
    {
        var cursor = new FrameCursor(frame, version, sender);
        publish = default;
        bool isRead = cursor.TryHeader(out PacketType type, out byte flags) &&
            CheckType(ref cursor, type == PacketType.Publish, type, "PUBLISH") &&
            TryPublish(ref cursor, flags, out publish);
        error = cursor.Error;
        return isRead;
    }

    /// <summary>Reads a PUBACK, PUBREC, PUBREL or PUBCOMP; its properties are checked and left behind.</summary>
    /// <param name="frame">Exactly one frame; any other type is an error.</param>
    /// <param name="version">The version of the connection.</param>
    /// <param name="acknowledgement">The acknowledgement; its default on failure.</param>
    /// <param name="error">What is wrong; null on success.</param>
    public static bool TryReadAcknowledgement(
        ReadOnlySpan<byte> frame,
        ProtocolVersion version,
        out Acknowledgement acknowledgement,
        [NotNullWhen(false)] out PacketError? error)
    {
        var cursor = new FrameCursor(frame, version, sender: null);
        acknowledgement = default;
        bool isRead = cursor.TryHeader(out PacketType type, out _) &&
            CheckType(ref cursor, IsAcknowledgement(type), type, "PUBACK, PUBREC, PUBREL or PUBCOMP") &&
            TryAcknowledgement(ref cursor, type, null, out acknowledgement);
        error = cursor.Error;
        return isRead;
    }

    /// <summary>Reads whatever the cursor stands on; null when the cursor has an error.</summary>
    internal static Packet? Read(scoped ref FrameCursor cursor)
    {
        if (!cursor.TryHeader(out PacketType type, out byte flags))
            return null;
        Packet? packet = type switch
        {
            PacketType.Connect => ReadConnect(ref cursor),
            PacketType.ConnAck => ReadConnAck(ref cursor),
            PacketType.Publish => TryPublish(ref cursor, flags, out PublishView publish) ? publish.ToPacket() : null,
            PacketType.Subscribe => ReadSubscribe(ref cursor),
            PacketType.SubAck => ReadSubAck(ref cursor),
            PacketType.Unsubscribe => ReadUnsubscribe(ref cursor),
            PacketType.UnsubAck => ReadUnsubAck(ref cursor),
            PacketType.PingReq => new PingReqPacket(),
            PacketType.PingResp => new PingRespPacket(),
            PacketType.Disconnect => ReadDisconnect(ref cursor),
            PacketType.Auth => ReadAuth(ref cursor),
            _ => ReadAcknowledgement(ref cursor, type),
        };
        return packet is not null && cursor.TryEnd() ? packet : null;
    }

    /// <summary>Says whether the cursor stands on a legal packet, without copying a payload.</summary>
    internal static bool IsLegal(scoped ref FrameCursor cursor) => cursor.IsPublish
        ? cursor.TryHeader(out _, out byte flags) && TryPublish(ref cursor, flags, out _)
        : Read(ref cursor) is not null;

    private static bool IsAcknowledgement(PacketType type) => type is >= PacketType.PubAck and <= PacketType.PubComp;

    private static bool CheckType(scoped ref FrameCursor cursor, bool isWanted, PacketType type, string wanted)
    {
        if (isWanted)
            return true;
        var rule = new PacketRule(wanted, PacketFault.ProtocolError, "section 2.2.1", "section 2.1.2");
        return cursor.Fail(0, FieldName.HeaderFlags, rule, type.Word());
    }
}
