using System.Diagnostics;

namespace Workbook.Kernel;

/// <summary>Runs the code cells of notebooks in order, each notebook in its own session and folder.</summary>
/// <remarks>
/// A notebook ends at its first cell that fails; a cell tagged <see cref="NotebookCell.RaisesExceptionTag"/> may throw.
/// The process's current directory is the notebook's folder meanwhile, so one process runs one notebook at a time.
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
            _progress?.NotebookFinished(result);
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
        CellResult? failed = null;
        _progress?.NotebookStarted(notebook, codeCells.Count);
        using var session = new CSharpCells();
        foreach (var cell in codeCells)
        {
            if (failed is not null || stop.IsCancellationRequested) break;
            var label = new CellLabel(results.Count + 1, cell.Id);
            _progress?.CellStarted(notebook, label);
            var result = session.Run(cell.Source, label, _options.CellTimeout, stop: stop);
            results.Add(result);
            if (result.Status != CellStatus.Interrupted) cell.SetOutputs(label.ExecutionCount, result.Outputs);
            if (result.Status != CellStatus.Succeeded && !MayFail(cell, result)) failed = result;
            _progress?.CellFinished(notebook, result);
        }

        return new NotebookResult(notebook, codeCells.Count, results, failed, watch.Elapsed);
    }

    private static bool MayFail(NotebookCell cell, CellResult result) =>
        result.Status == CellStatus.Failed && cell.HasTag(NotebookCell.RaisesExceptionTag);
}
