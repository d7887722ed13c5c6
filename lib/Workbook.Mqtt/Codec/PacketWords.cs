using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>The words that the standard uses for the packet types.</summary>
public static class PacketWords
{
    /// <summary>Gives the word of the standard, for instance PUBACK.</summary>
    /// <param name="type">The packet type.</param>
    public static string Word(this PacketType type) => type.ToString().ToUpperInvariant();
}
