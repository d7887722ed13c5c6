using System.Globalization;
using Spectre.Console;
using Workbook.Examples;

namespace Workbook.Cli;

/// <summary>The scoreboard of the evidence on a terminal.</summary>
internal static class EvidenceBoard
{
    public static void Show(IAnsiConsole console, IReadOnlyList<EvidenceTable> tables, bool showsRows)
    {
        var board = new Table().Border(TableBorder.Simple);
        board.AddColumns("table", "what it says", "published by", "rows", "worst error", "of allowed", "verdict");
        for (int numeric = 3; numeric <= 5; numeric++) board.Columns[numeric].RightAligned();
        board.Columns[^1].NoWrap();
        foreach (var table in tables)
        {
            board.AddRow(
                Plain(table.Id), Plain(table.Title), Plain(table.Source.Title.Split(',')[0]),
                Plain(table.Rows.Count.ToString("#,0", CultureInfo.InvariantCulture)),
                Plain(Percent(table.WorstError)), Plain(Percent(table.ToleranceUsed)), new Markup(Verdicts(table)));
        }

        console.Write(board);
        foreach (var table in tables) ShowRows(console, table, showsRows);
        int sum(Verdict verdict) => tables.Sum(table => table.Count(verdict));
        console.WriteLine(
            $"{sum(Verdict.Confirmed)} figures confirmed, {sum(Verdict.Corrected)} corrected, "
            + $"{sum(Verdict.Contradictory)} contradictory, {sum(Verdict.Unmet)} not met");
    }

    private static void ShowRows(IAnsiConsole console, EvidenceTable table, bool showsAll)
    {
        var rows = table.Rows.Where(row => showsAll || row.Verdict == Verdict.Unmet).ToList();
        if (rows.Count == 0) return;
        console.WriteLine($"{table.Id}: {table.Title}. {table.Model}; tolerance: {table.Tolerance}. {table.Note}");
        var list = new Table().Border(TableBorder.Simple);
        foreach (string header in new[] { "figure", "published", "ours", "unit", "error", "verdict", "note" })
            list.AddColumn(header);
        foreach (var row in rows)
        {
            list.AddRow(
                Plain(row.Label), Plain(Number(row.Published)), Plain(Number(row.Computed)), Plain(row.Unit),
                Plain(row.IsLowerBound ? "bound" : Percent(row.Error)),
                new Markup(InColour(row.Verdict, Word(row.Verdict))),
                Plain(row.Note));
        }

        console.Write(list);
    }

    private static string Verdicts(EvidenceTable table) => string.Join("\n", Enum.GetValues<Verdict>()
        .Where(verdict => table.Count(verdict) > 0)
        .Select(verdict => InColour(verdict, $"{table.Count(verdict)} {Word(verdict)}")));

    private static string Word(Verdict verdict) =>
        verdict == Verdict.Unmet ? "NOT MET" : verdict.ToString().ToLowerInvariant();

    private static string InColour(Verdict verdict, string text) => verdict switch
    {
        Verdict.Confirmed => $"[green]{text}[/]",
        Verdict.Unmet => $"[red]{text}[/]",
        _ => $"[yellow]{text}[/]",
    };

    private static Text Plain(string text) => new(text);

    private static string Percent(double part) =>
        part.ToString(part is > 0 and < 0.001 ? "P2" : "P1", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
