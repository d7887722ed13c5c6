using System.Runtime.ExceptionServices;
using System.Text;

namespace Workbook.Kernel;

/// <summary>
/// The running cell as its code sees it: where output goes and the token that says stop. It flows with the cell's
/// async context, so that what a cell starts in the background still writes to that cell while the cell runs.
/// </summary>
internal sealed class CellContext
{
    /// <summary>Where a library finds the running cell's token without referring to this assembly.</summary>
    public const string StopTokenName = "Workbook.Cell.StopToken";

    /// <summary>The most characters that one cell may put out; the rest is dropped, and a line says so.</summary>
    public const int OutputMaximumCharacters = 10_000_000;

    private static readonly AsyncLocal<CellContext?> Running = new();

    private readonly Lock _lock = new();
    private readonly List<CellOutput> _outputs = [];
    private readonly StringBuilder _text = new();
    private readonly Action<CellOutput>? _onOutput;
    private string? _stream;
    private int _characterCount;
    private bool _isClosed;
    private bool _isStopped;

    static CellContext()
    {
        AppContext.SetData(StopTokenName, (Func<CancellationToken>)(() => StopTokenOfCurrent));

        // A fault on a thread that a cell started would end the process; it fails the cell instead.
        ExceptionHandling.SetUnhandledExceptionHandler(fault =>
        {
            if (Current is not { } cell) return false;
            cell.Fault ??= fault;
            return true;
        });
    }

    public CellContext(Action<CellOutput>? onOutput, CancellationToken stopToken)
    {
        StopToken = stopToken;
        _onOutput = onOutput;
    }

    public static CellContext? Current
    {
        get => Running.Value;
        set => Running.Value = value;
    }

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
            if (_isClosed || !HasRoomFor(output)) return;
            Append(output);
        }
    }

    public void WriteError(string line) => Write(new CellOutput.Written("stderr", line + "\n"));

    /// <summary>Ends the output: what background code writes from now on is dropped.</summary>
    public IReadOnlyList<CellOutput> Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            EndStream();
            return _outputs;
        }
    }

    private void Append(CellOutput output)
    {
        if (output is CellOutput.Written written)
        {
            if (written.StreamName != _stream) EndStream();
            _stream = written.StreamName;
            _text.Append(written.Text);
        }
        else
        {
            EndStream();
            _outputs.Add(output);
        }

        _onOutput?.Invoke(output);
    }

    private void EndStream()
    {
        if (_stream is not null && _text.Length > 0) _outputs.Add(new CellOutput.Written(_stream, _text.ToString()));
        _stream = null;
        _text.Clear();
    }

    private bool HasRoomFor(CellOutput output)
    {
        if (_characterCount > OutputMaximumCharacters) return false;
        _characterCount += output switch
        {
            CellOutput.Written written => written.Text.Length,
            CellOutput.Display display => display.Data.Values.Sum(text => text.Length),
            CellOutput.Result result => result.Data.Values.Sum(text => text.Length),
            _ => 0,
        };
        if (_characterCount <= OutputMaximumCharacters) return true;
        Append(new CellOutput.Written(
            "stderr", $"The output of this cell is cut here: it passed {OutputMaximumCharacters} characters.\n"));
        return false;
    }
}
