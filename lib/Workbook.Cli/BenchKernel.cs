using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Workbook.Kernel.Install;

namespace Workbook.Cli;

/// <summary><c>workbook bench kernel</c>: the installed kernel beside ipykernel, in one run, alternating.</summary>
internal static class BenchKernel
{
    private const string Description = """
        Measures the installed kernel beside ipykernel, where that is installed: cold start to the first result, later
        cells, memory. Both are started in turn, so that what else the machine does meets both. About two minutes.

        Exit code: 0 every bar is held, 1 one is not, 2 no kernel of the workbook is installed or it does not answer.
        """;

    private const int FewerCells = 50;
    private const int MoreCells = 500;
    private const double AtOnceMaximum = 1.2;
    private const double AfterPauseMaximum = 0.6;
    private const double LaterMaximumMs = 15;
    private const double ResidentMaximumMB = 170;
    private const double ManagedMaximumMB = 100;
    private const double BytesPerMB = 1_000_000;

    public static Command Create()
    {
        var runs = new Option<int>("--runs")
        {
            Description = "How many times each kernel is started each way, 1 to 100.",
            HelpName = "count",
            DefaultValueFactory = _ => 10,
            CustomParser = ParseRuns,
        };
        var command = new Command("kernel", Description) { runs };
        command.SetAction(parsed => Run(parsed.GetValue(runs)));
        return command;
    }

    private static int ParseRuns(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var runs) && runs is >= 1 and <= 100) return runs;
        result.AddError($"--runs must be a number from 1 to 100, not '{text}'.");
        return 0;
    }

    private static int Run(int runs)
    {
        using var ctrlC = new CtrlC();
        var all = KernelSpec.FindAll(new JupyterPaths(Machine.Current).KernelFolders);
        var ours = all.FirstOrDefault(spec => spec.IsOurs)
            ?? throw new InstallException("The workbook's kernel is not installed: 'workbook kernel install' does it.");
        var python = all.FirstOrDefault(spec => spec.Arguments.Contains("ipykernel_launcher"));
        var mine = new Series(new KernelBenchmark(ours, "GC.GetTotalMemory(true)"));
        var theirs = python is null ? null : new Series(new KernelBenchmark(python, null));
        Series[] series = theirs is null ? [mine] : [mine, theirs];
        try
        {
            Terminal.While("Measuring", say =>
            {
                foreach (var kernel in series) kernel.WarmDisk();
                for (var run = 1; run <= runs; run++)
                {
                    say($"Start {run} of {runs}");
                    foreach (var kernel in series) kernel.Start(ctrlC.Token);
                }

                say($"Memory of {MoreCells} cells");
                foreach (var kernel in series) kernel.MeasureMemory(ctrlC.Token);
                return true;
            });
        }
        catch (OperationCanceledException)
        {
            Terminal.Line("Stopped; nothing is said of half a measurement.", "yellow");
            return ExitCode.Interrupted;
        }

        return Report(mine, theirs, runs);
    }

    private static int Report(Series mine, Series? theirs, int runs)
    {
        var rows = new List<string[]>();
        var isHeld = true;
        Compare("cold start to 1+1, at once", s => s.AtOnce, AtOnceMaximum);
        Compare("cold start to 1+1, after 2 s (not counted)", s => s.AfterPause, AfterPauseMaximum);
        Bound("later cell", s => KernelBenchmark.Median(s.Later).TotalMilliseconds, LaterMaximumMs, "ms");
        Bound($"resident after {FewerCells} cells", s => s.Resident / BytesPerMB, ResidentMaximumMB, "MB");
        Bound($"managed after {MoreCells} cells", s => s.Managed / BytesPerMB, ManagedMaximumMB, "MB");
        Terminal.Table([$"median of {runs}", "workbook", "ipykernel", "ratio", "bar", ""], rows);
        if (theirs is null)
            Terminal.Line("ipykernel is not installed, so the bars beside it were not measured.", "yellow");
        return isHeld ? ExitCode.Success : ExitCode.Failure;

        void Compare(string what, Func<Series, List<TimeSpan>> times, double bar)
        {
            double? ratio = theirs is null
                ? null
                : KernelBenchmark.Median(times(mine)) / KernelBenchmark.Median(times(theirs));
            Add(what, Seconds(times(mine)), theirs is null ? "" : Seconds(times(theirs)),
                ratio is null ? "" : Text($"{ratio:0.00}x"), Text($"at most {bar:0.0}x"), ratio <= bar);
        }

        void Bound(string what, Func<Series, double?> value, double bar, string unit)
        {
            var other = theirs is null ? null : value(theirs);
            Add(what, Text($"{value(mine):0.0} {unit}"), other is null ? "" : Text($"{other:0.0} {unit}"),
                "", Text($"under {bar} {unit}"), value(mine) < bar);
        }

        void Add(string what, string own, string other, string ratio, string bar, bool? held)
        {
            isHeld &= held != false;
            rows.Add([what, own, other, ratio, bar, held switch { true => "ok", false => "NOT HELD", null => "" }]);
        }
    }

    private static string Seconds(List<TimeSpan> times)
    {
        var (median, least, most) = (KernelBenchmark.Median(times), times.Min(), times.Max());
        return Text($"{median.TotalSeconds:0.00} s ({least.TotalSeconds:0.00}-{most.TotalSeconds:0.00})");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>What was measured of one kernel.</summary>
    private sealed class Series(KernelBenchmark kernel)
    {
        public List<TimeSpan> AtOnce { get; } = [];

        public List<TimeSpan> AfterPause { get; } = [];

        public List<TimeSpan> Later { get; } = [];

        public double? Resident { get; private set; }

        public double? Managed { get; private set; }

        // A start that is not counted: the first finds the kernel's files on the disk, later ones in memory.
        public void WarmDisk() => kernel.StartAtOnce();

        public void Start(CancellationToken stop)
        {
            stop.ThrowIfCancellationRequested();
            AtOnce.Add(kernel.StartAtOnce());
            stop.ThrowIfCancellationRequested();
            var (first, later) = kernel.StartAfterPause();
            AfterPause.Add(first);
            Later.Add(later);
        }

        public void MeasureMemory(CancellationToken stop)
        {
            stop.ThrowIfCancellationRequested();
            (Resident, Managed) = kernel.Memory(FewerCells, MoreCells);
        }
    }
}
