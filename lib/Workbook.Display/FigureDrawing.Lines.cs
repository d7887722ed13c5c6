namespace Workbook.Display;

/// <content>Lines and points.</content>
internal sealed partial class FigureDrawing
{
    /// <summary>Up to this many points a line shows each; above it shows a few, to tell the series apart.</summary>
    private const int MarkedPointsMaximum = 40;

    /// <summary>The most points that a picture holds, all series together, so that it stays small.</summary>
    private const int DrawnPointsMaximum = 1200;

    private const int SpacedMarkerCount = 12;

    private double DrawLines()
    {
        DrawHorizontalAxis();
        DrawBaseline(vertical.Minimum);
        if (vertical is { IsLogarithmic: false, Minimum: < 0, Maximum: > 0 }) DrawBaseline(0);
        for (var series = 0; series < figure.Traces.Length; series++)
            DrawLine((LineTrace)figure.Traces[series], series);
        DrawAnnotations(X);
        return Bottom + 19;
    }

    private void DrawLine(LineTrace line, int series)
    {
        var colour = Palette.Series[series];
        var drawn = Thinned(line, DrawnPointsMaximum / figure.Traces.Length);
        if (line.IsJoined)
        {
            var points = drawn.Select(i =>
                NumberText.Coordinate(X(line.Xs[i])) + " " + NumberText.Coordinate(Y(line.Ys[i])));
            Canvas.Path("M" + string.Join("L", points), "none", colour, 2);
        }

        if (!line.PlusMinus.IsEmpty)
        {
            foreach (var i in drawn) DrawErrorBar(X(line.Xs[i]), line.Ys[i], line.PlusMinus[i]);
        }

        var stride = line.IsJoined && drawn.Count > MarkedPointsMaximum ? drawn.Count / SpacedMarkerCount : 1;
        for (var i = 0; i < drawn.Count; i += stride)
            Markers.Draw(Canvas, series, X(line.Xs[drawn[i]]), Y(line.Ys[drawn[i]]), colour);
    }

    /// <summary>Chooses the points to draw: all, or the first, lowest and highest of each run of points.</summary>
    private static List<int> Thinned(LineTrace line, int maximum)
    {
        var count = line.Ys.Length;
        if (count <= maximum) return [.. Enumerable.Range(0, count)];
        var runLength = (int)Math.Ceiling(count * 3.0 / maximum);
        return [.. Enumerable.Range(0, count).Chunk(runLength).SelectMany(run =>
            new SortedSet<int> { run[0], run.MinBy(i => line.Ys[i]), run.MaxBy(i => line.Ys[i]) })];
    }
}
