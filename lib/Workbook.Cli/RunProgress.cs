using System.Globalization;
using Spectre.Console;
using Workbook.Kernel;

namespace Workbook.Cli;

/// <summary>
/// Shows a run on the terminal: one line that lives while cells run, or a plain line a cell where output is redirected;
/// then a line a notebook, the failing cell with its error, and a summary.
/// </summary>
internal sealed class RunProgress(IAnsiConsole console) : IRunProgress
{
    private readonly IAnsiConsole _console = console;
    private readonly bool _isLive = !Console.IsOutputRedirected && console.Profile.Capabilities.Interactive;
    private readonly string _folder = Environment.CurrentDirectory;
    private StatusContext? _status;
    private int _codeCellCount;

    /// <summary>Does the work, with the living line beneath what is printed meanwhile.</summary>
    public T Show<T>(Func<T> work)
    {
        if (!_isLive) return work();
        return _console.Status().Start("Starting the C# compiler", status =>
        {
            _status = status;
            return work();
        });
    }

    public void NotebookStarted(NotebookDocument notebook, int codeCellCount)
    {
        _codeCellCount = codeCellCount;
        if (!_isLive) Line($"{Name(notebook)}: {codeCellCount} code cells");
    }

    public void CellStarted(NotebookDocument notebook, CellLabel cell) =>
        _status?.Status(Markup.Escape($"{Name(notebook)}  {cell} of {_codeCellCount}"));

    public void CellFinished(NotebookDocument notebook, CellResult result)
    {
        if (!_isLive) Line($"  {result.Label} of {_codeCellCount}: {Word(result.Status)}, {Seconds(result.Duration)}");
    }

    public void NotebookFinished(NotebookResult result)
    {
        var (mark, colour) = result switch
        {
            { Succeeded: true } => (_isLive ? "✔" : "ok", "green"),
            { WasInterrupted: true } => (_isLive ? "■" : "STOPPED", "yellow"),
            _ => (_isLive ? "✘" : "FAILED", "red"),
        };
        var cells = result.Succeeded ? $"{result.CodeCellCount}" : $"{result.Cells.Count} of {result.CodeCellCount}";
        Line($"{mark} {Name(result.Notebook)}  {cells} cells  {Seconds(result.Duration)}", colour);
        if (result.Failed?.Error is not { } error) return;
        var line = error.Line is { } number ? $", line {number}" : "";
        Line($"  {result.Failed.Label}{line}: {error.Name}: {error.Message}", colour);
        // What the compiler says needs its excerpt of the code; for an exception the sentence and the line are enough here,
        // and the whole traceback stands in the notebook's output.
        if (error.Name == CellError.CompilationErrorName)
            foreach (var place in error.Traceback.Skip(1)) Line("  " + place);
    }

    /// <summary>Prints how the whole run went.</summary>
    public void Summarise(IReadOnlyList<NotebookResult> results, int notebookCount, TimeSpan duration)
    {
        var passed = results.Count(r => r.Succeeded);
        var failed = results.Count(r => !r.Succeeded && !r.WasInterrupted);
        var stopped = notebookCount - passed - failed;
        var text = $"{passed} of {notebookCount} notebooks ran to the end in {Seconds(duration)}";
        if (failed > 0) text += $"; {failed} failed";
        if (stopped > 0) text += $"; {stopped} stopped or not started";
        Line(text + ".", passed == notebookCount ? "green" : "red");
    }

    private static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString("0.0 's'", CultureInfo.InvariantCulture);

    private static string Word(CellStatus status) => status switch
    {
        CellStatus.Succeeded => "ok",
        CellStatus.Failed => "failed",
        CellStatus.TimedOut => "timed out",
        _ => "stopped",
    };

    private string Name(NotebookDocument notebook) => Path.GetRelativePath(_folder, notebook.Path);

    // Redirected output is left unwrapped, so that a line stays one line in a log.
    private void Line(string text, string? colour = null)
    {
        if (_isLive) _console.MarkupLine(colour is null ? Markup.Escape(text) : $"[{colour}]{Markup.Escape(text)}[/]");
        else Console.Out.WriteLine(text);
    }
}
