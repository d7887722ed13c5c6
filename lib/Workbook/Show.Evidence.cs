using Workbook.Display;
using Workbook.Examples;

namespace Workbook;

public static partial class Show
{
    /// <summary>Puts published figures beside ours, with what came of each.</summary>
    /// <param name="title">What the figures are about.</param>
    /// <param name="rows">The figures.</param>
    public static Table Evidence(string title, IEnumerable<EvidenceRow> rows) => Table.From(title, rows.Select(row => new
    {
        Figure = row.Label, row.Published, Recomputed = row.Computed, row.Unit,
        Verdict = row.Verdict.ToString().ToLowerInvariant(),
    }));

    /// <summary>Draws how many rows of each published table came to which verdict.</summary>
    /// <param name="tables">The tables.</param>
    public static Figure Verdicts(IReadOnlyList<EvidenceTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        Verdict[] found = [.. Enum.GetValues<Verdict>().Where(verdict => tables.Any(table => table.Count(verdict) > 0))];
        var bars = found.Select(verdict => (verdict.ToString().ToLowerInvariant(), tables.Select(table => table.Count(verdict))));
        return Figure.Bar("Published rows, recomputed", tables.Select(table => table.Id), [.. bars])
            .Stacked().XAxis("published table").YAxis("rows", from: 0);
    }

    /// <summary>Draws how much of its tolerance each published table uses up at its worst confirmed row.</summary>
    /// <param name="tables">The tables; those whose rows must all be exact use up nothing.</param>
    public static Figure Tolerances(IReadOnlyList<EvidenceTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return Figure.Bar(
                "The worst confirmed row of each table, against what is allowed", tables.Select(table => table.Id),
                tables.Select(table => Math.Round(table.ToleranceUsed * 100)))
            .XAxis("published table").YAxis("part of the tolerance used", "%", from: 0, to: 110)
            .Level(100, "all that is allowed");
    }
}
