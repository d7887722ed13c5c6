using System.Text;

namespace Workbook.Mqtt.Sessions;

/// <summary>Writes state as canonical bytes: equal states give equal bytes, and different states different
/// ones.</summary>
/// <remarks>
/// Numbers are seven bits a byte, low bits first, without needless bytes. Times are written relative to
/// <see cref="Origin"/>, so that a store can carry them over a restart, when the driver's clock begins again. Reuse
/// one writer with <see cref="Clear"/>.
/// </remarks>
public sealed class SnapshotWriter
{
    private byte[] buffer = new byte[256];

    /// <summary>Makes a writer.</summary>
    /// <param name="messages">How messages are written; null: whole.</param>
    /// <param name="origin">The moment that times are relative to.</param>
    public SnapshotWriter(IMessageEncoder? messages = null, TimeSpan origin = default)
    {
        Messages = messages ?? WholeMessageEncoder.Instance;
        Origin = origin;
    }

    /// <summary>The moment that times are relative to.</summary>
    public TimeSpan Origin { get; set; }

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes written; valid until the next write or <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    private IMessageEncoder Messages { get; }

    /// <summary>Forgets what was written and keeps the buffer.</summary>
    public void Clear() => Length = 0;

    /// <summary>Writes one byte.</summary>
    /// <param name="value">The byte.</param>
    public void WriteByte(byte value)
    {
        if (Length == buffer.Length)
            Reserve(1);
        buffer[Length++] = value;
    }

    /// <summary>Writes a number of up to 64 bits in one to ten bytes.</summary>
    /// <param name="value">The number.</param>
    public void WriteNumber(ulong value)
    {
        while (value >= 0x80)
        {
            WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        WriteByte((byte)value);
    }

    /// <summary>Writes bytes behind their count.</summary>
    /// <param name="value">The bytes.</param>
    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteNumber((ulong)value.Length);
        Reserve(value.Length);
        value.CopyTo(buffer.AsSpan(Length));
        Length += value.Length;
    }

    /// <summary>Writes a text as UTF-8 behind its length; null as such.</summary>
    /// <param name="value">The text.</param>
    public void WriteText(string? value)
    {
        if (value is null)
        {
            WriteNumber(0);
            return;
        }

        int count = Encoding.UTF8.GetByteCount(value);
        WriteNumber((ulong)count + 1);
        Reserve(count);
        Length += Encoding.UTF8.GetBytes(value, buffer.AsSpan(Length));
    }

    /// <summary>Writes a moment relative to <see cref="Origin"/>; null as such.</summary>
    /// <param name="value">The time since the driver's start.</param>
    public void WriteTime(TimeSpan? value)
    {
        if (value is not { } moment)
        {
            WriteByte(0);
            return;
        }

        long ticks = (moment - Origin).Ticks;
        WriteByte(1);
        WriteNumber((ulong)((ticks << 1) ^ (ticks >> 63)));
    }

    /// <summary>Writes a message by the writer's encoder.</summary>
    /// <param name="message">The message.</param>
    public void WriteMessage(Message message) => Messages.Write(message, this);

    /// <summary>Gives a client identifier as the writer's encoder writes it.</summary>
    internal string NameOf(string clientIdentifier) => Messages.NameOf(clientIdentifier);

    private void Reserve(int count)
    {
        if (buffer.Length - Length < count)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + count));
    }
}
