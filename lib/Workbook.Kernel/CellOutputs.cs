using System.Text;

namespace Workbook.Kernel;

/// <summary>
/// The outputs of one cell as a notebook keeps them: text of one stream merged, updates and clears carried out.
/// </summary>
public sealed class CellOutputs
{
    private readonly List<CellOutput> _outputs = [];
    private readonly StringBuilder _text = new();
    private string? _stream;
    private bool _isClearedByNext;

    /// <summary>Takes the next output; an update of a display that stands under another cell does nothing.</summary>
    public void Add(CellOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (output is CellOutput.Update update)
        {
            Replace(update);
            return;
        }

        if (_isClearedByNext || output is CellOutput.Clear { Wait: false }) Clear();
        if (output is CellOutput.Clear clear)
        {
            _isClearedByNext = clear.Wait;
            return;
        }

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
    }

    /// <summary>Returns the outputs so far, in order; more may be added afterwards.</summary>
    public IReadOnlyList<CellOutput> ToList() => _stream is null ? [.. _outputs] : [.. _outputs, Text(_stream)];

    private void Replace(CellOutput.Update update)
    {
        for (var i = 0; i < _outputs.Count; i++)
        {
            if (_outputs[i] is CellOutput.Display display && display.DisplayId == update.DisplayId)
                _outputs[i] = display with { Data = update.Data };
        }
    }

    private void Clear()
    {
        _isClearedByNext = false;
        _outputs.Clear();
        _stream = null;
        _text.Clear();
    }

    private void EndStream()
    {
        if (_stream is not null) _outputs.Add(Text(_stream));
        _stream = null;
        _text.Clear();
    }

    private CellOutput.Written Text(string stream) => new(stream, _text.ToString());
}
