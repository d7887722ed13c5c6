using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Workbook.Explore;

namespace Workbook.Cli;

/// <summary>One bench of the explorer: what it runs and what it prints.</summary>
internal sealed class ExploreBench(RelayModel model, long memoryMaximum, int runCount, CancellationToken stop)
{
    /// <summary>A small system in which every bug shows, for both explorers.</summary>
    private static readonly RelayModel BugSetting = new()
    {
        MessageCount = 3, IdentifierCount = 2, ChannelCapacity = 2,
    };


    /// <summary>Columns of the tables where there is no terminal.</summary>
    private const int PlainWidth = 160;

    /// <summary>The bug that no assertion shows: the sender waits for ever.</summary>
    private const int LivenessBug = 5;

    /// <summary>By Spin's number of a bug the name of ours and the kind of the property that it breaks.</summary>
    private static readonly (string Name, string Breaks)[] Bugs =
    [
        ("", ""),
        ("sender repeats PUBLISH after PUBREC", "delivered twice"),
        ("receiver does not remember identifiers", "delivered twice"),
        ("identifier reused before PUBCOMP", "delivered in their order"),
        ("unfinished messages go out again in the wrong order", "delivered in their order"),
        ("unknown PUBREL is not answered", "once connections stay up"),
        ("nothing goes out again after a reconnection", "delivered in their order"),
    ];

    private bool isAsExpected = true;

    /// <summary>Runs everything, and says whether all was as expected.</summary>
    public bool Run(bool withSpin)
    {
        Write($"{model.Name}");
        Write($"{Environment.ProcessorCount} cores, .NET {Environment.Version}; median of {runCount} runs\n");
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = PlainWidth;
        SpinRunner? spin = withSpin ? SpinRunner.Find() : null;
        if (withSpin && spin is null)
            Write("spin and gcc are not both installed (Debian: apt-get install spin gcc): only our explorer runs.\n");

        var table = NewTable("explorer", "states", "moves", "seconds", "states/s", "bytes/state", "verdict");
        ExplorationResult ours = AddOurs(table, 1);
        int cores = Environment.ProcessorCount;
        double rate = 0;
        if (cores > 1)
            AddOurs(table, 2, out rate);
        SpinResult? theirs = spin is null ? null : AddSpin(table, spin);
        AnsiConsole.Write(table);
        if (theirs is not null)
            Compare(ours, rate, theirs);
        WriteEventually();
        WriteBugs(spin);
        return isAsExpected;
    }

    private ExplorationResult AddOurs(Table table, int workers) => AddOurs(table, workers, out _);

    private ExplorationResult AddOurs(Table table, int workers, out double rate)
    {
        var options = new ExplorerOptions { WorkerCount = workers, MemoryMaximum = memoryMaximum };
        IModel asked = model.Only(PropertyKind.Always);
        (ExplorationResult result, double seconds) = Median(() => Explorer.Explore(asked, options, null, stop));
        stop.ThrowIfCancellationRequested();
        rate = result.StateCount / seconds;
        bool holds = result.Findings.All(finding => finding.Verdict == Verdict.Holds);
        string verdict = holds ? "all hold" : result.IsExhaustive ? "refuted" : $"not exhaustive: {result.StopReason}";
        Expect(holds, $"our explorer: {result}");
        AddRow(
            table, $"ours, {workers} {(workers == 1 ? "core" : "cores")}", result.StateCount, result.MoveCount,
            seconds, result.BytesPerState, verdict);
        return result;
    }

    private SpinResult AddSpin(Table table, SpinRunner spin)
    {
        IReadOnlyList<string> definitions = SpinModel.DefinitionsOf(model);
        (SpinResult result, _) = Median(() => spin.Run(definitions, ["-DSAFETY"], [], stop));
        Expect(result.ErrorCount == 0, $"Spin found {result.ErrorCount} errors");
        AddRow(table, "Spin, 1 core", result.StateCount, result.MoveCount, result.Seconds,
            result.MemoryBytes / result.StateCount, result.ErrorCount == 0 ? "no errors" : "errors");
        return result;
    }

    private void Compare(ExplorationResult ours, double rate, SpinResult theirs)
    {
        long extra = theirs.StateCount - ours.StateCount;
        bool isEqual = extra == SpinModel.StatesBeforeStart;
        Expect(isEqual, "the counts of states differ");
        Write(isEqual
            ? $"The same states: Spin counts {extra} more, the one before its init process has run."
            : $"The states differ by {extra}; {SpinModel.StatesBeforeStart} was expected.");
        if (rate > 0)
        {
            double times = rate * theirs.Seconds / theirs.StateCount;
            Write($"With two cores our explorer visits {times:F2} times as many states a second as Spin on one.");
            Write($"Time to verdict: ours {ours.StateCount / rate:F1} s; " +
                $"Spin {theirs.TotalSeconds:F1} s with generating and compiling, {theirs.Seconds:F1} s of it search.");
        }

        Write("");
    }

    /// <summary>The same system once more, with all properties: "eventually" needs the moves to be
    /// remembered.</summary>
    private void WriteEventually()
    {
        var options = new ExplorerOptions { MemoryMaximum = memoryMaximum };
        (ExplorationResult result, double seconds) =
            Time(() => Explorer.Explore(model, options, null, stop));
        stop.ThrowIfCancellationRequested();
        Expect(result.Holds, "not all properties hold");
        Write($"All {result.Findings.Count} properties, with those of kind sometimes and eventually, one run: " +
            $"{Format(seconds)} s, {result.StateCount / seconds:N0} states/s, {result.BytesPerState:F1} bytes/state.");
        foreach (Finding finding in result.Findings)
            Write($"  {finding}");
        Write("");
    }

    private void WriteBugs(SpinRunner? spin)
    {
        Write($"Six bugs in: {BugSetting.Name}");
        var table = NewTable("bug", "ours", "moves", "seconds", "Spin", "errors", "seconds with compiling");
        for (int bug = 1; bug < Bugs.Length; bug++)
        {
            (string name, string breaks) = Bugs[bug];
            RelayModel faulty = BugSetting with { Fault = SeededFaults.Find(name) };
            IModel asked = faulty.Only(property => property.Sentence.Contains(breaks, StringComparison.Ordinal));
            (ExplorationResult result, double seconds) = Time(() => Explorer.Explore(asked, null, null, stop));
            Finding finding = result.Findings[0];
            Expect(finding.Verdict == Verdict.Refuted, $"bug {bug} was not found by our explorer");
            string[] theirs = spin is null ? ["not run", "", ""] : RunBug(spin, bug);
            table.AddRow([
                $"{bug} {name}", $"{finding.Verdict}: {breaks}".ToLowerInvariant(), $"{finding.Path?.Steps.Count}",
                Format(seconds), .. theirs]);
        }

        AnsiConsole.Write(table);
    }

    private string[] RunBug(SpinRunner spin, int bug)
    {
        bool isLiveness = bug == LivenessBug;
        RelayModel setting = isLiveness ? BugSetting with { CutMaximum = 1 } : BugSetting;
        SpinResult result = isLiveness
            ? spin.Run(SpinModel.DefinitionsOf(setting, bug), [], ["-a"], stop)
            : spin.Run(SpinModel.DefinitionsOf(setting, bug), ["-DSAFETY"], [], stop);
        Expect(result.ErrorCount > 0, $"bug {bug} was not found by Spin");
        return [isLiveness ? "by liveness" : "by assertion", $"{result.ErrorCount}", Format(result.TotalSeconds)];
    }

    private (T Result, double Seconds) Median<T>(Func<T> run)
    {
        var timed = Enumerable.Range(0, runCount).Select(_ => Time(run)).OrderBy(each => SecondsOf(each)).ToList();
        return timed[timed.Count / 2];
    }

    private static double SecondsOf<T>((T Result, double Seconds) timed) =>
        timed.Result is SpinResult spin ? spin.Seconds : timed.Seconds;

    private (T Result, double Seconds) Time<T>(Func<T> run)
    {
        stop.ThrowIfCancellationRequested();
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        T result = run();
        return (result, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private void Expect(bool condition, string otherwise)
    {
        if (condition)
            return;
        isAsExpected = false;
        Console.Error.WriteLine($"Not as expected: {otherwise}.");
    }

    private static Table NewTable(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (string column in columns)
            table.AddColumn(new TableColumn(column).NoWrap());
        return table;
    }

    private static void AddRow(
        Table table, string name, long states, long moves, double seconds, double bytesPerState, string verdict) =>
        table.AddRow(
            name, $"{states:N0}", $"{moves:N0}", Format(seconds), $"{states / seconds:N0}", $"{bytesPerState:F1}",
            verdict);

    private static string Format(double seconds) => seconds.ToString("F2", CultureInfo.InvariantCulture);

    private static void Write(string line) => Console.Out.WriteLine(line);
}
