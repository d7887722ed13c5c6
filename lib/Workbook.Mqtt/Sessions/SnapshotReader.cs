using System.Text;

namespace Workbook.Mqtt.Sessions;

/// <summary>Reads what a <see cref="SnapshotWriter"/> wrote, and refuses anything that no writer writes.</summary>
public ref struct SnapshotReader
{
    private static readonly UTF8Encoding strictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> bytes;
    private readonly IMessageEncoder messages;

    /// <summary>Makes a reader at the first byte.</summary>
    /// <param name="bytes">The snapshot.</param>
    /// <param name="messages">How messages were written; null: whole.</param>
    /// <param name="origin">The moment that times are relative to, by the clock of now.</param>
    public SnapshotReader(ReadOnlySpan<byte> bytes, IMessageEncoder? messages = null, TimeSpan origin = default)
    {
        this.bytes = bytes;
        this.messages = messages ?? WholeMessageEncoder.Instance;
        Origin = origin;
    }

    /// <summary>The moment that times are relative to.</summary>
    public readonly TimeSpan Origin { get; }

    /// <summary>How many bytes are read.</summary>
    public int Position { get; private set; }

    /// <summary>Reads one byte.</summary>
    /// <exception cref="SnapshotException">There is none.</exception>
    public byte ReadByte()
    {
        if (Position == bytes.Length)
            throw Wrong("another byte", "the end");
        return bytes[Position++];
    }

    /// <summary>Reads a number.</summary>
    /// <param name="maximum">The highest value allowed here.</param>
    /// <param name="what">What the number is, for the error.</param>
    /// <exception cref="SnapshotException">It is too large, or longer than needed.</exception>
    public ulong ReadNumber(ulong maximum, string what)
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = ReadByte();
            ulong bits = next & 0x7FUL;
            bool isNeedless = next == 0 && shift > 0;
            if (isNeedless || bits << shift >> shift != bits)
                throw Wrong($"{what} as a canonical number", $"the byte 0x{next:X2}");
            value |= bits << shift;
            if (next >= 0x80)
                continue;
            return value <= maximum ? value : throw Wrong($"{what} of at most {maximum}", $"{value}");
        }

        throw Wrong($"{what} in at most ten bytes", "more");
    }

    /// <summary>Reads a count, a size or a code that fits in an int.</summary>
    /// <param name="maximum">The highest value allowed here.</param>
    /// <param name="what">What the number is, for the error.</param>
    /// <exception cref="SnapshotException">It is too large.</exception>
    public int ReadInt32(int maximum, string what) => (int)ReadNumber((ulong)maximum, what);

    /// <summary>Reads a byte that is 0 or 1.</summary>
    /// <param name="what">What it says, for the error.</param>
    /// <exception cref="SnapshotException">It is neither.</exception>
    public bool ReadFlag(string what) => ReadInt32(1, what) == 1;

    /// <summary>Reads bytes behind their count; the span points into the snapshot.</summary>
    /// <exception cref="SnapshotException">The snapshot ends before them.</exception>
    public ReadOnlySpan<byte> ReadBytes()
    {
        int count = ReadInt32(int.MaxValue, "a count of bytes");
        return Take(count);
    }

    /// <summary>Reads a text or null.</summary>
    /// <exception cref="SnapshotException">It is not UTF-8, or the snapshot ends within it.</exception>
    public string? ReadText()
    {
        int length = ReadInt32(int.MaxValue, "a length of text");
        if (length == 0)
            return null;
        ReadOnlySpan<byte> text = Take(length - 1);
        try
        {
            return strictUtf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            throw Wrong("UTF-8 text", "other bytes");
        }
    }

    /// <summary>Reads a text that must be there.</summary>
    /// <param name="what">What it is, for the error.</param>
    /// <exception cref="SnapshotException">It is null.</exception>
    public string ReadText(string what) => ReadText() ?? throw Wrong(what, "nothing");

    /// <summary>Reads a moment or null.</summary>
    /// <exception cref="SnapshotException">It is out of range.</exception>
    public TimeSpan? ReadTime()
    {
        if (!ReadFlag("whether there is a time"))
            return null;
        ulong zigzag = ReadNumber(ulong.MaxValue, "a time");
        long ticks = (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
        long sum = unchecked(ticks + Origin.Ticks);
        bool overflows = ((ticks ^ sum) & (Origin.Ticks ^ sum)) < 0;
        return overflows ? throw Wrong("a time in range", $"{ticks} ticks from the origin") : new TimeSpan(sum);
    }

    /// <summary>Reads a message by the reader's encoder.</summary>
    /// <exception cref="SnapshotException">The bytes are not a message.</exception>
    public Message ReadMessage() => messages.Read(ref this);

    /// <summary>Makes sure that everything is read.</summary>
    /// <exception cref="SnapshotException">Bytes are left over.</exception>
    public readonly void ExpectEnd()
    {
        if (Position < bytes.Length)
            throw Wrong("the end", $"{bytes.Length - Position} more bytes");
    }

    /// <summary>Gives the error that says what was expected and what came, at this position.</summary>
    /// <param name="expected">What was expected.</param>
    /// <param name="found">What came.</param>
    public readonly SnapshotException Wrong(string expected, string found) => new(
        $"Expected {expected} before byte {Position} of a snapshot of {bytes.Length} bytes, but found {found}; " +
        "it was cut, changed, or written by another version: start with a new session.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - Position)
            throw Wrong($"{count} more bytes", $"{bytes.Length - Position}");
        ReadOnlySpan<byte> taken = bytes.Slice(Position, count);
        Position += count;
        return taken;
    }
}
