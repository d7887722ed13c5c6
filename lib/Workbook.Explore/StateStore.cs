namespace Workbook.Explore;

/// <summary>The states of one partition: their bytes in large pages, where each came from, and an open-addressed table
/// that finds them. One thread at a time writes it.</summary>
/// <remarks>States are stored whole and compared byte by byte: nothing is taken for known because of a hash
/// alone.</remarks>
internal sealed class StateStore
{
    private const int PageBits = 16;
    private const int PageSize = 1 << PageBits;
    private const int SmallestTable = 1024;

    private readonly MemoryBudget budget;
    private readonly PagedList<uint> offsets;
    private readonly PagedList<uint> parents;
    private readonly PagedList<byte> moves;
    private byte[][] pages = [];
    private int pageCount;
    private int pageUsed = PageSize;

    /// <summary>The upper half of the hash, and below it one more than the number of the state; 0 is free.</summary>
    private ulong[] table = new ulong[SmallestTable];

    /// <param name="budget">Where the memory comes from.</param>
    public StateStore(MemoryBudget budget)
    {
        this.budget = budget;
        offsets = new PagedList<uint>(budget);
        parents = new PagedList<uint>(budget);
        moves = new PagedList<byte>(budget);
        budget.Take(SmallestTable * sizeof(ulong));
    }

    /// <summary>How many states are stored.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of the states, without what surrounds them.</summary>
    public long SnapshotBytes { get; private set; }

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            uint offset = offsets[index];
            byte[] page = pages[offset >> PageBits];
            int at = (int)(offset & (PageSize - 1));
            int length = page[at] | page[at + 1] << 8;
            return page.AsSpan(at + 2, length);
        }
    }

    public uint ParentOf(int index) => parents[index];

    public byte MoveTo(int index) => moves[index];

    /// <summary>Finds a state, or adds it.</summary>
    /// <param name="tag">The upper half of its hash.</param>
    /// <param name="bytes">Its bytes, at most 65,534.</param>
    /// <param name="parent">The state from which it was found.</param>
    /// <param name="move">The move that led to it.</param>
    public int FindOrAdd(uint tag, ReadOnlySpan<byte> bytes, uint parent, byte move)
    {
        int mask = table.Length - 1;
        int slot = (int)tag & mask;
        for (ulong entry = table[slot]; entry != 0; entry = table[slot])
        {
            if ((uint)(entry >> 32) == tag && this[(int)(uint)entry - 1].SequenceEqual(bytes))
                return (int)(uint)entry - 1;
            slot = (slot + 1) & mask;
        }

        Store(bytes);
        parents.Add(parent);
        moves.Add(move);
        table[slot] = (ulong)tag << 32 | (uint)(Count + 1);
        Count++;
        if (Count > table.Length / 4 * 3)
            Grow();
        return Count - 1;
    }

    private void Store(ReadOnlySpan<byte> bytes)
    {
        int needed = bytes.Length + 2;
        if (PageSize - pageUsed < needed)
        {
            budget.Take(PageSize);
            if (pageCount == pages.Length)
                Array.Resize(ref pages, Math.Max(16, pages.Length * 2));
            pages[pageCount++] = GC.AllocateUninitializedArray<byte>(PageSize);
            pageUsed = 0;
        }

        byte[] page = pages[pageCount - 1];
        offsets.Add((uint)(pageCount - 1) << PageBits | (uint)pageUsed);
        page[pageUsed] = (byte)bytes.Length;
        page[pageUsed + 1] = (byte)(bytes.Length >> 8);
        bytes.CopyTo(page.AsSpan(pageUsed + 2));
        pageUsed += needed;
        SnapshotBytes += bytes.Length;
    }

    private void Grow()
    {
        budget.Take(table.Length * 2L * sizeof(ulong));
        var larger = new ulong[table.Length * 2];
        int mask = larger.Length - 1;
        foreach (ulong entry in table)
        {
            if (entry == 0)
                continue;
            int slot = (int)(entry >> 32) & mask;
            while (larger[slot] != 0)
                slot = (slot + 1) & mask;
            larger[slot] = entry;
        }

        budget.Release(table.Length * (long)sizeof(ulong));
        table = larger;
    }
}
