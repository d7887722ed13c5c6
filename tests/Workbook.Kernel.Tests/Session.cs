namespace Workbook.Kernel.Tests;

/// <summary>A session of cells and the short words in which tests speak of outputs.</summary>
internal sealed class Session : IDisposable
{
    // A bound for a loaded machine; no cell that is meant to end comes near it.
    public static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    private readonly CSharpCells _cells = new();
    private int _count;

    public void Dispose() => _cells.Dispose();

    public CellResult Run(string code, TimeSpan? timeout = null) =>
        _cells.Run(code, new CellLabel(++_count, "t"), timeout ?? Generous);

    /// <summary>Runs a cell that writes something once it is under way, and stops it then.</summary>
    public CellResult RunUntilItWrites(string code)
    {
        using var stop = new CancellationTokenSource();
        return _cells.Run(code, new CellLabel(++_count, "t"), Generous, _ => stop.CancelAsync(), stop: stop.Token);
    }

    /// <summary>Runs cells and returns the outputs of the last one, each as kind:text, joined by a bar.</summary>
    public string Show(params string[] cells)
    {
        var shown = "";
        foreach (var cell in cells) shown = Show(Run(cell));
        return shown;
    }

    public static string Show(CellResult result) => Show(result.Outputs);

    public static string Show(IEnumerable<CellOutput> outputs) => string.Join("|", outputs.Select(output => output switch
    {
        CellOutput.Written written => $"{written.StreamName}:{written.Text.TrimEnd('\n')}",
        CellOutput.Display display => $"display:{display.Data["text/plain"]}",
        CellOutput.Result value => $"result:{value.Data["text/plain"]}",
        CellOutput.Failure failure => $"{failure.Error.Name}:{failure.Error.Message}",
        _ => throw new InvalidOperationException(),
    }));
}
