using System.CommandLine;
using Spectre.Console;
using Workbook.Examples;

namespace Workbook.Cli;

/// <summary><c>workbook evidence</c>: recomputes published tables and says what came of it.</summary>
internal static class EvidenceCommand
{
    private const string Description = """
        Recomputes the published tables and figures that the models must reproduce, and prints the scoreboard.

        Examples:
          workbook evidence                                all tables
          workbook evidence --table T4 --rows              one table, row by row
          workbook evidence --data rows/                   rows of your own, in files of the same names and columns
          workbook evidence --json evidence.json

        Exit code: 0 every figure is confirmed, corrected or found contradictory, 1 a figure is not met,
        2 unusable arguments or files, 130 Ctrl+C.
        """;

    public static Command Create()
    {
        var table = new Option<string?>("--table")
        {
            Description = $"One table only: {string.Join(", ", Evidence.Ids)}.",
            HelpName = "table",
        };
        table.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } id && !Evidence.Ids.Contains(id))
                result.AddError($"There is no table '{id}'; there are {string.Join(", ", Evidence.Ids)}.");
        });
        var rows = new Option<bool>("--rows") { Description = "Show every row, not only those that are not met." };
        var data = new Option<string?>("--data")
        {
            Description = "A folder of CSV files to judge in place of the library's own of the same names.",
            HelpName = "folder",
        };
        var json = new Option<string?>("--json")
        {
            Description = "Write the results as JSON into this file.",
            HelpName = "file",
        };
        var command = new Command("evidence", Description) { table, rows, data, json };
        command.SetAction(parsed => Run(
            parsed.GetValue(table), parsed.GetValue(rows), parsed.GetValue(data), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string? id, bool showsRows, string? folder, string? jsonPath)
    {
        using var ctrlC = new CtrlC();
        try
        {
            var report = jsonPath is null ? null : new EvidenceReport(jsonPath);
            var data = folder is null ? PublishedData.Embedded : PublishedData.In(folder);
            var tables = Evaluate(id, data, ctrlC.Token);
            if (ctrlC.Token.IsCancellationRequested) return ExitCode.Interrupted;
            EvidenceBoard.Show(AnsiConsole.Console, tables, showsRows);
            report?.Write(tables);
            return tables.All(table => table.Verdict != Verdict.Unmet) ? ExitCode.Success : ExitCode.Failure;
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or IOException or ArgumentException
            or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return ExitCode.Unusable;
        }
    }

    private static List<EvidenceTable> Evaluate(string? id, PublishedData data, CancellationToken stop)
    {
        var tables = new List<EvidenceTable>();
        void EvaluateAll(Action<string> onNext)
        {
            foreach (string next in Evidence.Ids.Where(next => id is null || next == id))
            {
                if (stop.IsCancellationRequested) return;
                onNext(next);
                tables.Add(Evidence.Table(next, data));
            }
        }

        if (AnsiConsole.Profile.Capabilities.Interactive)
            AnsiConsole.Status().Start("...", status => EvaluateAll(next => status.Status($"table {next}")));
        else
            EvaluateAll(_ => { });
        return tables;
    }
}
