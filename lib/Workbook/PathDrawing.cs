using Workbook.Display;
using Workbook.Explore;
using Workbook.Mqtt.Trace;

namespace Workbook;

/// <summary>Draws paths that the explorer found.</summary>
public static class PathDrawing
{
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
}
