using System.Security.Cryptography;
using System.Text;

namespace Workbook.Display;

/// <summary>Collects the shapes of one picture and writes them as an SVG document.</summary>
/// <remarks>
/// Only presentation attributes are written: front ends strip style sheets and scripts, and never attributes.
/// </remarks>
internal sealed class SvgCanvas
{
    private readonly StringBuilder shapes = new();

    public void Rectangle(
        double x, double y, double width, double height, string fill, string? stroke = null, double radius = 0)
    {
        Open("rect").Attribute("x", x).Attribute("y", y).Attribute("width", width).Attribute("height", height);
        if (radius > 0) Attribute("rx", radius);
        Attribute("fill", fill);
        if (stroke is not null) Attribute("stroke", stroke);
        Close();
    }

    public void Line(double x1, double y1, double x2, double y2, string stroke, double width = 1, string? dash = null)
    {
        Open("line").Attribute("x1", x1).Attribute("y1", y1).Attribute("x2", x2).Attribute("y2", y2);
        Attribute("stroke", stroke).Attribute("stroke-width", width);
        if (dash is not null) Attribute("stroke-dasharray", dash);
        Close();
    }

    public void Path(string data, string fill, string? stroke = null, double width = 1, string? dash = null)
    {
        Open("path").Attribute("d", data).Attribute("fill", fill);
        if (stroke is not null) Attribute("stroke", stroke).Attribute("stroke-width", width);
        if (stroke is not null) Attribute("stroke-linejoin", "round");
        if (dash is not null) Attribute("stroke-dasharray", dash);
        Close();
    }

    public void Circle(double x, double y, double radius, string fill, string? stroke = null)
    {
        Open("circle").Attribute("cx", x).Attribute("cy", y).Attribute("r", radius).Attribute("fill", fill);
        if (stroke is not null) Attribute("stroke", stroke);
        Close();
    }

    /// <summary>Draws an arrow head whose tip is at (x, y), pointing along (dx, dy).</summary>
    public void ArrowHead(double x, double y, double dx, double dy, string fill)
    {
        const double length = 10, halfWidth = 4.5;
        var size = Math.Sqrt(dx * dx + dy * dy);
        var (ux, uy) = (dx / size, dy / size);
        var (baseX, baseY) = (x - ux * length, y - uy * length);
        Path(
            $"M{N(x)} {N(y)}L{N(baseX - uy * halfWidth)} {N(baseY + ux * halfWidth)}"
            + $"L{N(baseX + uy * halfWidth)} {N(baseY - ux * halfWidth)}Z",
            fill);
    }

    public void Text(
        double x, double y, string text, double size, string fill, Anchor anchor = Anchor.Start, bool bold = false,
        bool mono = false, double rotation = 0)
    {
        Open("text").Attribute("x", x).Attribute("y", y).Attribute("font-size", size).Attribute("fill", fill);
        if (anchor != Anchor.Start) Attribute("text-anchor", anchor == Anchor.Middle ? "middle" : "end");
        if (bold) Attribute("font-weight", "bold");
        if (mono) Attribute("font-family", Typography.Mono);
        if (rotation != 0) Attribute("transform", $"rotate({N(rotation)} {N(x)} {N(y)})");
        shapes.Append('>').Append(Markup.Escape(text)).Append("</text>\n");
    }

    /// <summary>Draws lines of text below each other, the first on the baseline <paramref name="y"/>.</summary>
    /// <returns>The baseline that a next line would have.</returns>
    public double TextLines(
        double x, double y, IEnumerable<string> lines, double size, string fill, Anchor anchor = Anchor.Start,
        bool bold = false, double rotation = 0)
    {
        var radians = double.DegreesToRadians(rotation);
        var step = size * Typography.LineHeight;
        foreach (var line in lines)
        {
            Text(x, y, line, size, fill, anchor, bold, rotation: rotation);
            (x, y) = (x - Math.Sin(radians) * step, y + Math.Cos(radians) * step);
        }

        return y;
    }

    /// <summary>Writes the picture on a painted card with a border.</summary>
    public string ToSvg(double width, double height, string title, string description)
    {
        var content = shapes.ToString();
        var id = ContentId(title + description + content);
        var (w, h) = (N(Math.Ceiling(width)), N(Math.Ceiling(height)));
        return new StringBuilder()
            .Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\"")
            .Append($" role=\"img\" aria-labelledby=\"t-{id} d-{id}\" font-family=\"{Typography.Sans}\">\n")
            .Append($"<title id=\"t-{id}\">{Markup.Escape(title)}</title>\n")
            .Append($"<desc id=\"d-{id}\">{Markup.Escape(description)}</desc>\n")
            .Append($"<rect x=\"0.5\" y=\"0.5\" width=\"{N(Math.Ceiling(width) - 1)}\"")
            .Append($" height=\"{N(Math.Ceiling(height) - 1)}\"")
            .Append($" rx=\"8\" fill=\"{Palette.Background}\" stroke=\"{Palette.Border}\"/>\n")
            .Append(content)
            .Append("</svg>\n")
            .ToString();
    }

    private static string N(double value) => NumberText.Coordinate(value);

    private static string ContentId(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 5));

    private SvgCanvas Open(string element)
    {
        shapes.Append('<').Append(element);
        return this;
    }

    private SvgCanvas Attribute(string name, double value) => Attribute(name, N(value));

    private SvgCanvas Attribute(string name, string value)
    {
        shapes.Append(' ').Append(name).Append("=\"").Append(value).Append('"');
        return this;
    }

    private void Close() => shapes.Append("/>\n");
}
