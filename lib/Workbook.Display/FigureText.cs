using System.Text;

namespace Workbook.Display;

/// <summary>Draws a <see cref="Figure"/> in characters, for consoles and for front ends without pictures.</summary>
internal sealed class FigureText(Figure figure)
{
    private const int BarColumns = 40;
    private const int PlotColumns = 60;
    private const int PlotRows = 14;

    private readonly StringBuilder text = new();

    public override string ToString()
    {
        text.Append(figure.Title).Append("\n\n");
        switch (figure.Traces[0])
        {
            case BarTrace:
                WriteBars();
                break;
            case HistogramTrace:
                WriteHistograms();
                break;
            default:
                WritePlot();
                break;
        }

        foreach (var note in figure.Annotations)
        {
            text.Append(note.X is null ? "level " : "note at ");
            if (note.X is { } x) text.Append(PlaceOf(x)).Append(", ");
            text.Append(NumberText.Of(note.Y)).Append(": ").Append(note.Text).Append('\n');
        }

        if (figure.CaptionText.Length > 0) text.Append('\n').Append(figure.CaptionText).Append('\n');
        return text.ToString();
    }

    private string PlaceOf(double x) =>
        figure.Traces[0] is BarTrace ? figure.Categories[(int)Math.Round(x)] : NumberText.Of(x);

    private void WriteBars()
    {
        var rows =
            from category in Enumerable.Range(0, figure.Categories.Length)
            from trace in figure.Traces.Cast<BarTrace>()
            let errors = trace.PlusMinus.IsEmpty ? "" : " ± " + NumberText.Of(trace.PlusMinus[category])
            select (figure.Categories[category], trace.Name, trace.Values[category], errors);
        WriteRows([.. rows]);
        if (figure.IsStacked)
        {
            var totals = figure.Categories.Zip(figure.StackTotals(), (name, total) => $"{name} {NumberText.Of(total)}");
            text.Append("stacked, totals: ").AppendJoin(", ", totals).Append('\n');
        }

        WriteAxes();
    }

    private void WriteHistograms()
    {
        var bins = figure.Bins();
        var counts = figure.Traces.Cast<HistogramTrace>().Select(trace => bins.CountIn(trace.Values)).ToArray();
        var rows =
            from bin in Enumerable.Range(0, bins.Count)
            from series in Enumerable.Range(0, counts.Length)
            let label = $"{NumberText.Of(bins.Edge(bin))} to below {NumberText.Of(bins.Edge(bin + 1))}"
            select (label, figure.Traces[series].Name, (double)counts[series][bin], "");
        WriteRows([.. rows]);
        WriteAxes();
    }

    private void WriteRows(IReadOnlyList<(string Label, string Series, double Value, string Errors)> rows)
    {
        var labelWidth = rows.Max(row => row.Label.Length);
        var seriesWidth = rows.Max(row => row.Series.Length);
        var scale = AxisScale.Fit(
            figure.Vertical, Math.Min(Least(), rows.Min(row => row.Value)), rows.Max(row => row.Value), 5);
        var zero = Column(scale, Math.Clamp(0, scale.Minimum, scale.Maximum));
        var previous = "";
        foreach (var (label, series, value, errors) in rows)
        {
            text.Append((label == previous ? "" : label).PadRight(labelWidth));
            if (seriesWidth > 0) text.Append("  ").Append(series.PadRight(seriesWidth));
            var column = Column(scale, value);
            text.Append(' ').Append(' ', Math.Min(column, zero)).Append('|');
            if (value != 0) text.Append('█', Math.Max(1, Math.Abs(column - zero)));
            text.Append(' ').Append(NumberText.Of(value)).Append(errors).Append('\n');
            previous = label;
        }

        double Least() => figure.Vertical.IsLogarithmic ? double.MaxValue : 0;
    }

    private static int Column(AxisScale scale, double value) =>
        (int)Math.Round(Math.Clamp(scale.Fraction(Math.Max(value, scale.Minimum)), 0, 1) * BarColumns);

    private void WritePlot()
    {
        var lines = figure.Traces.Cast<LineTrace>().ToArray();
        var (left, right) = figure.HorizontalExtent();
        var (low, high) = figure.VerticalExtent();
        var horizontal = AxisScale.Fit(figure.Horizontal, left, right, 6);
        var vertical = AxisScale.Fit(figure.Vertical, low, high, 4);
        var grid = Enumerable.Range(0, PlotRows).Select(_ => new string(' ', PlotColumns).ToCharArray()).ToArray();
        for (var series = lines.Length - 1; series >= 0; series--)
        {
            foreach (var (x, y) in lines[series].Xs.Zip(lines[series].Ys))
            {
                var column = (int)Math.Round(horizontal.Fraction(x) * (PlotColumns - 1));
                var row = PlotRows - 1 - (int)Math.Round(vertical.Fraction(y) * (PlotRows - 1));
                grid[row][column] = Markers.Characters[series];
            }
        }

        var (upper, lower) = (vertical.LabelOf(vertical.Maximum), vertical.LabelOf(vertical.Minimum));
        var width = Math.Max(upper.Length, lower.Length);
        for (var row = 0; row < PlotRows; row++)
        {
            var label = row == 0 ? upper : row == PlotRows - 1 ? lower : "";
            text.Append(label.PadLeft(width)).Append(" |").Append(new string(grid[row]).TrimEnd()).Append('\n');
        }

        var (first, last) = (horizontal.LabelOf(horizontal.Minimum), horizontal.LabelOf(horizontal.Maximum));
        text.Append(' ', width + 1).Append('+').Append('-', PlotColumns).Append('\n');
        text.Append(' ', width + 2).Append(first.PadRight(PlotColumns - last.Length)).Append(last).Append('\n');
        WriteAxes();
        for (var series = 0; series < lines.Length; series++) WriteLine(lines[series], series);
    }

    private void WriteLine(LineTrace line, int series)
    {
        const int pointsTold = 12;
        text.Append(Markers.Characters[series]).Append(' ');
        if (line.Name.Length > 0) text.Append(line.Name).Append(": ");
        if (line.Xs.Length > pointsTold)
        {
            text.Append(line.Xs.Length).Append(" points, ").Append(NumberText.Of(line.Ys.Min()))
                .Append(" to ").Append(NumberText.Of(line.Ys.Max())).Append('\n');
            return;
        }

        text.AppendJoin("  ", line.Xs.Zip(line.Ys, (x, y) => $"({NumberText.Of(x)}, {NumberText.Of(y)})")).Append('\n');
    }

    private void WriteAxes()
    {
        text.Append(figure.Vertical.Label).Append(figure.Vertical.IsLogarithmic ? " (logarithmic)" : "");
        if (figure.Horizontal.Label.Length > 0) text.Append(" by ").Append(figure.Horizontal.Label);
        text.Append('\n');
    }
}
