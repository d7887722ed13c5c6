using System.Diagnostics.CodeAnalysis;

namespace Workbook.Display;

/// <summary>Shows an <see cref="IDrawing"/>: as an image, inside lists as inline SVG, elsewhere as text.</summary>
internal sealed class DrawingFormatters
{
    [SuppressMessage("Performance", "CA1822", Justification = "Kernels look for an instance method.")]
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<IDrawing>(MimeTypes.Svg, drawing => drawing.ToSvg()),
        new MimeFormatter<IDrawing>(MimeTypes.Html, drawing => drawing.ToSvg()),
        new MimeFormatter<IDrawing>(MimeTypes.Text, drawing => drawing.ToString()),
    ];
}
