using System.Text;

namespace Workbook.Kernel;

/// <summary>The console while cells run: what a cell writes goes to that cell, the rest passes.</summary>
internal sealed class CellConsole : TextWriter
{
    private static readonly Lock Installing = new();
    private static bool _isInstalled;

    private readonly string _stream;
    private readonly TextWriter _outside;

    private CellConsole(string stream, TextWriter outside)
    {
        _stream = stream;
        _outside = outside;
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Puts the routing in place, once a process; a cell that reads the console asks the reader.</summary>
    public static void Install()
    {
        lock (Installing)
        {
            if (_isInstalled) return;
            _isInstalled = true;
            Console.SetOut(new CellConsole("stdout", Console.Out));
            Console.SetError(new CellConsole("stderr", Console.Error));
            Console.SetIn(new CellInput());
        }
    }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        if (CellContext.CurrentOrLatest is { } cell) cell.Write(new CellOutput.Written(_stream, value));
        else _outside.Write(value);
    }

    // One write a line, so that lines of parallel tasks do not mix.
    public override void WriteLine(string? value) => Write(value + "\n");

    public override void WriteLine(ReadOnlySpan<char> buffer) => Write(string.Concat(buffer, "\n"));

    public override void Flush()
    {
        if (CellContext.CurrentOrLatest is null) _outside.Flush();
    }
}
