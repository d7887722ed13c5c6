using System.Text;

namespace Workbook.Display;

/// <content>The table as HTML and as text.</content>
public sealed partial record Table
{
    /// <inheritdoc/>
    public string ToHtml()
    {
        var html = new StringBuilder("<table cellpadding=\"6\">\n");
        if (Title.Length > 0) html.Append($"<caption><b>{Markup.Escape(Title)}</b></caption>\n");
        html.Append("<thead>\n<tr>");
        for (var i = 0; i < Columns.Length; i++)
            html.Append($"<th scope=\"col\"{Aligned(i)}>{Markup.Escape(Columns[i].Label)}</th>");
        if (HasMarks) html.Append($"<th scope=\"col\"{AlignedTo(Align.Left)}>Mark</th>");
        html.Append("</tr>\n</thead>\n<tbody>\n");
        for (var row = 0; row < Math.Min(Rows.Length, ShownRowMaximum); row++)
        {
            html.Append("<tr>");
            for (var i = 0; i < Columns.Length; i++)
                html.Append($"<td{Aligned(i)}>{Cell(row, i)}</td>");
            if (HasMarks) html.Append($"<td{AlignedTo(Align.Left)}>{InWords(Marks[row])}</td>");
            html.Append("</tr>\n");
        }

        html.Append("</tbody>\n</table>\n");
        if (RowsNotShown.Length > 0) html.Append($"<p>{RowsNotShown}</p>\n");
        if (CaptionText.Length > 0) html.Append($"<p>{Markup.Escape(CaptionText)}</p>\n");
        return html.ToString();

        string Cell(int row, int index)
        {
            var content = Markup.Escape(Shown(Rows[row][index], Columns[index].Format));
            return Columns[index].IsMonospace ? $"<code>{content}</code>" : content;
        }

        string Aligned(int index) => AlignedTo(AlignOf(index));
    }

    // An attribute, because some front ends strip styles; and a style, because others overrule the attribute by theirs.
    private static string AlignedTo(Align align)
    {
        var side = align.ToString().ToLowerInvariant();
        return $" align=\"{side}\" style=\"text-align: {side}\"";
    }

    /// <summary>Writes the table in characters of one width.</summary>
    public override string ToString()
    {
        var headers = Columns.Select(column => column.Label).ToList();
        var aligns = Columns.Select((_, index) => AlignOf(index)).ToList();
        var cells = Rows.Take(ShownRowMaximum)
            .Select(row => Columns.Select((column, index) => Shown(row[index], column.Format)).ToList())
            .ToList();
        if (HasMarks)
        {
            headers.Add("Mark");
            aligns.Add(Align.Left);
            for (var row = 0; row < cells.Count; row++) cells[row].Add(InWords(Marks[row]));
        }

        var widths = headers.Select((header, i) => cells.Select(row => row[i].Length).Append(header.Length).Max())
            .ToArray();
        var text = new StringBuilder();
        if (Title.Length > 0) text.Append(Title).Append("\n\n");
        WriteRow(headers);
        WriteRow([.. widths.Select(width => new string('-', width))]);
        foreach (var row in cells) WriteRow(row);
        if (RowsNotShown.Length > 0) text.Append(RowsNotShown).Append('\n');
        if (CaptionText.Length > 0) text.Append('\n').Append(CaptionText).Append('\n');
        return text.ToString();

        void WriteRow(IReadOnlyList<string> row)
        {
            var padded = row.Select((cell, i) => aligns[i] switch
            {
                Align.Right => cell.PadLeft(widths[i]),
                Align.Center => cell.PadLeft((widths[i] + cell.Length) / 2).PadRight(widths[i]),
                _ => cell.PadRight(widths[i]),
            });
            text.Append(string.Join("  ", padded).TrimEnd()).Append('\n');
        }
    }

    private string RowsNotShown =>
        Rows.Length > ShownRowMaximum ? $"… and {Rows.Length - ShownRowMaximum:#,0} more rows." : "";
}
