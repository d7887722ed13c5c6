namespace Workbook.Explore;

/// <summary>How an exploration runs, and where it stops at the latest.</summary>
public sealed record ExplorerOptions
{
    /// <summary>How many threads work, 1 to 64; all cores by default. The result is the same for every
    /// number, except where within a level the memory bound strikes.</summary>
    public int WorkerCount { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 64);

    /// <summary>How much memory states, tables and buffers may take, in bytes, at least
    /// <see cref="MemoryMinimum"/>; an exploration that needs more stops and says how far it came.</summary>
    public long MemoryMaximum { get; init; } = 2L << 30;

    /// <summary>Whether to stop after the level at which an "always" is refuted first; otherwise all states are
    /// visited.</summary>
    public bool StopsAtViolation { get; init; } = true;

    /// <summary>The smallest memory bound, in bytes: what the empty tables and the buffers take.</summary>
    public static long MemoryMinimum => 8L << 20;
}
