namespace Workbook.Kernel;

/// <summary>What all cells of a notebook put out, each piece under the cell that it belongs to whenever it comes.</summary>
internal sealed class NotebookOutputLog
{
    private readonly Lock _lock = new();
    private readonly List<CellOutputs> _cells = [];
    private bool _hasEnded;

    /// <summary>Begins the next cell and returns who takes its outputs.</summary>
    public Action<CellOutput> Begin()
    {
        var outputs = new CellOutputs();
        lock (_lock) _cells.Add(outputs);
        return output => Add(outputs, output);
    }

    /// <summary>Returns the outputs of each cell; what comes later is dropped.</summary>
    public IReadOnlyList<IReadOnlyList<CellOutput>> End()
    {
        lock (_lock)
        {
            _hasEnded = true;
            return [.. _cells.Select(cell => cell.ToList())];
        }
    }

    private void Add(CellOutputs cell, CellOutput output)
    {
        lock (_lock)
        {
            if (_hasEnded) return;
            if (output is not CellOutput.Update) cell.Add(output);
            else foreach (var other in _cells) other.Add(output);
        }
    }
}
