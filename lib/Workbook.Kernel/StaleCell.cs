namespace Workbook.Kernel;

/// <summary>A cell whose saved outputs are not those of a fresh run.</summary>
/// <param name="Index">The place of the cell among all cells, from 1.</param>
/// <param name="Id">The cell's id, or null.</param>
/// <param name="Saved">The outputs that stand in the notebook, as JSON.</param>
/// <param name="Fresh">The outputs of the run, as JSON.</param>
public sealed record StaleCell(int Index, string? Id, string Saved, string Fresh);
