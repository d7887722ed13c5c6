namespace Workbook.Display;

/// <content>Labels in the right margin, at the height where a line or a level ends.</content>
internal sealed partial class FigureDrawing
{
    private const double EndLabelWidthMaximum = 150;
    private const double EndLabelGap = 17;

    private sealed record EndLabel(string Text, double Value, string Colour, int? Series)
    {
        public double Width => Typography.Width(Text, Typography.SmallSize, bold: true) + (Series is null ? 0 : 14);
    }

    private IEnumerable<EndLabel> EndLabels()
    {
        var levels = figure.Annotations
            .Where(annotation => annotation.X is null)
            .Select(level => new EndLabel(Shown(level.Text), level.Y, Palette.Muted, null));
        if (figure.Traces is not [LineTrace, _, ..]) return levels;
        var lines = figure.Traces.Cast<LineTrace>().Select((line, index) =>
            new EndLabel(Shown(line.Name), line.Ys[RightmostOf(line)], Palette.Series[index], index));
        return lines.Concat(levels);

        static string Shown(string text) => Typography.Shorten(text, EndLabelWidthMaximum, Typography.SmallSize);
    }

    private static int RightmostOf(LineTrace line) =>
        Enumerable.Range(0, line.Xs.Length).MaxBy(index => line.Xs[index]);

    /// <summary>Puts each label beside the end that it names, moved just far enough off the others.</summary>
    private void DrawEndLabels()
    {
        var labels = EndLabels().OrderByDescending(label => label.Value).ToArray();
        var heights = Spread([.. labels.Select(label => Y(label.Value))]);
        foreach (var (label, y) in labels.Zip(heights))
        {
            var x = right + 10;
            if (label.Series is { } series)
            {
                Markers.Draw(Canvas, series, x + 4, y, label.Colour);
                x += 14;
            }

            Canvas.Text(x, y + 4, label.Text, Typography.SmallSize, label.Colour, bold: true);
        }
    }

    /// <summary>Moves ascending heights apart within the plot.</summary>
    private double[] Spread(double[] heights)
    {
        for (var i = 0; i < heights.Length; i++)
            heights[i] = Math.Max(heights[i], i == 0 ? top : heights[i - 1] + EndLabelGap);
        for (var i = heights.Length - 1; i >= 0; i--)
            heights[i] = Math.Min(heights[i], i == heights.Length - 1 ? Bottom : heights[i + 1] - EndLabelGap);
        return heights;
    }
}
