namespace Workbook.Kernel;

/// <summary>How notebooks are run.</summary>
public sealed record RunOptions
{
    /// <summary>The time that a cell may take unless told otherwise.</summary>
    public static readonly TimeSpan DefaultCellTimeout = TimeSpan.FromSeconds(120);

    /// <summary>The longest that one cell may run; then it is stopped and its notebook fails.</summary>
    public TimeSpan CellTimeout { get; init; } = DefaultCellTimeout;

    /// <summary>Whether the outputs of the cells that ran are written into the notebook.</summary>
    public bool Save { get; init; }
}
