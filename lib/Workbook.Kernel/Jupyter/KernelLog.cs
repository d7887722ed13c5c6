using System.Diagnostics;
using System.Globalization;

namespace Workbook.Kernel.Jupyter;

/// <summary>
/// Where the kernel says what it dropped and why. Whoever floods it with bad messages gets no flood of lines: beyond
/// <see cref="LinesMaximum"/> a second they are counted only.
/// </summary>
internal sealed class KernelLog(TextWriter writer)
{
    /// <summary>The most lines in a second.</summary>
    public const int LinesMaximum = 10;

    private readonly Lock _lock = new();
    private readonly TextWriter _writer = writer;
    private long _second;
    private int _lineCount;
    private long _leftOutCount;

    /// <summary>Writes the line with the time of day, unless too many came just before.</summary>
    public void Warn(string line)
    {
        lock (_lock)
        {
            var second = Stopwatch.GetTimestamp() / Stopwatch.Frequency;
            if (second != _second) (_second, _lineCount) = (second, 0);
            if (++_lineCount > LinesMaximum)
            {
                _leftOutCount++;
                return;
            }

            if (_leftOutCount > 0) Write($"{_leftOutCount} lines more were left out");
            _leftOutCount = 0;
            Write(line);
        }
    }

    private void Write(string line)
    {
        try
        {
            var time = DateTime.Now.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
            _writer.WriteLine($"{time}  workbook kernel: {line}");
            _writer.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Nobody reads the log any more; the kernel serves its front end all the same.
        }
    }
}
