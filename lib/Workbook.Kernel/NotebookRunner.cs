using System.Diagnostics;

namespace Workbook.Kernel;

/// <summary>Runs the code cells of notebooks in order, each notebook in its own session and folder.</summary>
/// <remarks>
/// A notebook ends at its first cell that fails; a cell tagged <see cref="NotebookCell.RaisesExceptionTag"/> may throw.
/// The process's current directory is the notebook's folder meanwhile, so one process runs one notebook at a time.
/// What background code of a cell puts out while later cells run stands under the cell that started it, so the notebook
/// is the same whichever cell runs then; what it puts out after the last cell has ended is not waited for and not kept.
/// </remarks>
public sealed class NotebookRunner(RunOptions options, IRunProgress? progress = null)
{
    private readonly RunOptions _options = options;
    private readonly IRunProgress? _progress = progress;

    /// <summary>
    /// Runs one notebook and returns how it ended. When the token is cancelled, the running cell is stopped and what
    /// finished is kept. Throws <see cref="NotebookException"/> when it was to be saved and cannot be.
    /// </summary>
    public NotebookResult Run(NotebookDocument notebook, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var outside = Environment.CurrentDirectory;
        Environment.CurrentDirectory = notebook.Folder;
        try
        {
            var result = RunCells(notebook, stop);
            if (_options.Save) notebook.Save();
            Report(progress => progress.NotebookFinished(result));
            return result;
        }
        finally
        {
            Environment.CurrentDirectory = outside;
        }
    }

    private NotebookResult RunCells(NotebookDocument notebook, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var codeCells = notebook.Cells.Where(c => c.IsCode).ToList();
        var results = new List<CellResult>();
        var outputs = new NotebookOutputLog();
        CellResult? failed = null;
        Report(progress => progress.NotebookStarted(notebook, codeCells.Count));
        using var session = new CSharpCells();
        foreach (var cell in codeCells)
        {
            if (failed is not null || stop.IsCancellationRequested) break;
            var label = new CellLabel(results.Count + 1, cell.Id);
            Report(progress => progress.CellStarted(notebook, label));
            var result = session.Run(cell.Source, label, _options.CellTimeout, outputs.Begin(), stop: stop);
            results.Add(result);
            if (result.Status != CellStatus.Succeeded && !MayFail(cell, result)) failed = result;
            Report(progress => progress.CellFinished(notebook, result));
        }

        // Only now, since a later cell may update what an earlier one shows, or wait for what it began.
        foreach (var ((cell, result), shown) in codeCells.Zip(results).Zip(outputs.End()))
        {
            if (result.Status != CellStatus.Interrupted) cell.SetOutputs(result.Label.ExecutionCount, shown);
        }

        return new NotebookResult(notebook, codeCells.Count, results, failed, watch.Elapsed);
    }

    private void Report(Action<IRunProgress> news)
    {
        if (_progress is { } progress) CellContext.Outside(() => news(progress));
    }

    private static bool MayFail(NotebookCell cell, CellResult result) =>
        result.Status == CellStatus.Failed && cell.HasTag(NotebookCell.RaisesExceptionTag);
}
