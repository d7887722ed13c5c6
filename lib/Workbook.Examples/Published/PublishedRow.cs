using System.Globalization;

namespace Workbook.Examples;

/// <summary>One published row, by the names of its columns.</summary>
public sealed class PublishedRow
{
    private readonly IReadOnlyList<string> _columns;
    private readonly IReadOnlyList<string> _fields;

    internal PublishedRow(IReadOnlyList<string> columns, IReadOnlyList<string> fields) =>
        (_columns, _fields) = (columns, fields);

    /// <summary>Gives a field as it was printed.</summary>
    /// <param name="column">The name of the column.</param>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public string this[string column] => _columns.ToList().IndexOf(column) is >= 0 and var index
        ? _fields[index]
        : throw new KeyNotFoundException($"There is no column '{column}'; there are {string.Join(", ", _columns)}.");

    /// <summary>Gives a field as a number.</summary>
    /// <param name="column">The name of the column.</param>
    /// <exception cref="FormatException">The field is no number.</exception>
    public double Number(string column) =>
        double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new FormatException($"{column}: expected a number, got '{this[column]}'.");

    /// <summary>Gives one unit of the last digit that was printed.</summary>
    /// <param name="column">The name of the column.</param>
    public double LastDigit(string column)
    {
        string printed = this[column];
        int point = printed.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 1 : Math.Pow(10, -(printed.Length - point - 1));
    }
}
