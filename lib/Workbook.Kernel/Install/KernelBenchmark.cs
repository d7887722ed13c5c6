using System.Diagnostics;
using System.Globalization;

namespace Workbook.Kernel.Install;

/// <summary>Measures how soon a kernel answers and how much memory it takes, in sessions of its own.</summary>
/// <param name="spec">The kernel.</param>
/// <param name="memory">An expression for the bytes that its language's own memory holds, if there is one.</param>
public sealed class KernelBenchmark(KernelSpec spec, string? memory)
{
    /// <summary>How long the second kind of start waits before its first cell.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private const int LaterCells = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly KernelSpec _spec = spec;
    private readonly string? _memory = memory;

    /// <summary>From the start of the process to the result of <c>1+1</c>, asked as soon as the kernel is up.</summary>
    public TimeSpan StartAtOnce()
    {
        var watch = Stopwatch.StartNew();
        using var session = KernelSession.Start(_spec, Patience);
        var (value, _) = session.Execute("1+1", Patience);
        return value == "2" ? watch.Elapsed : throw new InstallException($"'{_spec.Name}' says that 1+1 is {value}.");
    }

    /// <summary>
    /// The same with a reader who waits for <see cref="Pause"/> before the first cell, that wait not counted; then the
    /// median of how long later cells take.
    /// </summary>
    public (TimeSpan First, TimeSpan Later) StartAfterPause()
    {
        var watch = Stopwatch.StartNew();
        using var session = KernelSession.Start(_spec, Patience);
        var ready = watch.Elapsed;
        Thread.Sleep(Pause);
        var first = session.Execute("1+1", Patience).Latency;
        var later = Enumerable.Range(0, LaterCells).Select(i => session.Execute($"{i}+1", Patience).Latency);
        return (ready + first, Median([.. later]));
    }

    /// <summary>
    /// The process's resident bytes after fewer cells and what the language holds after more, each cell with a variable
    /// of its own; the latter null where the kernel has no expression for it.
    /// </summary>
    public (long Resident, long? Managed) Memory(int fewer, int more)
    {
        using var session = KernelSession.Start(_spec, Patience);
        var resident = 0L;
        for (var i = 1; i <= more; i++)
        {
            session.Execute(Variable(i), Patience);
            if (i == fewer) resident = session.ResidentBytes;
        }

        if (_memory is null) return (resident, null);
        var text = session.Execute(_memory, Patience).Value ?? "";
        return (resident, long.Parse(text, CultureInfo.InvariantCulture));
    }

    /// <summary>The middle of the times, or the mean of the two in the middle.</summary>
    public static TimeSpan Median(IReadOnlyList<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private string Variable(int i) => _spec.IsOurs ? $"var x{i} = {i};\nx{i} + 1" : $"x{i} = {i}\nx{i} + 1";
}
