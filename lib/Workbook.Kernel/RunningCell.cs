using System.Runtime.CompilerServices;

namespace Workbook.Kernel;

/// <summary>A cell while it runs: what ends it, where its outputs go, and the name of the place of its code.</summary>
/// <param name="Label">How results name the cell.</param>
/// <param name="Place">How errors name the code that runs: the cell, or the file that it imports.</param>
/// <param name="Context">The cell as its code sees it.</param>
/// <param name="StopCell">Tells the cell's code to stop.</param>
/// <param name="Timeout">The longest that the cell may run.</param>
/// <param name="Clock">Cancelled when the cell's time is up or a stop is asked for.</param>
/// <param name="Stop">Cancelled when a stop is asked for.</param>
internal sealed record RunningCell(
    CellLabel Label,
    string Place,
    CellContext Context,
    CancellationTokenSource StopCell,
    TimeSpan Timeout,
    CancellationTokenSource Clock,
    CancellationToken Stop)
{
    private readonly StrongBox<bool> _isTimed = new();

    /// <summary>
    /// Returns what ends the cell. Its time begins when this is first asked for: compiling is not the cell's doing.
    /// </summary>
    public CancellationToken Deadline()
    {
        if (!_isTimed.Value) Clock.CancelAfter(Timeout);
        _isTimed.Value = true;
        return Clock.Token;
    }
}
