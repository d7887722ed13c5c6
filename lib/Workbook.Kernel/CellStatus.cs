namespace Workbook.Kernel;

/// <summary>How a cell ended.</summary>
public enum CellStatus
{
    /// <summary>It ran to its end.</summary>
    Succeeded,

    /// <summary>It did not compile, or it threw.</summary>
    Failed,

    /// <summary>It was stopped because its time was up.</summary>
    TimedOut,

    /// <summary>It was stopped on request.</summary>
    Interrupted,
}
