using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>A system whose state has parts, of which a move touches few: only what was touched is written or restored
/// anew.</summary>
public abstract class PartedSystem : ISystem
{
    private readonly SnapshotWriter writer;
    private readonly IMessageEncoder messages;
    private readonly Part[] parts;

    /// <summary>Makes a system; all its parts count as touched.</summary>
    /// <param name="partCount">How many parts the state has.</param>
    /// <param name="messages">How messages are written.</param>
    private protected PartedSystem(int partCount, IMessageEncoder messages)
    {
        this.messages = messages;
        writer = new SnapshotWriter(messages);
        parts = new Part[partCount];
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
    public void WriteSnapshot(SnapshotWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        for (int number = 0; number < parts.Length; number++)
        {
            ref Part part = ref parts[number];
            if (!part.IsWritten)
            {
                this.writer.Clear();
                WritePart(number, this.writer);
                part.Keep(this.writer.Written);
            }

            writer.WriteBytes(part.Bytes);
        }
    }

    /// <inheritdoc/>
    public void RestoreSnapshot(ReadOnlySpan<byte> bytes)
    {
        var reader = new SnapshotReader(bytes);
        for (int number = 0; number < parts.Length; number++)
        {
            ref Part part = ref parts[number];
            ReadOnlySpan<byte> content = reader.ReadBytes();
            if (part.IsWritten && content.SequenceEqual(part.Bytes))
                continue;
            part.IsWritten = false;
            var partReader = new SnapshotReader(content, messages);
            RestorePart(number, ref partReader);
            partReader.ExpectEnd();
            part.Keep(content);
        }

        reader.ExpectEnd();
    }

    /// <summary>Notes that a part changes.</summary>
    private protected void Touch(int part) => parts[part].IsWritten = false;

    private protected abstract void WritePart(int part, SnapshotWriter writer);

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
