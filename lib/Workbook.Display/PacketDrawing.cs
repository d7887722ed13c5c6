namespace Workbook.Display;

/// <summary>Draws a <see cref="PacketView"/>: a strip of bytes, and below it a line for each field.</summary>
internal sealed class PacketDrawing(PacketView packet)
{
    private const int BytesPerRow = 16;
    private const double CellWidth = 30;
    private const double CellHeight = 26;
    private const double RowHeight = 22;
    private const double Size = Typography.SmallSize;
    private const double OffsetX = Card.Padding + 34;
    private const double HexX = OffsetX + 14;
    private const double NameX = HexX + 196;
    private const double ValueX = NameX + 230;
    private const double Indent = 14;

    private readonly Card card = new(Card.WidthMaximum);

    public string ToSvg()
    {
        var y = card.DrawTitle($"{packet.Title} ({packet.Bytes.Length} bytes)");
        y = DrawStrip(y + 12);
        foreach (var field in packet.Fields)
        {
            y += RowHeight;
            DrawField(field, y);
        }

        return card.Finish(y + 4, packet.Title, packet.CaptionText, packet.AltText);
    }

    private double DrawStrip(double top)
    {
        var shown = Math.Min(packet.Bytes.Length, PacketView.StripBytesMaximum);
        for (var index = 0; index < shown; index++)
        {
            var (x, y) = (OffsetX + 12 + index % BytesPerRow * CellWidth, top + index / BytesPerRow * (CellHeight + 6));
            if (index % BytesPerRow == 0)
                card.Canvas.Text(OffsetX, y + 17, $"{index}", Size, Palette.Muted, Anchor.End, mono: true);
            var hex = packet.Bytes[index].ToString("X2");
            card.Canvas.Rectangle(x, y, CellWidth, CellHeight, Palette.Surface);
            if (ColourAt(index) is { } colour) card.Canvas.Rectangle(x, y + CellHeight - 4, CellWidth, 4, colour);
            card.Canvas.Text(x + CellWidth / 2, y + 16, hex, Size, Palette.Ink, Anchor.Middle, mono: true);
        }

        var rows = (shown + BytesPerRow - 1) / BytesPerRow;
        var bottom = top + rows * (CellHeight + 6) + 6;
        if (shown == packet.Bytes.Length) return bottom;
        var rest = $"… and {packet.Bytes.Length - shown} more bytes";
        card.Canvas.Text(OffsetX + 12, bottom + 10, rest, Size, Palette.Muted);
        return bottom + 20;
    }

    /// <summary>Returns the colour of the outermost field that covers a byte.</summary>
    private string? ColourAt(int index)
    {
        var outermost = packet.Fields.FirstOrDefault(field =>
            field.Level == 0 && index >= field.Offset && index < field.Offset + field.Length);
        return outermost is null ? null : ColourOf(outermost);
    }

    private string ColourOf(PacketField field)
    {
        var parts = packet.Fields.Take(packet.Fields.IndexOf(field) + 1).Count(each => each.Level == 0);
        return Palette.Series[Math.Max(0, parts - 1) % Palette.SeriesMaximum];
    }

    private void DrawField(PacketField field, double y)
    {
        var isPart = field.Level == 0;
        if (isPart) card.Canvas.Line(Card.Padding, y - 15, card.Width - Card.Padding, y - 15, Palette.Grid);
        card.Canvas.Text(OffsetX, y, $"{field.Offset}", Size, Palette.Muted, Anchor.End, mono: true);
        var hex = packet.HexOf(field, bytesMaximum: field.Length <= 8 ? 8 : 6);
        card.Canvas.Text(HexX, y, hex, Size, Palette.Ink, mono: true);
        var nameX = NameX + field.Level * Indent;
        var name = Typography.Shorten(field.Name, (ValueX - nameX - 8) / 1.09, Size);
        card.Canvas.Text(nameX, y, name, Size, isPart ? ColourOf(field) : Palette.Ink, bold: isPart);
        var value = Typography.Shorten(field.Value, card.Width - Card.Padding - ValueX, Size);
        card.Canvas.Text(ValueX, y, value, Size, Palette.Ink);
    }
}
