using System.CommandLine;

namespace Workbook.Cli;

/// <summary><c>workbook bench storm</c>: runs the reconnection storm of a million clients in virtual time, and compares
/// its speed with that of sorting as many random numbers.</summary>
internal static class BenchStorm
{
    private const int ClientMaximum = 10_000_000;
    private const int RunMaximum = 100;

    private const string Description = """
        Simulates a reconnection storm client by client: all lose their connection at once and come back with full
        jitter from 1 s to 30 s, through a broker that takes in 17,000 a second for each million clients and holds a
        second's work in its queue; a client gives up after 10 s. Then the same with a broker that drops what it cannot
        take, so that each refusal is found by a time-out. One core.

        The floor for a simulation in which events come in order of time is the sorting of their times: Array.Sort on as
        many random doubles as there were events. Bars: both storms take at most 10 times that; and the time for
        each client does not grow with their number by more than memory costs (at most 3 times from the fastest to the
        slowest row; the floor's own growth stands beside it).

        Examples:
          workbook bench storm
          workbook bench storm --clients 3000000 --seed 7 --runs 5

        Exit code: 0 all bars held, 1 one did not, 2 unusable arguments, 130 Ctrl+C.
        """;

    public static Command Create()
    {
        Option<int> clients = NumberOption.Create(
            "--clients", "Clients of the storm that must keep the bar.", 1_000_000, 1_000, ClientMaximum);
        Option<int> seed = NumberOption.Create("--seed", "The seed of all random numbers.", 1, 0, int.MaxValue);
        Option<int> runs = NumberOption.Create(
            "--runs", "How often each run is repeated; the median is shown.", 3, 1, RunMaximum);
        var command = new Command("storm", Description) { clients, seed, runs };
        command.SetAction(parsed =>
        {
            using var ctrlC = new CtrlC();
            try
            {
                var bench = new StormBench(parsed.GetValue(seed), parsed.GetValue(runs), ctrlC.Token);
                return bench.Run(parsed.GetValue(clients)) ? ExitCode.Success : ExitCode.Failure;
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Interrupted;
            }
        });
        return command;
    }
}
