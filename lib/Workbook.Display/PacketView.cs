using System.Collections.Immutable;

namespace Workbook.Display;

/// <summary>Bytes with a label on each range: as a table, as a strip of coloured bytes and as text.</summary>
[TypeFormatterSource(typeof(PacketFormatters), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed record PacketView : IHtmlView, IDrawing
{
    /// <summary>The most bytes of one field that are written out; of a longer field the rest is counted.</summary>
    public const int FieldBytesShownMaximum = 12;

    /// <summary>The most bytes that the strip draws; the rest is counted.</summary>
    public const int StripBytesMaximum = 256;

    /// <summary>The largest number of fields.</summary>
    public const int FieldMaximum = 200;

    /// <summary>Labels bytes.</summary>
    /// <exception cref="ArgumentException">There are too many fields, or one lies outside the bytes.</exception>
    public PacketView(string title, ReadOnlySpan<byte> bytes, IEnumerable<PacketField> fields)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        (Title, Bytes, Fields) = (title, [.. bytes], [.. fields]);
        if (Fields.Length > FieldMaximum)
            throw Refusal($"expected {FieldMaximum} fields at most, got {Fields.Length}. Show a part of the packet.");
        foreach (var field in Fields)
        {
            if (field.Level < 0)
                throw Refusal($"the field '{field.Name}' has level {field.Level}; expected 0 or more.");
            if (field.Offset < 0 || field.Length < 0 || field.Offset > Bytes.Length - field.Length)
                throw Refusal(
                    $"the field '{field.Name}' covers {field.Length} bytes from {field.Offset}, "
                    + $"but there are {Bytes.Length} bytes.");
        }
    }

    /// <summary>Gets what the bytes are, as the heading.</summary>
    public string Title { get; }

    /// <summary>Gets the bytes.</summary>
    public ImmutableArray<byte> Bytes { get; }

    /// <summary>Gets the labels in the order of the table.</summary>
    public ImmutableArray<PacketField> Fields { get; }

    /// <summary>Gets the sentence below the packet that says what to see in it; empty for none.</summary>
    public string CaptionText { get; private init; } = "";

    /// <inheritdoc cref="IDrawing.AltText"/>
    public string AltText => $"Packet: {Title}, {Bytes.Length} bytes. " + string.Join(" ", Fields.Select(InWords));

    /// <summary>Says below the packet what to see in it.</summary>
    public PacketView Caption(string text) => this with { CaptionText = text };

    /// <inheritdoc/>
    public string ToHtml() => ToTable(indent: "\u2003").ToHtml();

    /// <summary>Draws the bytes as a strip, coloured by the outermost field, above a list of the fields.</summary>
    public string ToSvg() => new PacketDrawing(this).ToSvg();

    /// <summary>Writes the fields in characters of one width.</summary>
    public override string ToString() => ToTable(indent: "  ").ToString();

    /// <summary>Writes the bytes of a field in hexadecimal, shortened where they are many.</summary>
    internal string HexOf(PacketField field, int bytesMaximum = FieldBytesShownMaximum)
    {
        var shown = Bytes.Slice(field.Offset, Math.Min(field.Length, bytesMaximum));
        var hex = string.Join(" ", shown.Select(value => value.ToString("X2")));
        return shown.Length < field.Length ? $"{hex} … +{field.Length - shown.Length}" : hex;
    }

    private static string InWords(PacketField field)
    {
        var bytes = field.Length switch
        {
            0 => $"Before byte {field.Offset}",
            1 => $"Byte {field.Offset}",
            _ => $"Bytes {field.Offset} to {field.Offset + field.Length - 1}",
        };
        return $"{bytes}: {field.Name} {field.Value}".TrimEnd() + ".";
    }

    private Table ToTable(string indent)
    {
        var table = Table.Of(
            $"{Title} ({Bytes.Length} bytes)", new Column("Offset", Align: Align.Right),
            new Column("Bytes", IsMonospace: true), new Column("Field"), new Column("Value"), new Column("Meaning"));
        foreach (var field in Fields)
        {
            var name = string.Concat(Enumerable.Repeat(indent, field.Level)) + field.Name;
            table = table.Row(field.Offset, HexOf(field), name, field.Value, field.Meaning);
        }

        return table.Caption(CaptionText);
    }

    private ArgumentException Refusal(string why) => new($"Packet '{Title}': {why}");
}
