using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>
/// What the first byte of each packet type must look like and who may send it (MQTT 5.0 sections 2.1.2 and 2.1.3).
/// </summary>
public static class PacketTypeTable
{
    private const byte BothVersions = 0, OnlyFrom500 = 5;

    private static readonly Row[] rows =
    [
        new(0, null, null),
        new(0, BothVersions, null),
        new(0, null, BothVersions),
        new(0, BothVersions, BothVersions),
        new(0, BothVersions, BothVersions),
        new(0, BothVersions, BothVersions),
        new(2, BothVersions, BothVersions),
        new(0, BothVersions, BothVersions),
        new(2, BothVersions, null),
        new(0, null, BothVersions),
        new(2, BothVersions, null),
        new(0, null, BothVersions),
        new(0, BothVersions, null),
        new(0, null, BothVersions),
        new(0, BothVersions, OnlyFrom500),
        new(0, OnlyFrom500, OnlyFrom500),
    ];

    /// <summary>
    /// Gives the lower four bits that the first byte of a packet must have; PUBLISH has its own rules.
    /// </summary>
    /// <param name="type">Any type but PUBLISH.</param>
    public static byte FlagsOf(PacketType type) => rows[(int)type].Flags;

    /// <summary>Says whether a version has a packet type at all.</summary>
    /// <param name="type">The type; any number is allowed.</param>
    /// <param name="version">The version.</param>
    public static bool Exists(PacketType type, ProtocolVersion version) =>
        MaySend(Sender.Client, type, version) || MaySend(Sender.Server, type, version);

    /// <summary>Says whether a side may send a packet type.</summary>
    /// <param name="sender">The side.</param>
    /// <param name="type">The type; any number is allowed.</param>
    /// <param name="version">The version.</param>
    public static bool MaySend(Sender sender, PacketType type, ProtocolVersion version)
    {
        if ((int)type >= rows.Length)
            return false;
        byte? since = sender == Sender.Client ? rows[(int)type].ClientSince : rows[(int)type].ServerSince;
        return since <= (byte)version;
    }

    private readonly record struct Row(byte Flags, byte? ClientSince, byte? ServerSince);
}
