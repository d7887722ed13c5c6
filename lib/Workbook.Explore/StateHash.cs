using System.Buffers.Binary;

namespace Workbook.Explore;

/// <summary>A 64-bit hash of snapshot bytes: multiply and fold, eight bytes at a time. It only finds places; states are
/// compared byte by byte.</summary>
internal static class StateHash
{
    private const ulong First = 0x9E37_79B9_7F4A_7C15;
    private const ulong Second = 0xD6E8_FEB8_6659_FD93;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = First ^ (ulong)bytes.Length;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Fold(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes), First);
            bytes = bytes[sizeof(ulong)..];
        }

        ulong rest = 0;
        foreach (byte each in bytes)
            rest = rest << 8 | each;
        return Fold(hash ^ rest, Second);
    }

    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
