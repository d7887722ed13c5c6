using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Workbook.Display;

/// <summary>Rows and columns, as HTML without style sheet and as text.</summary>
/// <remarks>A table is immutable: each method returns a new one.</remarks>
[TypeFormatterSource(typeof(HtmlFormatters), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed partial record Table : IHtmlView
{
    /// <summary>The largest number of rows that are shown; a line below tells how many more there are.</summary>
    public const int ShownRowMaximum = 200;

    private Table(string title, ImmutableArray<Column> columns)
    {
        if (columns.IsEmpty) throw new ArgumentException($"Table '{title}': expected at least one column, got none.");
        (Title, Columns) = (title, columns);
    }

    /// <summary>Gets what the table shows, as its heading; may be empty.</summary>
    public string Title { get; private init; }

    /// <summary>Gets the columns from left to right.</summary>
    public ImmutableArray<Column> Columns { get; private init; }

    /// <summary>Gets the values, a list for each row, one value for each column.</summary>
    public ImmutableArray<ImmutableArray<object?>> Rows { get; private init; } = [];

    /// <summary>Gets how each row is meant, in the order of the rows.</summary>
    public ImmutableArray<Mark> Marks { get; private init; } = [];

    /// <summary>Gets the sentence below the table that says what to see in it; empty for none.</summary>
    public string CaptionText { get; private init; } = "";

    /// <inheritdoc/>
    public string AltText =>
        $"Table{(Title.Length == 0 ? "" : ": " + Title)}, {Rows.Length} rows of "
        + string.Join(", ", Columns.Select(column => column.Label)) + ".";

    /// <summary>Starts an empty table of the given columns.</summary>
    public static Table Of(string title, params IEnumerable<Column> columns) => new(title, [.. columns]);

    /// <summary>
    /// Makes a table of objects: each public property is a column whose header is the property's name in words.
    /// </summary>
    public static Table From<T>(IEnumerable<T> rows) => From("", rows);

    /// <summary>
    /// Makes a table of objects under a title: each public property is a column whose header is the property's name
    /// in words.
    /// </summary>
    /// <param name="title">What the table shows.</param>
    /// <param name="rows">The objects, one for each row.</param>
    /// <param name="mark">Tells how a row is meant, or null for unmarked rows.</param>
    public static Table From<T>(string title, IEnumerable<T> rows, Func<T, Mark>? mark = null)
    {
        var properties = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
            .ToArray();
        if (properties.Length == 0 || typeof(T) == typeof(string))
            throw new ArgumentException(
                $"Table '{title}': {typeof(T).Name} has no properties to make columns of. "
                + "Give objects such as new { Level = 1, Lost = 0 }, or build the table with Table.Of and Row.");
        var table = new Table(title, [.. properties.Select(property => new Column(InWords(property.Name)))]);
        foreach (var row in rows)
        {
            var values = properties.Select(property => property.GetValue(row)).ToArray();
            table = table.MarkedRow(mark?.Invoke(row) ?? Mark.Neutral, values);
        }

        return table;
    }

    /// <summary>Adds a row: one value for each column; null is shown as a dash.</summary>
    public Table Row(params object?[] values) => MarkedRow(Mark.Neutral, values);

    /// <summary>Adds a row that is marked as good or bad, shown by a sign and a word.</summary>
    /// <exception cref="ArgumentException">The number of values is not the number of columns.</exception>
    public Table MarkedRow(Mark mark, params object?[] values)
    {
        if (values.Length != Columns.Length)
            throw new ArgumentException(
                $"Table '{Title}': row {Rows.Length + 1} has {values.Length} values; expected {Columns.Length}, "
                + "one for each column.");
        return this with { Rows = Rows.Add([.. values]), Marks = Marks.Add(mark) };
    }

    /// <summary>Sets how a column is shown; what is not given stays.</summary>
    /// <exception cref="ArgumentException">No column has this header.</exception>
    public Table Column(
        string header, string? unit = null, Align? align = null, string? format = null, string? rename = null)
    {
        var index = Columns.ToList().FindIndex(column => column.Header == header);
        if (index < 0)
            throw new ArgumentException(
                $"Table '{Title}': there is no column '{header}'; expected one of "
                + string.Join(", ", Columns.Select(column => $"'{column.Header}'")) + ".");
        var old = Columns[index];
        var changed = old with
        {
            Header = rename ?? old.Header,
            Unit = unit ?? old.Unit,
            Align = align ?? old.Align,
            Format = format ?? old.Format,
        };
        return this with { Columns = Columns.SetItem(index, changed) };
    }

    /// <summary>Says below the table what to see in it.</summary>
    public Table Caption(string text) => this with { CaptionText = text };

    /// <summary>Turns a property's name into words: "ClientCount" becomes "Client count".</summary>
    internal static string InWords(string name)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var isStart = i > 0 && char.IsUpper(name[i])
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (isStart) words.Append(' ');
            var isAcronym = i + 1 < name.Length && char.IsUpper(name[i + 1]);
            words.Append(isStart && !isAcronym ? char.ToLowerInvariant(name[i]) : name[i]);
        }

        return words.Replace('_', ' ').ToString();
    }

    private bool HasMarks => Marks.Any(mark => mark != Mark.Neutral);

    private static string InWords(Mark mark) => mark switch { Mark.Good => "✓ good", Mark.Bad => "✗ bad", _ => "" };

    private static string Shown(object? value, string format) => value switch
    {
        null => "–",
        string text => text,
        bool yes => yes ? "yes" : "no",
        TimeSpan duration when format.Length == 0 => NumberText.Of(duration),
        double or float or decimal when format.Length == 0 =>
            NumberText.Of(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        sbyte or byte or short or ushort or int or uint or long or ulong when format.Length == 0 =>
            ((IFormattable)value).ToString("#,0", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(format.Length == 0 ? null : format, CultureInfo.InvariantCulture),
        IEnumerable items => string.Join(", ", items.Cast<object?>().Select(item => Shown(item, format))),
        _ => value.ToString() ?? "",
    };

    private static bool IsNumber(object? value) => value is TimeSpan
        or double or float or decimal or sbyte or byte or short or ushort or int or uint or long or ulong;

    /// <summary>Resolves automatic alignment from the values of the column.</summary>
    private Align AlignOf(int index)
    {
        if (Columns[index].Align != Align.Automatic) return Columns[index].Align;
        var values = Rows.Select(row => row[index]).Where(value => value is not null).ToArray();
        return values.Length > 0 && values.All(IsNumber) ? Align.Right : Align.Left;
    }
}
