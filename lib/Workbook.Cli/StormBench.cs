using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Workbook.Simulate;

namespace Workbook.Cli;

/// <summary>One bench of the storm: what it runs and what it prints.</summary>
/// <remarks>
/// Times of bars are those of the processor, all threads of the process together: other work on the machine makes a run
/// longer, but not dearer.
/// </remarks>
internal sealed class StormBench(int seed, int runCount, CancellationToken stop)
{
    private const double AdmissionPerClient = 17_000 / 1_000_000.0;

    /// <summary>How many times as long as the floor a storm may take.</summary>
    private const double FloorBar = 10;

    /// <summary>How many times as long for each client the slowest row may take as the fastest.</summary>
    private const double GrowthBar = 3;

    /// <summary>Small storms are repeated until about so many clients were simulated: else they measure the
    /// clock.</summary>
    private const int LeastClients = 1_000_000;

    private const double BytesPerMebibyte = 1 << 20;

    /// <summary>Columns of the tables where there is no terminal.</summary>
    private const int PlainWidth = 160;

    private static readonly int[] Fleets = [10_000, 100_000, 1_000_000, 3_000_000];

    private bool areBarsHeld = true;

    /// <summary>Runs everything, and says whether all bars held.</summary>
    /// <param name="clients">The fleet that must keep the bar of the floor.</param>
    public bool Run(int clients)
    {
        Write($"{Environment.ProcessorCount} cores, .NET {Environment.Version}; median of {runCount} runs or more\n");
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = PlainWidth;

        // The first storm meets code that is not yet compiled for speed.
        Simulate(StormOf(Fleets[1]));
        List<Row> rows = [.. Fleets.Append(clients).Distinct().Order().Select(fleet => Measure(StormOf(fleet)))];
        Row silent = Measure(StormOf(clients) with { Refusal = Refusal.Silent });
        rows = [.. rows.Select(WithFloor)];
        silent = WithFloor(silent);
        Print([.. rows, silent]);

        foreach (Row row in (Row[])[rows.Single(row => row.Outcome.Storm.Clients == clients), silent])
        {
            Write($"\n{row.Outcome}");
            double ratio = row.Seconds / row.FloorSeconds;
            Bar(ratio <= FloorBar, $"{NameOf(row)} clients take {ratio:F1} times as long as Array.Sort on " +
                $"{row.Outcome.Events:N0} random doubles; the bar is {FloorBar:F0}.");
        }

        Write("");
        double growth = rows.Max(row => row.SecondsPerClient) / rows.Min(row => row.SecondsPerClient);
        double floorGrowth = rows.Max(row => row.FloorSecondsPerClient) / rows.Min(row => row.FloorSecondsPerClient);
        Bar(growth <= GrowthBar, $"The time for each client is the same from {rows[0].Outcome.Storm.Clients:N0} to " +
            $"{rows[^1].Outcome.Storm.Clients:N0} clients within a factor of {growth:F1}; the bar is {GrowthBar:F0}, " +
            $"and sorting itself grows {floorGrowth:F1} times.");
        Bar(rows.Append(silent).All(row => row.IsSameEachTime), "The same seed gave the same storm in every run.");
        return areBarsHeld;
    }

    private Storm StormOf(int clients) => new()
    {
        Clients = clients,
        Seed = seed,
        FirstWindow = TimeSpan.Zero,
        Cap = TimeSpan.FromSeconds(30),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        AdmissionPerSecond = clients * AdmissionPerClient,
    };

    private Row Measure(Storm storm)
    {
        int count = Math.Max(runCount, LeastClients / storm.Clients);
        var runs = new List<(StormOutcome Outcome, double Seconds, double Elapsed)>(count);
        long allocated = 0;
        while (runs.Count < count)
        {
            GC.Collect();
            long before = GC.GetAllocatedBytesForCurrentThread();
            runs.Add(Time(() => Simulate(storm)));
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        StormOutcome first = runs[0].Outcome;
        bool isSame = runs.All(run => IsSame(run.Outcome, first));
        var middle = runs.OrderBy(run => run.Seconds).ElementAt(count / 2);
        using var process = Process.GetCurrentProcess();
        return new Row(first, middle.Seconds, middle.Elapsed, allocated, process.PeakWorkingSet64, isSame);
    }

    private StormOutcome Simulate(Storm storm)
    {
        bool isWatched = !Console.IsErrorRedirected;
        StormOutcome outcome = storm.Run(isWatched ? Tell : null, stop);
        if (isWatched)
            Console.Error.Write($"\r{"",40}\r");
        return outcome;

        void Tell(double part) => Console.Error.Write($"\r{storm.Clients:N0} clients, {part:P0} back ");
    }

    private Row WithFloor(Row row) => row with { FloorSeconds = Floor(row.Outcome.Events) };

    /// <summary>The time of sorting as many random doubles as there were events.</summary>
    private double Floor(long events)
    {
        var random = new Random(seed);
        var numbers = new double[events];
        var times = new List<double>(runCount);
        while (times.Count < runCount)
        {
            for (int index = 0; index < numbers.Length; index++)
                numbers[index] = random.NextDouble();
            stop.ThrowIfCancellationRequested();
            times.Add(Time(() => { Array.Sort(numbers); return numbers; }).Seconds);
        }

        return times.Order().ElementAt(runCount / 2);
    }

    private static (T Result, double Seconds, double Elapsed) Time<T>(Func<T> run)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        T result = run();
        TimeSpan used = Environment.CpuUsage.TotalTime - before;
        return (result, used.TotalSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static bool IsSame(StormOutcome one, StormOutcome other) =>
        one.ToString() == other.ToString() && one.Events == other.Events &&
        one.ConnectsPerSecond.SequenceEqual(other.ConnectsPerSecond) &&
        one.AdmissionsPerSecond.SequenceEqual(other.AdmissionsPerSecond);

    private static void Print(List<Row> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (string column in (string[])[
            "clients", "events", "attempts each", "all back", "CPU s", "elapsed s", "events/s", "us/client",
            "B/client", "peak MiB", "Array.Sort s", "ratio"])
        {
            table.AddColumn(new TableColumn(column).NoWrap().RightAligned());
        }

        foreach (Row row in rows)
        {
            StormOutcome outcome = row.Outcome;
            table.AddRow(
                NameOf(row), $"{outcome.Events:N0}", Format(outcome.AttemptsPerClient),
                $"{outcome.AllBackAt?.TotalSeconds:F1} s", Format(row.Seconds), Format(row.Elapsed),
                $"{outcome.Events / row.Seconds:N0}", Format(row.SecondsPerClient * 1e6),
                $"{row.Allocated / (double)outcome.Storm.Clients:N0}", $"{row.Peak / BytesPerMebibyte:N0}",
                Format(row.FloorSeconds), Format(row.Seconds / row.FloorSeconds));
        }

        AnsiConsole.Write(table);
        Write("CPU: processor time of one storm, all threads; B/client: all that a run allocates; peak: the most that");
        Write("the whole process has had in memory so far; silent: refusals are, and found by the time-out.");
    }

    private void Bar(bool isHeld, string sentence)
    {
        areBarsHeld &= isHeld;
        Write($"{(isHeld ? "held" : "NOT HELD")}: {sentence}");
    }

    private static string NameOf(Row row) =>
        $"{row.Outcome.Storm.Clients:N0}{(row.Outcome.Storm.Refusal == Refusal.Silent ? " silent" : "")}";

    private static string Format(double number) => number.ToString("F2", CultureInfo.InvariantCulture);

    private static void Write(string line) => Console.Out.WriteLine(line);

    /// <summary>One fleet: its storm, times in seconds, memory in bytes.</summary>
    private sealed record Row(
        StormOutcome Outcome, double Seconds, double Elapsed, long Allocated, long Peak, bool IsSameEachTime)
    {
        public double FloorSeconds { get; init; }

        public double SecondsPerClient => Seconds / Outcome.Storm.Clients;

        public double FloorSecondsPerClient => FloorSeconds / Outcome.Storm.Clients;
    }
}
