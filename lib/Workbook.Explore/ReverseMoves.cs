namespace Workbook.Explore;

/// <summary>From which states the states of one partition are reached by moves that are not the adversary's.</summary>
/// <param name="budget">Where the memory comes from.</param>
internal sealed class ReverseMoves(MemoryBudget budget)
{
    private readonly PagedList<ulong> found = new(budget);
    private int[] starts = [];
    private uint[] sources = [];

    public void Add(int target, uint source) => found.Add((ulong)(uint)target << 32 | source);

    /// <summary>Sorts the moves by their targets; nothing is added afterwards.</summary>
    /// <exception cref="MemoryBoundException">There is not enough memory left for it.</exception>
    public void Seal(int stateCount)
    {
        if (starts.Length > 0)
            return;
        budget.Take((stateCount * 2L + found.Count) * sizeof(int));
        starts = new int[stateCount + 1];
        for (int move = 0; move < found.Count; move++)
            starts[(int)(found[move] >> 32) + 1]++;
        for (int state = 0; state < stateCount; state++)
            starts[state + 1] += starts[state];
        int[] next = starts[..^1];
        sources = new uint[found.Count];
        for (int move = 0; move < found.Count; move++)
            sources[next[(int)(found[move] >> 32)]++] = (uint)found[move];
    }

    public ReadOnlySpan<uint> Of(int state) => sources.AsSpan(starts[state], starts[state + 1] - starts[state]);
}
