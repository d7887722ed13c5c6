namespace Workbook.Explore;

/// <summary>What an exploration found out about one property.</summary>
/// <param name="Property">The property.</param>
/// <param name="Verdict">Whether it holds.</param>
/// <param name="Path">The shortest path that refutes it, or for a "sometimes" that shows it; null when there is
/// none.</param>
public sealed record Finding(ModelProperty Property, Verdict Verdict, ExploredPath? Path)
{
    /// <summary>Gives verdict, property and the length of the path in a line.</summary>
    public override string ToString()
    {
        string what = Verdict == Verdict.Holds ? "shown" : "refuted";
        string path = Path is null ? "" : $" ({what} in {Path.Steps.Count} moves)";
        return $"{Verdict.ToString().ToLowerInvariant(),-7}  {Property}{path}";
    }
}
