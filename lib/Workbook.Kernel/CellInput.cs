namespace Workbook.Kernel;

/// <summary>The console's input while cells run: each line is asked of the reader.</summary>
internal sealed class CellInput : TextReader
{
    private static readonly InputQuestion Line = new("", IsPassword: false);

    private readonly Lock _lock = new();
    private string _rest = "";

    public override string? ReadLine()
    {
        lock (_lock)
        {
            if (_rest.Length == 0) return CellContext.Ask(Line);
            var line = _rest.TrimEnd('\n');
            _rest = "";
            return line;
        }
    }

    public override int Peek()
    {
        lock (_lock) return _rest.Length > 0 ? _rest[0] : -1;
    }

    public override int Read()
    {
        lock (_lock)
        {
            if (_rest.Length == 0) _rest = CellContext.Ask(Line) + "\n";
            var first = _rest[0];
            _rest = _rest[1..];
            return first;
        }
    }
}
