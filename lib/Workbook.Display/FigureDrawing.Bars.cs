namespace Workbook.Display;

/// <content>Bars and histograms.</content>
internal sealed partial class FigureDrawing
{
    private const double BarWidthMaximum = 84;
    private const double ValueSize = Typography.SmallSize;

    private double DrawBars()
    {
        var band = (right - left) / figure.Categories.Length;
        var traces = figure.Traces.Cast<BarTrace>().ToArray();
        var perBand = figure.IsStacked ? 1 : traces.Length;
        var barWidth = Math.Min(BarWidthMaximum, band * 0.8 / perBand);
        if (figure.IsStacked) DrawStacks(traces, band, barWidth);
        else DrawGroups(traces, band, barWidth);
        DrawBaseline(Base);
        DrawAnnotations(x => left + (x + 0.5) * band);
        return DrawCategories(band);
    }

    private void DrawGroups(BarTrace[] traces, double band, double barWidth)
    {
        var isRoomy = traces.SelectMany(trace => trace.Values).All(value => LabelWidth(value) <= barWidth + 4)
            || (traces.Length == 1 && traces[0].Values.All(value => LabelWidth(value) <= band - 6));
        for (var series = 0; series < traces.Length; series++)
        {
            for (var category = 0; category < figure.Categories.Length; category++)
            {
                var value = traces[series].Values[category];
                var centre = left + (category + 0.5) * band + (series - (traces.Length - 1) / 2.0) * barWidth;
                DrawBar(centre, barWidth - (traces.Length > 1 ? 2 : 0), Base, value, Palette.Series[series]);
                var lengths = traces[series].PlusMinus;
                if (!lengths.IsEmpty) DrawErrorBar(centre, value, lengths[category]);
                else if (isRoomy) DrawValue(centre, value);
            }
        }
    }

    private void DrawStacks(BarTrace[] traces, double band, double barWidth)
    {
        var totals = figure.StackTotals().ToArray();
        for (var category = 0; category < totals.Length; category++)
        {
            var (centre, below) = (left + (category + 0.5) * band, 0.0);
            for (var series = 0; series < traces.Length; series++)
            {
                var value = traces[series].Values[category];
                DrawBar(centre, barWidth, below, below + value, Palette.Series[series]);
                var height = Y(below) - Y(below + value);
                if (height >= 18 && LabelWidth(value) <= barWidth - 4)
                {
                    var baseline = Y(below + value) + height / 2 + 4;
                    Canvas.Text(centre, baseline, NumberText.Of(value), ValueSize, Palette.Background, Anchor.Middle);
                }

                below += value;
            }

            if (LabelWidth(totals[category]) <= band - 6) DrawValue(centre, totals[category]);
        }
    }

    private static double LabelWidth(double value) =>
        Typography.Width(NumberText.Of(value), ValueSize, bold: true);

    private void DrawBar(double centre, double width, double from, double to, string colour)
    {
        var (upper, lower) = (Math.Min(Y(from), Y(to)), Math.Max(Y(from), Y(to)));
        if (lower > upper) Canvas.Rectangle(centre - width / 2, upper, width, lower - upper, colour);
    }

    private void DrawValue(double centre, double value)
    {
        var baseline = value < 0 ? Y(value) + 15 : Y(value) - 6;
        Canvas.Text(centre, baseline, NumberText.Of(value), ValueSize, Palette.Ink, Anchor.Middle, bold: true);
    }

    private const double SlantedLengthMaximum = 240;

    /// <summary>Slants names more where bars are narrow, so that the lines of text keep apart.</summary>
    private static double SlantOf(double band) => band < 22 ? 60 : 40;

    /// <summary>Tells whether the names of the bars are too long to stand below them in at most four lines.</summary>
    private bool IsSlanted(double band) => figure.Categories.Any(category =>
        category.Split(' ').Any(word => Typography.Width(word, TickSize) > band - 6)
        || Typography.Wrap(category, band - 6, TickSize).Count > 4);

    /// <summary>Moves the plot so far to the right that no slanted name begins left of the card.</summary>
    private double RoomForFirstSlantedLabel(double atLeast)
    {
        var band = (right - atLeast) / figure.Categories.Length;
        var cosine = Math.Cos(double.DegreesToRadians(SlantOf(band)));
        return figure.Categories.Select((category, index) =>
                Card.Padding + SlantedLength(category) * cosine - (index + 0.5) * band)
            .Append(atLeast)
            .Max();
    }

    private static double SlantedLength(string category) =>
        Math.Min(SlantedLengthMaximum, Typography.Width(category, TickSize));

    /// <summary>Writes the names of the bars: in lines where they fit below their bar, else slanted.</summary>
    private double DrawCategories(double band)
    {
        var isSlanted = IsSlanted(band);
        var slant = SlantOf(band);
        var sine = Math.Sin(double.DegreesToRadians(slant));
        var below = Bottom + 19;
        for (var index = 0; index < figure.Categories.Length; index++)
        {
            var (centre, category) = (left + (index + 0.5) * band, figure.Categories[index]);
            if (isSlanted)
            {
                var text = Typography.Shorten(category, SlantedLengthMaximum, TickSize);
                Canvas.Text(centre + 4, Bottom + 16, text, TickSize, Palette.Ink, Anchor.End, rotation: -slant);
                below = Math.Max(below, Bottom + 16 + Typography.Width(text, TickSize) * sine);
            }
            else
            {
                var lines = Typography.Wrap(category, band - 6, TickSize);
                var next = Canvas.TextLines(centre, Bottom + 19, lines, TickSize, Palette.Ink, Anchor.Middle);
                below = Math.Max(below, next - TickSize * Typography.LineHeight);
            }
        }

        return below;
    }

    private double DrawHistograms()
    {
        var bins = figure.Bins();
        DrawHorizontalAxis();
        for (var series = 0; series < figure.Traces.Length; series++)
        {
            var counts = bins.CountIn(((HistogramTrace)figure.Traces[series]).Values);
            if (figure.Traces.Length == 1) DrawBins(bins, counts);
            else DrawOutline(bins, counts, Palette.Series[series]);
        }

        DrawBaseline(Base);
        DrawAnnotations(X);
        return Bottom + 19;
    }

    private void DrawBins(HistogramBins bins, int[] counts)
    {
        var width = X(bins.Edge(1)) - X(bins.Start);
        var isRoomy = counts.All(count => LabelWidth(count) <= width - 4);
        for (var bin = 0; bin < bins.Count; bin++)
        {
            if (counts[bin] == 0) continue;
            var centre = (X(bins.Edge(bin)) + X(bins.Edge(bin + 1))) / 2;
            DrawBar(centre, Math.Max(1, width - 1.5), Base, counts[bin], Palette.Series[0]);
            if (isRoomy) DrawValue(centre, counts[bin]);
        }
    }

    /// <summary>Several histograms are drawn as outlines, so that none hides another.</summary>
    private void DrawOutline(HistogramBins bins, int[] counts, string colour)
    {
        var path = $"M{NumberText.Coordinate(X(bins.Start))} {NumberText.Coordinate(Y(Base))}";
        for (var bin = 0; bin < bins.Count; bin++)
        {
            var y = NumberText.Coordinate(Y(Math.Max(Base, counts[bin])));
            path += $"V{y}H{NumberText.Coordinate(X(bins.Edge(bin + 1)))}";
        }

        Canvas.Path(path + $"V{NumberText.Coordinate(Y(Base))}", "none", colour, 2);
    }
}
