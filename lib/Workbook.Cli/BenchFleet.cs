using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;
using Workbook.Mqtt.Packets;
using Workbook.Simulate;

namespace Workbook.Cli;

/// <summary><c>workbook bench fleet</c>: simulates a fleet with every packet through codec and sessions, and counts
/// packets a second of one core.</summary>
internal static class BenchFleet
{
    private const double PacketsPerSecondMinimum = 1_000_000;
    private const int RunMaximum = 100;
    private const long BytesPerMebibyte = 1 << 20;

    /// <summary>Columns of the table where there is no terminal.</summary>
    private const int PlainWidth = 160;

    private const string Description = """
        Simulates a fleet that publishes to subscribers in virtual time. Every packet is written by the codec, travels a
        link as bytes, is parsed, and goes through the shipped client sessions and the shipped broker. The time is that
        of the processor, of all threads of the process together, so that what else the machine does counts little.

        Examples:
          workbook bench fleet                       1,000 clients, a message a second each, QoS 0, 1 and 2
          workbook bench fleet --clients 100000 --seconds 10 --qos 1

        Exit code: 0 the bar of 1,000,000 packets a second is held at each QoS, 1 it is not, 2 unusable arguments,
        130 Ctrl+C.
        """;

    public static Command Create()
    {
        Option<int> clients = NumberOption.Create(
            "--clients", "Clients that publish once a second.", 1000, 1, 1_000_000);
        Option<int> subscribers = NumberOption.Create(
            "--subscribers", "Clients that take the messages.", 10, 0, 10_000);
        Option<int> seconds = NumberOption.Create(
            "--seconds", "Virtual time that is measured, in seconds.", 300, 1, 1_000_000);
        Option<int> runs = NumberOption.Create(
            "--runs", "How often each run is repeated; the median is shown.", 3, 1, RunMaximum);
        Option<int?> qos = new("--qos") { Description = "One QoS only: 0, 1 or 2.", HelpName = "n" };
        qos.AcceptOnlyFromAmong("0", "1", "2");
        var command = new Command("fleet", Description) { clients, subscribers, seconds, runs, qos };
        command.SetAction(parsed =>
        {
            var fleet = new Fleet
            {
                ClientCount = parsed.GetValue(clients),
                SubscriberCount = parsed.GetValue(subscribers),
                Workload = new Workload { PayloadBytes = 32, Arrivals = Arrivals.Jittered },
            };
            QualityOfService[] levels = parsed.GetValue(qos) is { } one
                ? [(QualityOfService)one]
                : Enum.GetValues<QualityOfService>();
            using var ctrlC = new CtrlC();
            try
            {
                return Run(
                    fleet, levels, TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(runs), ctrlC.Token);
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Interrupted;
            }
        });
        return command;
    }

    private static int Run(
        Fleet fleet, QualityOfService[] levels, TimeSpan duration, int runCount, CancellationToken stop)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = PlainWidth;
        AnsiConsole.WriteLine(
            $"{fleet.ClientCount:N0} clients, {fleet.SubscriberCount:N0} subscribers, {duration.TotalSeconds:N0} s of "
            + $"virtual time; .NET {Environment.Version}; median of {runCount} runs");
        var table = new Table().AddColumns(
            "QoS", "packets", "events", "processor s", "packets/s", "events/s", "B allocated/packet",
            "bar 1,000,000/s");
        bool isHeld = true;
        foreach (QualityOfService qos in levels)
        {
            Fleet asked = fleet with { Workload = fleet.Workload with { QoS = qos } };
            FleetMeasurement median = Enumerable.Range(0, runCount)
                .Select(_ => asked.Measure(duration, () => Environment.CpuUsage.TotalTime, cancellation: stop))
                .OrderBy(run => run.PacketsPerSecond).ElementAt(runCount / 2);
            bool isFast = median.PacketsPerSecond >= PacketsPerSecondMinimum;
            isHeld &= isFast;
            table.AddRow(
                $"{(int)qos}", $"{median.Packets:N0}", $"{median.Events:N0}", $"{median.Elapsed.TotalSeconds:F2}",
                $"{median.PacketsPerSecond:N0}", $"{median.Events / median.Elapsed.TotalSeconds:N0}",
                $"{median.AllocatedBytesPerPacket:F0}", isFast ? "held" : "not held");
        }

        AnsiConsole.Write(table);
        using var process = Process.GetCurrentProcess();
        AnsiConsole.WriteLine($"Memory at its peak: {process.PeakWorkingSet64 / BytesPerMebibyte:N0} MiB");
        return isHeld ? ExitCode.Success : ExitCode.Failure;
    }
}
