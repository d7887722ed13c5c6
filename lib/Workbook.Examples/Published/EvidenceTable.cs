namespace Workbook.Examples;

/// <summary>A published table, recomputed row by row.</summary>
/// <param name="Id">The name of the table here, such as T1.</param>
/// <param name="Title">What it says.</param>
/// <param name="Source">Who published it.</param>
/// <param name="Model">The model that must reproduce it.</param>
/// <param name="Tolerance">The tolerance in words.</param>
/// <param name="Rows">The rows.</param>
public sealed record EvidenceTable(
    string Id, string Title, Source Source, string Model, string Tolerance, IReadOnlyList<EvidenceRow> Rows)
{
    /// <summary>What to know about the table; empty: nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>
    /// The largest error of the rows that are confirmed by their tolerance, not by the rounding in print.
    /// </summary>
    public double WorstError => Confirmed
        .Where(row => row.Error <= row.Tolerance).Select(row => row.Error).DefaultIfEmpty().Max();

    /// <summary>The largest part of what is allowed that a confirmed row uses up, 0 to 1.</summary>
    public double ToleranceUsed => Confirmed.Select(row => row.ToleranceUsed).DefaultIfEmpty().Max();

    /// <summary>Unmet when one row is; else the gravest thing that was found.</summary>
    public Verdict Verdict => Rows.Select(row => row.Verdict).DefaultIfEmpty().Max();

    /// <summary>Counts the rows of a verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    public int Count(Verdict verdict) => Rows.Count(row => row.Verdict == verdict);

    /// <summary>Gives the rows of a claim that is known by a number: those whose label begins with it.</summary>
    /// <param name="numbers">The numbers as printed, such as 9b; in this order.</param>
    /// <exception cref="ArgumentException">No row bears one of the numbers.</exception>
    public IReadOnlyList<EvidenceRow> Claims(params IEnumerable<string> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        return [.. numbers.SelectMany(number =>
            Rows.Where(row => row.Label.StartsWith($"{number}:", StringComparison.Ordinal)).ToList() is { Count: > 0 } rows
                ? rows
                : throw new ArgumentException($"Table {Id} has no claim {number}."))];
    }

    private IEnumerable<EvidenceRow> Confirmed =>
        Rows.Where(row => row is { Verdict: Verdict.Confirmed, IsLowerBound: false });
}
