namespace Workbook.Display;

/// <summary>The frame that every picture shares: a title above, a caption below, the same padding around.</summary>
internal sealed class Card(double width)
{
    /// <summary>The widest picture, in pixels: it fits beside the navigation of the usual front ends.</summary>
    public const double WidthMaximum = 760;

    public const double Padding = 24;

    public SvgCanvas Canvas { get; } = new();

    public double Width { get; } = width;

    public double Inner => Width - 2 * Padding;

    /// <summary>Draws the title.</summary>
    /// <returns>The y coordinate below it.</returns>
    public double DrawTitle(string title)
    {
        var lines = Typography.Wrap(title, Inner, Typography.TitleSize, bold: true);
        var next = Canvas.TextLines(Padding, 34, lines, Typography.TitleSize, Palette.Ink, bold: true);
        return next - Typography.TitleSize * Typography.LineHeight + 8;
    }

    /// <summary>Draws the caption below what has been drawn and writes the picture.</summary>
    public string Finish(double bottom, string title, string caption, string description)
    {
        if (caption.Length > 0)
        {
            bottom += 16;
            Canvas.Line(Padding, bottom, Width - Padding, bottom, Palette.Grid);
            var lines = Typography.Wrap(caption, Inner, Typography.LabelSize);
            bottom = Canvas.TextLines(Padding, bottom + 22, lines, Typography.LabelSize, Palette.Muted)
                - Typography.LabelSize * Typography.LineHeight;
        }

        return Canvas.ToSvg(Width, bottom + 20, title, description);
    }

    /// <summary>Draws a row of coloured labels, wrapped where needed.</summary>
    /// <returns>The y coordinate below it.</returns>
    public double DrawKey(double top, IReadOnlyList<(string Label, string Colour)> entries)
    {
        const double swatch = 12, gap = 20;
        var (x, y) = (Padding, top + 18);
        foreach (var (label, colour) in entries)
        {
            var shown = Typography.Shorten(label, Inner - swatch - 6, Typography.LabelSize);
            var entryWidth = swatch + 6 + Typography.Width(shown, Typography.LabelSize, bold: true);
            if (x > Padding && x + entryWidth > Width - Padding) (x, y) = (Padding, y + 20);
            Canvas.Rectangle(x, y - 10, swatch, swatch, colour, radius: 2);
            Canvas.Text(x + swatch + 6, y, shown, Typography.LabelSize, colour, bold: true);
            x += entryWidth + gap;
        }

        return y + 6;
    }
}
