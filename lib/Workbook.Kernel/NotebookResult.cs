namespace Workbook.Kernel;

/// <summary>How a notebook's run ended.</summary>
/// <param name="Notebook">The notebook, its outputs replaced by those of the run for every cell that finished.</param>
/// <param name="CodeCellCount">How many code cells it has.</param>
/// <param name="Cells">The cells that were started, in order; the last may be the one that failed.</param>
/// <param name="Failed">The cell that ended the run before the notebook's end, or null.</param>
/// <param name="Duration">The time of the whole run.</param>
public sealed record NotebookResult(
    NotebookDocument Notebook,
    int CodeCellCount,
    IReadOnlyList<CellResult> Cells,
    CellResult? Failed,
    TimeSpan Duration)
{
    /// <summary>Whether every code cell ran to its end.</summary>
    public bool Succeeded => Failed is null && Cells.Count == CodeCellCount;

    /// <summary>Whether the run was stopped on request.</summary>
    public bool WasInterrupted => Failed is { Status: CellStatus.Interrupted } || (Failed is null && !Succeeded);
}
