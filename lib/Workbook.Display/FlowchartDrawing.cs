namespace Workbook.Display;

/// <summary>Draws a <see cref="Flowchart"/>: questions below each other, what follows from yes at their right.</summary>
internal sealed class FlowchartDrawing(Flowchart chart)
{
    private const double QuestionWidth = 380;
    private const double ConclusionWidth = 240;
    private const double Inset = 14;
    private const double Gap = 26;
    private const double Size = Typography.LabelSize;

    private readonly Card card = new(Card.WidthMaximum);

    private static double Left => Card.Padding;

    private double Right => card.Width - Card.Padding - ConclusionWidth;

    public string ToSvg()
    {
        var y = card.DrawTitle(chart.Title) + 14;
        for (var i = 0; i < chart.Steps.Length; i++)
        {
            var (question, conclusion) = chart.Steps[i];
            var height = Math.Max(HeightOf(question, QuestionWidth), HeightOf(conclusion, ConclusionWidth));
            DrawBox(Left, y, QuestionWidth, height, question, Palette.Surface, Palette.Line, Palette.Ink, 16);
            DrawBox(Right, y, ConclusionWidth, height, conclusion, Palette.GoodSurface, Palette.Good, Palette.Good, 4);
            var middle = y + height / 2;
            card.Canvas.Line(Left + QuestionWidth, middle, Right - 6, middle, Palette.Line, 1.5);
            card.Canvas.ArrowHead(Right, middle, 1, 0, Palette.Line);
            var between = (Left + QuestionWidth + Right) / 2 - 2;
            card.Canvas.Text(between, middle - 6, "yes", Typography.SmallSize, Palette.Muted, Anchor.Middle);
            y += height;
            if (i < chart.Steps.Length - 1 || chart.Otherwise.Length > 0)
                y = DrawNo(y);
        }

        if (chart.Otherwise.Length > 0)
        {
            var height = HeightOf(chart.Otherwise, QuestionWidth);
            DrawBox(Left, y, QuestionWidth, height, chart.Otherwise, Palette.GoodSurface, Palette.Good, Palette.Good, 4);
            y += height;
        }

        return card.Finish(y, chart.Title, chart.CaptionText, chart.AltText);
    }

    private double DrawNo(double y)
    {
        var x = Left + QuestionWidth / 2;
        card.Canvas.Line(x, y, x, y + Gap - 6, Palette.Line, 1.5);
        card.Canvas.ArrowHead(x, y + Gap, 0, 1, Palette.Line);
        card.Canvas.Text(x + 10, y + 16, "no", Typography.SmallSize, Palette.Muted);
        return y + Gap;
    }

    private static IReadOnlyList<string> LinesOf(string text, double width) =>
        Typography.Wrap(text, width - 2 * Inset, Size);

    private static double HeightOf(string text, double width) =>
        LinesOf(text, width).Count * Size * Typography.LineHeight + Inset;

    private void DrawBox(
        double x, double y, double width, double height, string text, string fill, string stroke, string ink, double radius)
    {
        var lines = LinesOf(text, width);
        card.Canvas.Rectangle(x, y, width, height, fill, stroke, radius);
        var first = y + (height - (lines.Count - 1) * Size * Typography.LineHeight) / 2 + Size * 0.36;
        card.Canvas.TextLines(x + width / 2, first, lines, Size, ink, Anchor.Middle);
    }
}
