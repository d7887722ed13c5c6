using System.Diagnostics.CodeAnalysis;

namespace Workbook.Display;

/// <summary>Shows a <see cref="PacketView"/> as a table, on request as a picture, elsewhere as text.</summary>
internal sealed class PacketFormatters
{
    [SuppressMessage("Performance", "CA1822", Justification = "Kernels look for an instance method.")]
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new MimeFormatter<PacketView>(MimeTypes.Html, packet => packet.ToHtml()),
        new MimeFormatter<PacketView>(MimeTypes.Svg, packet => packet.ToSvg()),
        new MimeFormatter<PacketView>(MimeTypes.Text, packet => packet.ToString()),
    ];
}
