using System.Buffers;

namespace Workbook.Mqtt.Codec;

/// <summary>
/// The number format of Remaining Length: seven bits a byte, lowest first, the top bit says that more follow.
/// </summary>
/// <remarks>MQTT 3.1.1 section 2.2.3, MQTT 5.0 section 1.5.5. One to four bytes hold 0 to 268,435,455.</remarks>
public static class VariableByteInteger
{
    /// <summary>The largest value that four bytes can say: 268,435,455.</summary>
    public const uint Maximum = 0x0FFF_FFFF;

    /// <summary>The most bytes that a value may take.</summary>
    public const int MaximumBytes = 4;

    /// <summary>Gives the fewest bytes, 1 to 4, that can say a value.</summary>
    /// <param name="value">0 to <see cref="Maximum"/>; larger values throw.</param>
    public static int SizeOf(uint value) => value switch
    {
        < 1u << 7 => 1,
        < 1u << 14 => 2,
        < 1u << 21 => 3,
        <= Maximum => 4,
        _ => throw new ArgumentOutOfRangeException(
            nameof(value), $"A variable byte integer holds at most {Maximum}, but {value} was given."),
    };

    /// <summary>Writes a value in the fewest bytes and gives their count (MQTT 5.0 [MQTT-1.5.5-1]).</summary>
    /// <param name="destination">At least <see cref="SizeOf"/> bytes.</param>
    /// <param name="value">0 to <see cref="Maximum"/>; larger values throw.</param>
    public static int Write(Span<byte> destination, uint value)
    {
        if (value < 0x80)
        {
            destination[0] = (byte)value;
            return 1;
        }

        int size = SizeOf(value);
        for (int index = 0; index < size - 1; index++)
        {
            destination[index] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[size - 1] = (byte)value;
        return size;
    }

    /// <summary>
    /// Reads a value: Done, NeedMoreData when the bytes end too soon,
    /// InvalidData when a fourth byte says that more follow.
    /// </summary>
    /// <param name="source">The bytes so far.</param>
    /// <param name="value">The value; 0 unless Done.</param>
    /// <param name="length">How many bytes it took; 0 unless Done.</param>
    public static OperationStatus Read(ReadOnlySpan<byte> source, out uint value, out int length)
    {
        if (!source.IsEmpty && source[0] < 0x80)
        {
            (value, length) = (source[0], 1);
            return OperationStatus.Done;
        }

        return ReadLonger(source, out value, out length);
    }

    /// <summary>Says whether a value was written in the fewest bytes, which MQTT 5.0 requires [MQTT-1.5.5-1].</summary>
    /// <param name="value">The value that was read.</param>
    /// <param name="length">The bytes it took.</param>
    public static bool IsMinimal(uint value, int length) => length == 1 || value >= 1u << (7 * (length - 1));

    private static OperationStatus ReadLonger(ReadOnlySpan<byte> source, out uint value, out int length)
    {
        uint sum = 0;
        for (int index = 0; index < MaximumBytes; index++)
        {
            if (index == source.Length)
            {
                (value, length) = (0, 0);
                return OperationStatus.NeedMoreData;
            }

            byte next = source[index];
            sum |= (uint)(next & 0x7F) << (7 * index);
            if (next < 0x80)
            {
                (value, length) = (sum, index + 1);
                return OperationStatus.Done;
            }
        }

        (value, length) = (0, 0);
        return OperationStatus.InvalidData;
    }
}
