using System.Runtime.ExceptionServices;

namespace Workbook.Kernel;

/// <summary>
/// The running cell as its code sees it: where output goes and the token that says stop. It flows with the cell's
/// async context, so that what a cell starts in the background writes to that cell, also after the cell has ended.
/// </summary>
internal sealed class CellContext
{
    /// <summary>Where a library finds the running cell's token without referring to this assembly.</summary>
    public const string StopTokenName = "Workbook.Cell.StopToken";

    /// <summary>The most characters that one cell may put out; the rest is dropped, and a line says so.</summary>
    public const int OutputMaximumCharacters = 10_000_000;

    private static readonly AsyncLocal<CellContext?> Flowing = new();
    private static readonly AsyncLocal<bool> IsOutside = new();
    private static volatile CellContext? _latest;

    private readonly Lock _lock = new();
    private readonly Action<CellOutput>? _onOutput;
    private readonly Func<InputQuestion, string?>? _ask;
    private CellOutputs _outputs = new();
    private int _characterCount;
    private bool _isClosed;
    private bool _isStopped;

    static CellContext()
    {
        AppContext.SetData(StopTokenName, (Func<CancellationToken>)(() => StopTokenOfCurrent));

        // A fault on a thread that a cell started would end the process; it fails the cell instead.
        ExceptionHandling.SetUnhandledExceptionHandler(fault =>
        {
            if (CurrentOrLatest is not { } cell) return false;
            cell.Note(fault);
            return true;
        });
    }

    public CellContext(Action<CellOutput>? onOutput, Func<InputQuestion, string?>? ask, CancellationToken stopToken)
    {
        StopToken = stopToken;
        _onOutput = onOutput;
        _ask = ask;
        _latest = this;
    }

    public static CellContext? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>
    /// The cell whose code this is. On a thread of which nobody knows that (a native callback, a thread started without
    /// its context) it is the cell that runs now, or the last one that ran in a session still open.
    /// </summary>
    public static CellContext? CurrentOrLatest => Current ?? (IsOutside.Value ? null : _latest);

    public static CancellationToken StopTokenOfCurrent => Current?.StopToken ?? CancellationToken.None;

    public CancellationToken StopToken { get; }

    /// <summary>The first exception that nothing caught on a thread that the cell started, or null.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>
    /// Returns the token that ends an await beginning now. The first that begins after the stop throws, unless the stop
    /// has reached the cell already: then what it awaits is clean-up, which nothing ends early.
    /// </summary>
    public CancellationToken BeginAwait()
    {
        if (!StopToken.IsCancellationRequested) return StopToken;
        if (!MarkStopped()) throw new OperationCanceledException(StopToken);
        return CancellationToken.None;
    }

    /// <summary>Notes that the stop has reached the cell's code, and returns whether it had before.</summary>
    public bool MarkStopped() => Interlocked.Exchange(ref _isStopped, true);

    public void Write(CellOutput output)
    {
        lock (_lock)
        {
            if (HasRoomFor(output)) Append(output);
        }
    }

    /// <summary>Asks the reader; throws when there is nobody who answers.</summary>
    public static string Ask(InputQuestion question) =>
        CurrentOrLatest?._ask?.Invoke(question)
        ?? throw new InvalidOperationException(
            "There is no one to ask here: give the value in the cell, or run the notebook where you can type.");

    public void WriteError(string line) => Write(new CellOutput.Written("stderr", line + "\n"));

    /// <summary>
    /// Ends the cell and returns its outputs. What background code writes from now on goes to the listener only.
    /// </summary>
    public IReadOnlyList<CellOutput> Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            var outputs = _outputs.ToList();
            _outputs = new CellOutputs();
            return outputs;
        }
    }

    // A cell that has ended cannot fail any more; its reader still hears of the fault.
    private void Note(Exception fault)
    {
        if (_isClosed) WriteError($"{fault.GetType().Name}, which nothing caught: {fault.Message}");
        else Fault ??= fault;
    }

    /// <summary>Does what the program itself does while a session is open: what it writes belongs to no cell.</summary>
    public static void Outside(Action work)
    {
        IsOutside.Value = true;
        try
        {
            work();
        }
        finally
        {
            IsOutside.Value = false;
        }
    }

    /// <summary>Ends a session: what nobody's thread writes from now on belongs to no cell.</summary>
    public static void ForgetLatest() => _latest = null;

    private void Append(CellOutput output)
    {
        if (!_isClosed) _outputs.Add(output);
        _onOutput?.Invoke(output);
    }

    private bool HasRoomFor(CellOutput output)
    {
        if (_characterCount > OutputMaximumCharacters) return false;
        _characterCount += output switch
        {
            CellOutput.Written written => written.Text.Length,
            CellOutput.Display display => display.Data.Values.Sum(text => text.Length),
            CellOutput.Update update => update.Data.Values.Sum(text => text.Length),
            CellOutput.Result result => result.Data.Values.Sum(text => text.Length),
            _ => 0,
        };
        if (_characterCount <= OutputMaximumCharacters) return true;
        Append(new CellOutput.Written(
            "stderr", $"The output of this cell is cut here: it passed {OutputMaximumCharacters} characters.\n"));
        return false;
    }
}
