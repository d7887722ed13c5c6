namespace Workbook.Display;

/// <summary>A shape for the points of each series, so that colour is never the only difference.</summary>
internal static class Markers
{
    /// <summary>The characters that stand for the shapes in text.</summary>
    public static readonly string Characters = "●■▲◆▼✚";

    public static readonly IReadOnlyList<string> PlotlyNames =
        ["circle", "square", "triangle-up", "diamond", "triangle-down", "cross"];

    public static void Draw(SvgCanvas canvas, int series, double x, double y, string colour)
    {
        const double r = 4;
        switch (series)
        {
            case 0:
                canvas.Circle(x, y, r, colour, Palette.Background);
                break;
            case 1:
                Shape(x - r, y - r, x + r, y - r, x + r, y + r, x - r, y + r);
                break;
            case 2:
                Shape(x, y - r - 1, x + r + 1, y + r, x - r - 1, y + r);
                break;
            case 3:
                Shape(x, y - r - 1.5, x + r + 1.5, y, x, y + r + 1.5, x - r - 1.5, y);
                break;
            case 4:
                Shape(x, y + r + 1, x + r + 1, y - r, x - r - 1, y - r);
                break;
            default:
                canvas.Line(x - r - 1, y, x + r + 1, y, colour, 3);
                canvas.Line(x, y - r - 1, x, y + r + 1, colour, 3);
                break;
        }

        void Shape(params ReadOnlySpan<double> corners)
        {
            var path = "";
            for (var i = 0; i < corners.Length; i += 2)
            {
                path += (i == 0 ? "M" : "L") + NumberText.Coordinate(corners[i])
                    + " " + NumberText.Coordinate(corners[i + 1]);
            }

            canvas.Path(path + "Z", colour, Palette.Background);
        }
    }
}
