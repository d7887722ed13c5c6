namespace Workbook.Kernel;

/// <summary>How errors name a cell: the number that front ends show in brackets, and its id if it has one.</summary>
/// <param name="ExecutionCount">The number of the cell among the code cells that ran, from 1.</param>
/// <param name="Id">The cell's id, or null.</param>
public sealed record CellLabel(int ExecutionCount, string? Id = null)
{
    /// <summary>Returns for example <c>cell 7 `qos2-run`</c>.</summary>
    public override string ToString() => Id is null ? $"cell {ExecutionCount}" : $"cell {ExecutionCount} `{Id}`";
}
