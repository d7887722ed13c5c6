using System.Buffers.Binary;

namespace Workbook.Mqtt.Codec;

/// <summary>
/// A quick look at a text, eight bytes at a time, that spares the full checks where nothing can be wrong.
/// </summary>
internal static class PlainText
{
    private const ulong EachOne = 0x0101_0101_0101_0101, EachTop = 0x8080_8080_8080_8080;

    /// <summary>
    /// Says whether every byte is ASCII and none is U+0000, + or #: a topic name without further question.
    /// </summary>
    public static bool IsPlainTopic(ReadOnlySpan<byte> text)
    {
        while (text.Length >= sizeof(ulong))
        {
            ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(text);
            ulong odd = eight | Zeros(eight) | Zeros(eight ^ (EachOne * '+')) | Zeros(eight ^ (EachOne * '#'));
            if ((odd & EachTop) != 0)
                return false;
            text = text[sizeof(ulong)..];
        }

        foreach (byte one in text)
        {
            if (one is 0 or (byte)'+' or (byte)'#' or >= 0x80)
                return false;
        }

        return true;
    }

    /// <summary>Sets the top bit of some byte if, and only if, some byte is zero.</summary>
    private static ulong Zeros(ulong eight) => (eight - EachOne) & ~eight & EachTop;
}
