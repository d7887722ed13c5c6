namespace Workbook.Kernel;

/// <summary>How a cell ended and what it put out.</summary>
/// <param name="Label">Which cell.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Outputs">All outputs in order, text of one stream merged, the error last.</param>
/// <param name="Error">The error unless the cell succeeded.</param>
/// <param name="Duration">The time from its compilation to its end.</param>
public sealed record CellResult(
    CellLabel Label, CellStatus Status, IReadOnlyList<CellOutput> Outputs, CellError? Error, TimeSpan Duration);
