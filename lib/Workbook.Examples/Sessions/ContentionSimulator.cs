using Workbook.Mqtt.Sessions;

namespace Workbook.Examples;

/// <summary>Clients that contend for one record by optimistic locking, with a rule of waiting: table T8.</summary>
/// <remarks>
/// Each client reads a version over a network, then writes with it; the write succeeds when nobody wrote in between,
/// else the client waits by the rule and begins again. It models contention for a lock, not admission at a broker.
/// </remarks>
public sealed record ContentionSimulator
{
    /// <summary>How many clients begin at once.</summary>
    public int Clients { get; init => field = Expect.Within(value, 1, 100_000, "clients"); } = 10;

    /// <summary>The rule of waiting.</summary>
    public Backoff Backoff { get; init; } = Backoff.FullJitter;

    /// <summary>The mean time of a message on the network.</summary>
    public double NetworkMean { get; init => field = Expect.Positive(value, "time units"); } = 10;

    /// <summary>Its standard deviation.</summary>
    public double NetworkDeviation { get; init => field = Expect.NotNegative(value, "time units"); } = 2;

    /// <summary>The first delay.</summary>
    public double Base { get; init => field = Expect.Positive(value, "time units"); } = 5;

    /// <summary>The longest delay.</summary>
    public double Cap { get; init => field = Expect.Positive(value, "time units"); } = 2000;

    /// <summary>Runs trials and gives the means of completion time and of writes.</summary>
    /// <param name="trials">1 or more.</param>
    /// <param name="uniform">Random numbers from 0 to below 1: the named stream of the caller.</param>
    public (double Time, double Calls) Run(int trials, Func<double> uniform)
    {
        ArgumentNullException.ThrowIfNull(uniform);
        Expect.Within(trials, 1, int.MaxValue, "trials", nameof(trials));
        double time = 0, calls = 0;
        for (int trial = 0; trial < trials; trial++)
        {
            var (end, writes) = RunOnce(uniform);
            time += end;
            calls += writes;
        }

        return (time / trials, calls / trials);
    }

    private (double End, int Writes) RunOnce(Func<double> uniform)
    {
        var steps = new PriorityQueue<(Step Step, int Client, int Version), double>(Clients);
        var failures = new int[Clients];
        var delays = new double[Clients];
        Array.Fill(delays, Base);
        int current = 0, writes = 0;
        double end = 0;
        for (int client = 0; client < Clients; client++) steps.Enqueue((Step.Read, client, 0), Network(uniform));
        while (steps.TryDequeue(out var step, out double now))
        {
            end = now;
            var (kind, client, version) = step;
            switch (kind)
            {
                case Step.Read:
                    steps.Enqueue((Step.Write, client, current), end + Network(uniform) + Network(uniform));
                    break;
                case Step.Write:
                    writes++;
                    bool succeeds = version == current;
                    if (succeeds) current++;
                    steps.Enqueue((succeeds ? Step.Done : Step.Retry, client, 0), end + Network(uniform));
                    break;
                case Step.Retry:
                    double wait = Wait(++failures[client], ref delays[client], uniform);
                    steps.Enqueue((Step.Read, client, 0), end + wait + Network(uniform));
                    break;
                case Step.Done:
                    break;
            }
        }

        return (end, writes);
    }

    /// <summary>A wait by the rule; the article doubles the base already for the first.</summary>
    private double Wait(int failures, ref double last, Func<double> uniform)
    {
        double draw = Backoff is Backoff.None or Backoff.Constant or Backoff.Exponential ? 0 : uniform();
        return last = Backoff.Wait(Base, Cap, failures + 1, last, draw);
    }

    /// <summary>A normally distributed time, by Box and Muller.</summary>
    private double Network(Func<double> uniform) => Math.Abs(NetworkMean
        + NetworkDeviation * Math.Sqrt(-2 * Math.Log(1 - uniform())) * Math.Cos(2 * Math.PI * uniform()));

    private enum Step
    {
        Read,
        Write,
        Retry,
        Done,
    }
}
