using System.Diagnostics.CodeAnalysis;

namespace Workbook.Display;

/// <summary>Shows an <see cref="IHtmlView"/> as HTML, elsewhere as text.</summary>
internal sealed class HtmlFormatters
{
    [SuppressMessage("Performance", "CA1822", Justification = "Kernels look for an instance method.")]
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<IHtmlView>(MimeTypes.Html, view => view.ToHtml()),
        new MimeFormatter<IHtmlView>(MimeTypes.Text, view => view.ToString()),
    ];
}
