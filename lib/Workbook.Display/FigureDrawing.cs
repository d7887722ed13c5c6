namespace Workbook.Display;

/// <summary>Draws a <see cref="Figure"/> as a static picture.</summary>
/// <remarks>
/// From top to bottom: title, key of several bar series, title of the vertical axis, plot, labels and title of the
/// horizontal axis, caption. Lines are labelled at their right end instead of in a key.
/// </remarks>
internal sealed partial class FigureDrawing
{
    private const double PlotHeight = 260;
    private const double TickSize = Typography.SmallSize;

    private readonly Figure figure;
    private readonly Card card = new(720);
    private readonly AxisScale vertical;
    private readonly double left;
    private readonly double right;

    /// <summary>The scale of a horizontal axis of numbers; null for bars.</summary>
    private readonly AxisScale? horizontal;

    private double top;

    public FigureDrawing(Figure figure)
    {
        this.figure = figure;
        var (low, high) = figure.VerticalExtent();
        // Bars below zero need room for their values above the names of the categories.
        if (figure.Traces[0] is BarTrace && low < 0) low *= 1.1;
        var levels = figure.Annotations.Select(annotation => annotation.Y).ToArray();
        vertical = AxisScale.Fit(
            figure.Vertical, levels.Append(low).Min(), levels.Append(high).Max(), tickCount: 5, IsWhole());
        var tickWidth = vertical.Ticks.Max(tick => Typography.Width(vertical.LabelOf(tick), TickSize));
        left = Card.Padding + tickWidth + 10;
        var endLabelWidth = EndLabels().Select(label => label.Width + 14).DefaultIfEmpty().Max();
        right = card.Width - Card.Padding - Math.Max(8, endLabelWidth);
        if (figure.Traces[0] is BarTrace)
        {
            if (IsSlanted((right - left) / figure.Categories.Length)) left = RoomForFirstSlantedLabel(left);
            return;
        }

        horizontal = FitHorizontal();
        // The outermost labels stand half beyond the ends of the axis.
        left = Math.Max(left, Card.Padding / 2 + HalfWidth(horizontal.Ticks[0]));
        right = Math.Min(right, card.Width - Card.Padding / 2 - HalfWidth(horizontal.Ticks[^1]));
        horizontal = FitHorizontal();

        double HalfWidth(double tick) => Typography.Width(horizontal.LabelOf(tick), TickSize) / 2;
    }

    private SvgCanvas Canvas => card.Canvas;

    private double Bottom => top + PlotHeight;

    public string ToSvg()
    {
        var y = card.DrawTitle(figure.Title);
        if (figure.Traces is [not LineTrace, _, ..])
            y = card.DrawKey(y, [.. figure.Traces.Select((trace, index) => (trace.Name, Palette.Series[index]))]);
        top = y + 44;
        Canvas.Text(Card.Padding, y + 22, VerticalTitle(), TickSize, Palette.Muted);
        DrawVerticalAxis();
        var below = figure.Traces[0] switch
        {
            BarTrace => DrawBars(),
            HistogramTrace => DrawHistograms(),
            _ => DrawLines(),
        };
        DrawEndLabels();
        if (figure.Horizontal.Label.Length > 0)
        {
            below += 22;
            Canvas.Text((left + right) / 2, below, figure.Horizontal.Label, TickSize, Palette.Muted, Anchor.Middle);
        }

        return card.Finish(below, figure.Title, figure.CaptionText, figure.AltText);
    }

    private string VerticalTitle() => figure.Vertical.Label + (vertical.IsLogarithmic ? ", logarithmic" : "");

    private double Y(double value) => Bottom - vertical.Fraction(value) * PlotHeight;

    /// <summary>Where bars start: at zero, or at the lower end of an axis that has no zero.</summary>
    private double Base => Math.Clamp(0, vertical.Minimum, vertical.Maximum);

    private bool IsWhole() => figure.Traces.All(trace => trace switch
    {
        BarTrace bars => bars.Values.Concat(bars.PlusMinus).All(double.IsInteger),
        LineTrace line => line.Ys.Concat(line.PlusMinus).All(double.IsInteger),
        _ => true,
    });

    private void DrawVerticalAxis()
    {
        foreach (var tick in vertical.Ticks)
        {
            Canvas.Line(left, Y(tick), right, Y(tick), Palette.Grid);
            Canvas.Text(left - 8, Y(tick) + 4, vertical.LabelOf(tick), TickSize, Palette.Muted, Anchor.End);
        }
    }

    private void DrawBaseline(double value) => Canvas.Line(left, Y(value), right, Y(value), Palette.Line);

    private void DrawErrorBar(double x, double value, double plusMinus)
    {
        var (upper, lower) = (Y(value + plusMinus), Y(value - plusMinus));
        Canvas.Line(x, upper, x, lower, Palette.Ink, 1.5);
        Canvas.Line(x - 4, upper, x + 4, upper, Palette.Ink, 1.5);
        Canvas.Line(x - 4, lower, x + 4, lower, Palette.Ink, 1.5);
    }

    /// <summary>Draws level lines and notes; notes lie on a patch of background so that they stay legible.</summary>
    private void DrawAnnotations(Func<double, double> xOf)
    {
        foreach (var note in figure.Annotations)
        {
            if (note.X is not { } x)
            {
                Canvas.Line(left, Y(note.Y), right, Y(note.Y), Palette.Muted, 1.5, "6 4");
                continue;
            }

            const double size = Typography.SmallSize;
            var text = Typography.Shorten(note.Text, right - left - 16, size);
            var width = Typography.Width(text, size);
            var centre = Math.Clamp(xOf(x), left + width / 2 + 8, right - width / 2 - 8);
            var baseline = Y(note.Y) - 16 < top + 12 ? Y(note.Y) + 26 : Y(note.Y) - 14;
            Canvas.Circle(xOf(x), Y(note.Y), 3, Palette.Ink, Palette.Background);
            var patchLeft = centre - width / 2 - 4;
            Canvas.Rectangle(patchLeft, baseline - 12, width + 8, 17, Palette.Background, Palette.Border, 3);
            Canvas.Text(centre, baseline, text, size, Palette.Ink, Anchor.Middle);
        }
    }

    /// <summary>Fits a horizontal axis of numbers with as many ticks as have room.</summary>
    private AxisScale FitHorizontal()
    {
        var (low, high) = figure.HorizontalExtent();
        var isWhole = figure.Traces.All(trace => trace is LineTrace line && line.Xs.All(double.IsInteger));
        var scale = AxisScale.Fit(figure.Horizontal, low, high, 8, isWhole);
        for (var count = 7; count > 1 && !LabelsFit(scale); count--)
            scale = AxisScale.Fit(figure.Horizontal, low, high, count, isWhole);
        return scale;
    }

    private double X(double value) => left + horizontal!.Fraction(value) * (right - left);

    private void DrawHorizontalAxis()
    {
        foreach (var tick in horizontal!.Ticks)
        {
            Canvas.Line(X(tick), Bottom, X(tick), Bottom + 5, Palette.Line);
            Canvas.Text(X(tick), Bottom + 19, horizontal.LabelOf(tick), TickSize, Palette.Muted, Anchor.Middle);
        }
    }

    private bool LabelsFit(AxisScale scale)
    {
        var ends = scale.Ticks.Select(tick =>
        {
            var half = Typography.Width(scale.LabelOf(tick), TickSize) / 2 + 5;
            var centre = scale.Fraction(tick) * (right - left);
            return (From: centre - half, To: centre + half);
        }).ToArray();
        return ends.Zip(ends.Skip(1)).All(pair => pair.First.To <= pair.Second.From);
    }
}
