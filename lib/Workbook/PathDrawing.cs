using System.Globalization;
using Workbook.Display;
using Workbook.Explore;
using Workbook.Mqtt.Trace;

namespace Workbook;

/// <summary>Shows what the explorer found: verdicts, paths, states.</summary>
public static class PathDrawing
{
    /// <summary>Lists the claims with their verdicts, and what was covered below them.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="title">The heading; null: the name of the model.</param>
    public static Table ToTable(this ExplorationResult result, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        var table = Table.Of(title ?? result.Model.Name, NamedColumns("Kind", "Claim", "Verdict", "Shown in"));
        foreach (Finding finding in result.Findings)
        {
            Mark mark = finding.Verdict switch
            {
                Verdict.Holds => Mark.Good,
                Verdict.Refuted => Mark.Bad,
                _ => Mark.Neutral,
            };
            table = table.MarkedRow(
                mark, finding.Property.Kind.ToString().ToLowerInvariant(), finding.Property.Sentence,
                finding.Verdict.ToString().ToLowerInvariant(),
                finding.Path is { } path ? Moves(path.Steps.Count) : "");
        }

        return table.Caption(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.StateCount:N0} states, {result.MoveCount:N0} moves, {result.Coverage}."));
    }

    /// <summary>Lists the moves of a path with the state that each leads to.</summary>
    /// <param name="path">The path.</param>
    /// <param name="title">The heading.</param>
    /// <param name="name">Says a state in words; null: what the system says of itself.</param>
    public static Table ToTable(this ExploredPath path, string title, Func<ISystem, string>? name = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var states = path.Replay().Select(system => name?.Invoke(system) ?? system.ToString()).ToList();
        var table = Table.Of(title, NamedColumns("Step", "Move", "Then")).Row(0, "", states[0]);
        for (int step = 0; step < path.Steps.Count; step++)
        {
            PathStep made = path.Steps[step];
            table = table.MarkedRow(made.IsFault ? Mark.Bad : Mark.Neutral, step + 1, made.Text, states[step + 1]);
        }

        return table;
    }

    /// <summary>Draws all states of a small model and the moves between them; moves of the adversary begin with an
    /// exclamation mark.</summary>
    /// <param name="graph">The states.</param>
    /// <param name="title">The heading.</param>
    public static StateDiagram Draw(this StateGraph graph, string title)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Moves.Aggregate(new StateDiagram(title), (diagram, move) =>
            diagram.Transition(move.From, move.To, move.IsFault ? $"! {move.Text}" : move.Text));
    }

    /// <summary>Draws what crosses the connections on a path; packets stand where they arrive or are lost.</summary>
    /// <param name="path">The path.</param>
    /// <param name="title">The heading; null: the name of its model.</param>
    /// <exception cref="InvalidOperationException">The systems of the model have no connections to draw.</exception>
    public static SequenceDiagram Draw(this ExploredPath path, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        Timeline all = path.ToTimeline();
        string server = all.Packets
            .Select(packet => packet.Direction == Direction.ToServer ? packet.To : packet.From)
            .FirstOrDefault() ?? "broker";
        return LabDrawing.Draw(title ?? path.Model.Name, server, all, all.Where(entry => entry.At > TimeSpan.Zero));
    }

    private static IEnumerable<Column> NamedColumns(params string[] names) => names.Select(name => new Column(name));

    private static string Moves(int count) => count == 1 ? "1 move" : $"{count} moves";
}
