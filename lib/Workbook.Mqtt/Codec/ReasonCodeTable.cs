using System.Buffers;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>
/// Which reason codes each packet of MQTT 5.0 may carry, and who may send them (section 2.4 and each packet's
/// table).
/// </summary>
public static class ReasonCodeTable
{
    private static readonly SearchValues<byte> connAck = Codes(
        0x00, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8C,
        0x90, 0x95, 0x97, 0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9F);

    private static readonly SearchValues<byte> received = Codes(
        0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99);

    private static readonly SearchValues<byte> released = Codes(0x00, 0x92);

    private static readonly SearchValues<byte> subAck = Codes(
        0x00, 0x01, 0x02, 0x80, 0x83, 0x87, 0x8F, 0x91, 0x97, 0x9E, 0xA1, 0xA2);

    private static readonly SearchValues<byte> unsubAck = Codes(0x00, 0x11, 0x80, 0x83, 0x87, 0x8F, 0x91);

    private static readonly SearchValues<byte> clientDisconnect = Codes(
        0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x8C, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99);

    private static readonly SearchValues<byte> serverDisconnect = Codes(
        0x00, 0x80, 0x81, 0x82, 0x83, 0x87, 0x89, 0x8B, 0x8C, 0x8D, 0x8E, 0x8F,
        0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F,
        0xA0, 0xA1, 0xA2);

    private static readonly SearchValues<byte> clientAuth = Codes(0x18, 0x19);

    private static readonly SearchValues<byte> serverAuth = Codes(0x00, 0x18);

    private static readonly SearchValues<byte> none = Codes();

    /// <summary>Says whether a packet may carry a reason code.</summary>
    /// <param name="type">The packet type.</param>
    /// <param name="sender">The side that sends it, or null when unknown.</param>
    /// <param name="code">The code, any number.</param>
    public static bool IsAllowed(PacketType type, Sender? sender, ReasonCode code) =>
        (sender != Sender.Server && FromClient(type).Contains((byte)code)) ||
        (sender != Sender.Client && FromServer(type).Contains((byte)code));

    /// <summary>Gives the clause of MQTT 5.0 that names the reason codes of a packet.</summary>
    internal static string ClauseOf(PacketType type) => type switch
    {
        PacketType.ConnAck => "[MQTT-3.2.2-8]",
        PacketType.PubAck => "[MQTT-3.4.2-1]",
        PacketType.PubRec => "[MQTT-3.5.2-1]",
        PacketType.PubRel => "[MQTT-3.6.2-1]",
        PacketType.PubComp => "[MQTT-3.7.2-1]",
        PacketType.SubAck => "[MQTT-3.9.3-2]",
        PacketType.UnsubAck => "[MQTT-3.11.3-2]",
        PacketType.Disconnect => "[MQTT-3.14.2-1]",
        PacketType.Auth => "[MQTT-3.15.2-1]",
        _ => "section 2.4",
    };

    private static SearchValues<byte> FromClient(PacketType type) => type switch
    {
        PacketType.PubAck or PacketType.PubRec => received,
        PacketType.PubRel or PacketType.PubComp => released,
        PacketType.Disconnect => clientDisconnect,
        PacketType.Auth => clientAuth,
        _ => none,
    };

    private static SearchValues<byte> FromServer(PacketType type) => type switch
    {
        PacketType.ConnAck => connAck,
        PacketType.SubAck => subAck,
        PacketType.UnsubAck => unsubAck,
        PacketType.Disconnect => serverDisconnect,
        PacketType.Auth => serverAuth,
        _ => FromClient(type),
    };

    private static SearchValues<byte> Codes(params ReadOnlySpan<byte> codes) => SearchValues.Create(codes);
}
