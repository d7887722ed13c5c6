using System.Globalization;

namespace Workbook.Explore;

/// <summary>How far an exploration has come.</summary>
/// <param name="StateCount">States found so far.</param>
/// <param name="MoveCount">Moves made so far.</param>
/// <param name="Depth">The number of moves to the states that are looked at now.</param>
/// <param name="MemoryBytes">Memory taken, in bytes.</param>
public readonly record struct ExplorationProgress(long StateCount, long MoveCount, int Depth, long MemoryBytes)
{
    /// <summary>Gives the numbers in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"depth {Depth}: {StateCount:N0} states, {MoveCount:N0} moves, {MemoryBytes >> 20:N0} MiB");
}
