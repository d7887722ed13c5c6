using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>A system whose state has parts, of which a move touches few: only what was touched is written or restored
/// anew.</summary>
public abstract class PartedSystem : ISystem
{
    private readonly SnapshotWriter[] writers;
    private readonly IMessageEncoder messages;

    /// <summary>The parts as each exchange writes them; what stands first is unchanged.</summary>
    private readonly Part[][] images;

    /// <summary>Makes a system; all its parts count as touched.</summary>
    /// <param name="partCount">How many parts the state has.</param>
    /// <param name="messages">How messages are written.</param>
    /// <param name="exchanged">How each exchange besides writes them.</param>
    private protected PartedSystem(
        int partCount, IMessageEncoder messages, params IEnumerable<IMessageEncoder> exchanged)
    {
        this.messages = messages;
        writers = [.. exchanged.Prepend(messages).Select(each => new SnapshotWriter(each))];
        images = [.. writers.Select(_ => new Part[partCount])];
    }

    /// <inheritdoc/>
    public abstract int MoveCount { get; }

    /// <inheritdoc/>
    public abstract bool TryMove(int move);

    /// <inheritdoc/>
    public abstract bool IsFault(int move);

    /// <inheritdoc/>
    public abstract string Describe(int move);

    /// <inheritdoc/>
    public void WriteSnapshot(SnapshotWriter writer) => WriteExchanged(0, writer);

    /// <summary>Writes the state after an exchange.</summary>
    /// <param name="exchange">0, which changes nothing, or the number of an exchange.</param>
    /// <param name="writer">Where to.</param>
    public void WriteExchanged(int exchange, SnapshotWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Part[] parts = images[exchange];
        for (int position = 0; position < parts.Length; position++)
        {
            int number = PartAt(position, exchange);
            ref Part part = ref parts[number];
            if (!part.IsWritten)
            {
                writers[exchange].Clear();
                WritePart(number, exchange, writers[exchange]);
                part.Keep(writers[exchange].Written);
            }

            writer.WriteBytes(part.Bytes);
        }
    }

    /// <inheritdoc/>
    public void RestoreSnapshot(ReadOnlySpan<byte> bytes)
    {
        var reader = new SnapshotReader(bytes);
        Part[] parts = images[0];
        for (int number = 0; number < parts.Length; number++)
        {
            ref Part part = ref parts[number];
            ReadOnlySpan<byte> content = reader.ReadBytes();
            if (part.IsWritten && content.SequenceEqual(part.Bytes))
                continue;
            Touch(number);
            var partReader = new SnapshotReader(content, messages);
            RestorePart(number, ref partReader);
            partReader.ExpectEnd();
            part.Keep(content);
        }

        reader.ExpectEnd();
    }

    /// <summary>Notes that a part changes.</summary>
    private protected void Touch(int part)
    {
        foreach (Part[] parts in images)
            parts[part].IsWritten = false;
    }

    /// <summary>Gives the part that an exchange puts at a position.</summary>
    private protected virtual int PartAt(int position, int exchange) => position;

    private protected abstract void WritePart(int part, int exchange, SnapshotWriter writer);

    private protected abstract void RestorePart(int part, ref SnapshotReader reader);

    private struct Part
    {
        private byte[]? buffer;
        private int length;

        public bool IsWritten;

        public readonly ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

        public void Keep(ReadOnlySpan<byte> bytes)
        {
            if (buffer is null || buffer.Length < bytes.Length)
                buffer = new byte[Math.Max(64, bytes.Length * 2)];
            bytes.CopyTo(buffer);
            length = bytes.Length;
            IsWritten = true;
        }
    }
}
