namespace Workbook.Explore;

/// <summary>What an exploration says about a property.</summary>
public enum Verdict
{
    /// <summary>It holds: in all behaviours, or for a "sometimes" in the one that is shown.</summary>
    Holds,

    /// <summary>It does not hold; an "always" or an "eventually" comes with the shortest path that refutes
    /// it.</summary>
    Refuted,

    /// <summary>Not decided, because the exploration ended before all states were visited.</summary>
    Open,
}
