namespace Workbook.Mqtt.Codec;

/// <summary>One labelled range of bytes of a frame.</summary>
/// <param name="Offset">The first byte, from 0.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="Name">The name that Wireshark's MQTT dissector displays.</param>
/// <param name="Value">The value, for people.</param>
/// <param name="Explanation">What the field means here, in one sentence.</param>
/// <param name="Level">The depth: 0 for fields of the packet, 1 inside a group, and so on.</param>
public sealed record AnatomyField(int Offset, int Length, string Name, string Value, string Explanation, int Level)
{
    /// <summary>
    /// Whether this is a group, whose bytes the following fields of a greater level label one by one.
    /// </summary>
    public bool IsGroup { get; init; }
}
