namespace Workbook.Kernel;

/// <summary>Loading the compiler ahead of the first cell.</summary>
public sealed partial class CSharpCells
{
    private int _waitingCount;

    /// <summary>
    /// Loads the compiler by running a tiny cell, which leaves nothing behind, and then what completion needs. A cell
    /// that comes meanwhile waits, since two at a time take longer than one after the other. It does nothing once a
    /// cell has run.
    /// </summary>
    public void WarmUp()
    {
        lock (_oneAtATime)
        {
            if (_state is not null) return;
            RunCell("1", new CellLabel(0), Timeout.InfiniteTimeSpan, null, null, default);
        }

        if (Volatile.Read(ref _waitingCount) == 0) Complete("Console.", "Console.".Length);
    }
}
