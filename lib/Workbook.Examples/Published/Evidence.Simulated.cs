using Workbook.Mqtt.Sessions;

namespace Workbook.Examples;

public static partial class Evidence
{
    /// <summary>The seed of every simulated table; results differ between seeds less than the tolerances.</summary>
    private const int Seed = 20_261_125;

    private static EvidenceTable Contention(PublishedData data)
    {
        const int Trials = 400;
        var simulators = data.Read("aws_backoff_simulator.csv")
            .Select(row => (Row: row, Simulator: SimulatorOf(row))).ToList();
        var cells = simulators.AsParallel().AsOrdered().Select(cell =>
        {
            int seed = Seed + 10 * cell.Simulator.Clients + (int)cell.Simulator.Backoff;
            return (cell.Row, cell.Simulator, Ours: cell.Simulator.Run(Trials, new Random(seed).NextDouble));
        }).ToList();
        var rows = new List<EvidenceRow>();
        var calls = new Dictionary<(int Clients, Backoff Rule), double>();
        foreach (var (row, simulator, ours) in cells)
        {
            string label = $"{simulator.Clients} clients, {row["algorithm"]}";
            calls[(simulator.Clients, simulator.Backoff)] = ours.Calls;
            rows.Add(new($"{label}: calls", row.Number("mean_calls"), ours.Calls, "calls", 0.03));
            rows.Add(new(
                $"{label}: time", row.Number("mean_completion_time"), ours.Time, "time units",
                simulator.Backoff == Backoff.Exponential ? 0.03 : 0.05));
        }

        int most = calls.Keys.Max(key => key.Clients);
        if (calls.TryGetValue((most, Backoff.FullJitter), out double jitter)
            && calls.TryGetValue((most, Backoff.Exponential), out double plain))
        {
            rows.Add(EvidenceRow.AtLeast(
                $"{most} clients: what full jitter saves of the calls, \"more than half\"", 0.5, 1 - jitter / plain));
        }

        return new(
            "T8", "Backoff and jitter under contention", Sources.AwsBackoff,
            $"ContentionSimulator, {Trials} trials a cell, seed {Seed} + 10 x clients + rule",
            "calls 3 %, time 5 % (exponential 3 %)", rows);
    }

    private static ContentionSimulator SimulatorOf(PublishedRow row) =>
        new() { Clients = (int)row.Number("clients"), Backoff = RuleOf(row["algorithm"]) };

    private static Backoff RuleOf(string algorithm) => algorithm == "Decorr" ? Backoff.Decorrelated
        : Enum.TryParse(algorithm, out Backoff named) ? named
        : throw new FormatException(
            $"algorithm: expected Decorr or one of {string.Join(", ", Enum.GetNames<Backoff>())}, got '{algorithm}'.");

    private static EvidenceTable LossUnderTcp(PublishedData data)
    {
        const int Runs = 400;
        // Single runs of the source range from 0 to 95 % at one point, so its means of 20 runs tell no more than the
        // shape.
        const double Shape = 0.25;
        var rows = new List<EvidenceRow>();
        var notes = new List<string>();
        foreach (var row in data.Read("combench_packet_loss.csv"))
        {
            double loss = row.Number("packet_loss");
            var random = new Random(Seed);
            var stream = new LossyStream { Loss = loss };
            double[] runs = [.. Enumerable.Range(0, Runs).Select(_ => stream.Run(random.NextDouble)).Order()];
            double published = row.Number("mean_loss_fraction");
            string label = $"{row["protocol"]}, {loss:P0} packets lost";
            rows.Add(new(label, published, runs.Average(), "part lost", 0)
            {
                Rounding = Shape,
                Note = $"our runs: {runs[0]:0.###} to {runs[^1]:0.###}",
            });
        }

        double MeanAt(double loss)
        {
            var random = new Random(Seed);
            return Enumerable.Range(0, Runs).Average(_ => new LossyStream { Loss = loss }.Run(random.NextDouble));
        }

        rows.Add(EvidenceRow.AtLeast("nothing to speak of is lost at 5 %: part received", 0.99, 1 - MeanAt(0.05)));
        rows.Add(
            EvidenceRow.AtLeast(
                "between 15 and 30 % the stream begins to stall: growth of the loss", 0.1,
                MeanAt(0.30) - MeanAt(0.15)));
        return new(
            "T14", "Messages not received in 20 s under packet loss", Sources.ComBench,
            $"LossyStream: one ordered stream, doubling time-outs; {Runs} runs, seed {Seed}",
            "shape: the mean within 0.25",
            rows)
        {
            Note = "Nothing of this is lost by MQTT: TCP would deliver it after the window closed.",
        };
    }
}
