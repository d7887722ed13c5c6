namespace Workbook.Display;

/// <content>The figure in words, made from its data.</content>
public sealed partial record Figure
{
    private const int ValuesToldMaximum = 12;

    private string Description()
    {
        var (low, high) = VerticalExtent();
        var kind = Traces[0] switch
        {
            BarTrace => IsStacked ? "Stacked bar chart" : "Bar chart",
            HistogramTrace => "Histogram",
            LineTrace { IsJoined: true } => "Line chart",
            _ => "Scatter chart",
        };
        var across = Traces[0] is BarTrace
            ? $"{Categories.Length} categories" + (Horizontal.Title.Length == 0 ? "" : $" by {Horizontal.Label}")
            : AxisInWords(Horizontal, HorizontalExtent());
        var sentences = new[] { $"{kind}: {Title}.", $"Across: {across}. Up: {AxisInWords(Vertical, (low, high))}." }
            .Concat(Traces.Select(InWords))
            .Concat(Annotations.Select(note => note.X is null
                ? $"Level line at {NumberText.Of(note.Y)}: {note.Text}."
                : $"Note at ({PlaceInWords(note.X.Value)}, {NumberText.Of(note.Y)}): {note.Text}."));
        return string.Join(" ", sentences);
    }

    private string PlaceInWords(double x) =>
        Traces[0] is BarTrace ? Categories[(int)Math.Round(x)] : NumberText.Of(x);

    private static string AxisInWords(Axis axis, (double Low, double High) data) =>
        $"{axis.Label}, {NumberText.Of(data.Low)} to {NumberText.Of(data.High)}"
        + (axis.IsLogarithmic ? ", logarithmic" : "");

    private string InWords(Trace trace)
    {
        var name = trace.Name.Length == 0 ? "" : trace.Name + ": ";
        return trace switch
        {
            BarTrace { Values.Length: <= ValuesToldMaximum } bars => name + string.Join(
                "; ", Categories.Zip(bars.Values, (category, value) => $"{category} {NumberText.Of(value)}")) + ".",
            BarTrace bars => name + Extremes(bars.Values, index => Categories[index]),
            LineTrace line => $"{name}{line.Xs.Length} points, "
                + Extremes(line.Ys, index => "x " + NumberText.Of(line.Xs[index])),
            HistogramTrace histogram => $"{name}{histogram.Values.Length} values from "
                + $"{NumberText.Of(histogram.Values.Min())} to {NumberText.Of(histogram.Values.Max())}; "
                + $"{FullestBin(histogram)}.",
            _ => "",
        };
    }

    private static string Extremes(IReadOnlyList<double> values, Func<int, string> place)
    {
        var indices = Enumerable.Range(0, values.Count).ToArray();
        var (lowest, highest) = (indices.MinBy(i => values[i]), indices.MaxBy(i => values[i]));
        return $"lowest {NumberText.Of(values[lowest])} at {place(lowest)}, "
            + $"highest {NumberText.Of(values[highest])} at {place(highest)}.";
    }

    private string FullestBin(HistogramTrace histogram)
    {
        var bins = Bins();
        var counts = bins.CountIn(histogram.Values);
        var fullest = counts.IndexOf(counts.Max());
        return $"most in one bin: {counts[fullest]} from {NumberText.Of(bins.Edge(fullest))} "
            + $"to below {NumberText.Of(bins.Edge(fullest + 1))}";
    }
}
