using System.Runtime.InteropServices;

namespace Workbook.Explore;

/// <summary>States on their way from the partition that found them to the one that keeps them: records one behind the
/// other in one buffer.</summary>
internal sealed class Successors
{
    /// <summary>How many states one may stand for.</summary>
    public const int OrbitMaximum = 120;

    private const int FaultBit = 1 << 7;
    private const int SmallestBuffer = 4096;
    private static readonly int headerSize = Marshal.SizeOf<Header>();

    private readonly MemoryBudget budget;
    private byte[] buffer = new byte[SmallestBuffer];
    private int used;

    /// <param name="budget">Where the memory comes from.</param>
    public Successors(MemoryBudget budget)
    {
        this.budget = budget;
        budget.Take(SmallestBuffer);
    }

    public void Clear() => used = 0;

    public void Add(in Header header, ReadOnlySpan<byte> bytes)
    {
        int end = used + headerSize + bytes.Length;
        if (end > buffer.Length)
            Grow(Math.Max(buffer.Length * 2, end));
        MemoryMarshal.Write(buffer.AsSpan(used), header);
        bytes.CopyTo(buffer.AsSpan(used + headerSize));
        used = end;
    }

    /// <summary>Reads the record at a position and moves the position behind it; false at the end.</summary>
    public bool TryRead(ref int position, out Header header, out ReadOnlySpan<byte> bytes)
    {
        if (position == used)
        {
            header = default;
            bytes = default;
            return false;
        }

        header = MemoryMarshal.Read<Header>(buffer.AsSpan(position));
        bytes = buffer.AsSpan(position + headerSize, header.Length);
        position += headerSize + header.Length;
        return true;
    }

    private void Grow(int size)
    {
        budget.Take(size);
        budget.Release(buffer.Length);
        Array.Resize(ref buffer, size);
    }

    /// <summary>What stands before the bytes of a state.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Header
    {
        public uint Tag;
        public uint Parent;
        public ushort Length;
        public byte Move;

        /// <summary>How many states it stands for, and in the highest bit whether the move was the
        /// adversary's.</summary>
        private byte orbitAndFault;

        public readonly int OrbitSize => orbitAndFault & ~FaultBit;

        public readonly bool IsFault => (orbitAndFault & FaultBit) != 0;

        public void Describe(int orbitSize, bool isFault) =>
            orbitAndFault = (byte)(orbitSize | (isFault ? FaultBit : 0));
    }
}
