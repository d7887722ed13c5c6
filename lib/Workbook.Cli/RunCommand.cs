using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Workbook.Kernel;
using Workbook.Live;

namespace Workbook.Cli;

/// <summary><c>workbook run</c>: runs notebooks from their first cell to their last and says how it went.</summary>
internal static class RunCommand
{
    /// <summary>Where a notebook's live experiments find which broker to use.</summary>
    public const string BrokerVariable = "WORKBOOK_BROKER";

    private const string Description = """
        Runs notebooks and says how it went.

        Examples:
          workbook run                                     all notebooks, on the embedded broker
          workbook run notebooks/10-qos-fundamentals.ipynb --broker mosquitto
          workbook run --save                              and write the outputs into the notebooks
          workbook run --json results.json --timeout 30

        Exit code: 0 all cells ran, 1 a cell failed, 2 unusable arguments or files, 130 Ctrl+C.
        """;

    public static Command Create()
    {
        var targets = new Argument<string[]>("notebooks")
        {
            Description = "Notebooks, or folders of notebooks; default: the workbook's folder 'notebooks'.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        targets.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
                result.AddError($"There is no option '{option.Value}'.");
        });
        var broker = new Option<string?>("--broker")
        {
            Description = "embedded (default), mosquitto, or mqtt://user:password@host:port.",
            HelpName = "target",
        };
        broker.Validators.Add(result =>
        {
            try
            {
                _ = BrokerTarget.Parse(result.GetValueOrDefault<string>() ?? "");
            }
            catch (FormatException e)
            {
                result.AddError(e.Message);
            }
        });
        var save = new Option<bool>("--save")
        {
            Description = "Write the outputs of the cells that finished into the notebooks.",
        };
        var timeout = new Option<TimeSpan?>("--timeout")
        {
            Description = "The longest that one cell may run, in seconds, up to 86400; default: 120.",
            HelpName = "seconds",
            CustomParser = ParseTimeout,
        };
        var json = new Option<string?>("--json")
        {
            Description = "Write the results as JSON into this file.",
            HelpName = "file",
        };
        var command = new Command("run", Description) { targets, broker, save, timeout, json };
        command.SetAction(parsed => Run(
            parsed.GetValue(targets) ?? [],
            parsed.GetValue(broker),
            new RunOptions
            {
                Save = parsed.GetValue(save),
                CellTimeout = parsed.GetValue(timeout) ?? RunOptions.DefaultCellTimeout,
            },
            parsed.GetValue(json)));
        return command;
    }

    private static TimeSpan? ParseTimeout(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86400)
            return TimeSpan.FromSeconds(seconds);
        result.AddError($"--timeout must be a number of seconds above 0, up to 86400, not '{text}'.");
        return null;
    }

    private static int Run(string[] targets, string? broker, RunOptions options, string? jsonPath)
    {
        var notebooks = NotebookFiles.Load(targets);
        if (options.Save)
        {
            foreach (var notebook in notebooks) notebook.EnsureWritable();
        }

        var report = jsonPath is null ? null : new RunReport(jsonPath);
        if (broker is not null) Environment.SetEnvironmentVariable(BrokerVariable, broker);
        using var ctrlC = new CtrlC();
        var watch = Stopwatch.StartNew();
        var progress = new RunProgress(AnsiConsole.Console);
        var results = progress.Show(() => RunAll(notebooks, new NotebookRunner(options, progress), ctrlC.Token));
        progress.Summarise(results, notebooks.Count, watch.Elapsed);
        report?.Write(results, watch.Elapsed);
        if (ctrlC.Token.IsCancellationRequested) return ExitCode.Interrupted;
        return results.All(r => r.Succeeded) ? ExitCode.Success : ExitCode.Failure;
    }

    private static List<NotebookResult> RunAll(
        IEnumerable<NotebookDocument> notebooks, NotebookRunner runner, CancellationToken stop)
    {
        var results = new List<NotebookResult>();
        foreach (var notebook in notebooks.TakeWhile(_ => !stop.IsCancellationRequested))
            results.Add(runner.Run(notebook, stop));
        return results;
    }
}
