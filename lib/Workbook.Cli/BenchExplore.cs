using System.CommandLine;

using Workbook.Explore;
using Workbook.Mqtt.Packets;

namespace Workbook.Cli;

/// <summary><c>workbook bench explore</c>: explores one system with our explorer and with Spin, and compares states,
/// verdicts and speed.</summary>
internal static class BenchExplore
{
    private const int RunMaximum = 100;
    private const long BytesPerMebibyte = 1 << 20;

    private const string Description = """
        Explores every behaviour of publisher, broker and subscriber while connections are cut at any point: the shipped
        QoS machines under our explorer, and the same system written in Promela under Spin, where spin and gcc are
        installed. Then six bugs are seeded into both.

        Spin runs as -DSAFETY on one core, with compiler optimisation -O2; its partial-order reduction finds nothing to
        leave out here. Our explorer stores all states whole, without any reduction.

        Examples:
          workbook bench explore                           2 hops, 6 messages, 3 identifiers, 4 packets in flight
          workbook bench explore --messages 4 --runs 5
          workbook bench explore --qos 1 --no-spin

        Exit code: 0 both agree, 1 a verdict, a count of states or a bug is not as expected, 2 unusable arguments,
        130 Ctrl+C.
        """;

    public static Command Create()
    {
        Option<int> hops = NumberOption.Create(
            "--hops", "1: sender and receiver; 2: publisher, broker and subscriber.", 2, 1, 2);
        Option<int> messages = NumberOption.Create("--messages", "How many messages are published.", 6, 1, 100);
        Option<int> identifiers = NumberOption.Create("--identifiers", "Packet identifiers on each hop.", 3, 1, 31);
        Option<int> inFlight = NumberOption.Create("--in-flight", "Packets in flight each way on a hop.", 4, 1, 100);
        Option<int> qos = NumberOption.Create("--qos", "QoS of all messages.", 2, 1, 2);
        Option<int> memory = NumberOption.Create("--memory", "Memory bound of our explorer in MiB.", 4096, 64, 1 << 20);
        Option<int> runs = NumberOption.Create(
            "--runs", "How often each run is repeated; the median is shown.", 3, 1, RunMaximum);
        var noSpin = new Option<bool>("--no-spin") { Description = "Run our explorer only." };
        var command = new Command("explore", Description)
        {
            hops, messages, identifiers, inFlight, qos, memory, runs, noSpin,
        };
        command.SetAction(parsed =>
        {
            var model = new RelayModel
            {
                HopCount = parsed.GetValue(hops),
                MessageCount = parsed.GetValue(messages),
                IdentifierCount = parsed.GetValue(identifiers),
                ChannelCapacity = parsed.GetValue(inFlight),
                QualityOfService = (QualityOfService)parsed.GetValue(qos),
                NotesRepeats = false,
            };
            using var ctrlC = new CtrlC();
            try
            {
                var bench = new ExploreBench(
                    model, parsed.GetValue(memory) * BytesPerMebibyte, parsed.GetValue(runs), ctrlC.Token);
                return bench.Run(withSpin: !parsed.GetValue(noSpin)) ? ExitCode.Success : ExitCode.Failure;
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Interrupted;
            }
        });
        return command;
    }
}
