using System.Globalization;
using System.Text;

namespace Workbook.Explore;

/// <summary>What an exploration covered and found.</summary>
public sealed class ExplorationResult
{
    internal ExplorationResult(IModel model) => Model = model;

    /// <summary>What was explored.</summary>
    public IModel Model { get; }

    /// <summary>Why it ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>Whether every state that can be reached was visited, so that an "always" that holds is proved for this
    /// model.</summary>
    public bool IsExhaustive => StopReason == StopReason.Finished;

    /// <summary>Different states found.</summary>
    public required long StateCount { get; init; }

    /// <summary>How many states those found stand for: as many as <see cref="StateCount"/>, or more where states that
    /// an exchange turns into one another are kept as one.</summary>
    public required long RepresentedCount { get; init; }

    /// <summary>Moves made, those to states already known included.</summary>
    public required long MoveCount { get; init; }

    /// <summary>All states up to this number of moves from the beginning were visited and judged.</summary>
    public required int DepthCompleted { get; init; }

    /// <summary>Memory taken at the end, in bytes: states, tables and buffers.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>The bytes of all states as they are kept, without the tables around them.</summary>
    public required long SnapshotBytes { get; init; }

    /// <summary>Each property with its verdict, in the order of the model.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The properties that are refuted.</summary>
    public IEnumerable<Finding> Violations => Findings.Where(finding => finding.Verdict == Verdict.Refuted);

    /// <summary>Whether every property holds, and all states were visited.</summary>
    public bool Holds => IsExhaustive && Findings.All(finding => finding.Verdict == Verdict.Holds);

    /// <summary>Memory for each state, in bytes, with tables and buffers.</summary>
    public double BytesPerState => (double)MemoryBytes / StateCount;

    /// <summary>Gives the finding of the first property whose sentence contains a text.</summary>
    /// <param name="text">A part of its sentence.</param>
    /// <exception cref="ArgumentException">No sentence contains it; the message lists them.</exception>
    public Finding this[string text] =>
        Findings.FirstOrDefault(finding => finding.Property.Sentence.Contains(text, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(
            $"Expected a part of a property of {Model.Name}, got '{text}'; there are: " +
            $"{string.Join("; ", Findings.Select(finding => finding.Property.Sentence))}.", nameof(text));

    /// <summary>Gives what was covered, and a line for each property.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        string represented = RepresentedCount == StateCount ? "" : string.Create(
            CultureInfo.InvariantCulture, $" that stand for {RepresentedCount:N0}");
        text.Append(CultureInfo.InvariantCulture,
            $"{Model.Name}: {StateCount:N0} states{represented}, {MoveCount:N0} moves, ");
        text.Append(CultureInfo.InvariantCulture, $"complete to depth {DepthCompleted}, {Coverage}");
        foreach (Finding finding in Findings)
            text.Append('\n').Append(finding);
        return text.ToString();
    }

    /// <summary>Says whether all was covered, or why not.</summary>
    public string Coverage => StopReason switch
    {
        StopReason.Finished => "exhaustive",
        StopReason.Refuted => "not exhaustive: stopped at the first refutation",
        StopReason.MemoryBound => "not exhaustive: stopped at the memory bound",
        _ => "not exhaustive: cancelled",
    };
}
