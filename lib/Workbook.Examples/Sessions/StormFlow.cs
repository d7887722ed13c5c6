namespace Workbook.Examples;

/// <summary>A storm with jitter or with a spread start as a flow: how many clients try, get in and wait in each small
/// step, on average.</summary>
/// <remarks>
/// Clients are told apart only by how often they failed. Those who are refused in a step try again evenly over the
/// waits that the policy allows them. The server holds the connects of one second; what comes beyond is refused. The
/// tries of jitter come like random events: near full load their number in the queue walks up and down, and some are
/// refused below full load, as many as of a random walk between an empty and a full queue.
/// </remarks>
internal sealed class StormFlow
{
    /// <summary>Steps in the shortest wait.</summary>
    private const int StepsInFirst = 32;

    /// <summary>Steps in the start of clients that then move in step.</summary>
    private const int StepsInStart = 128;

    /// <summary>Steps of long storms, as far as the longest wait has enough of them.</summary>
    private const double StepsMaximum = 200_000;

    private readonly double clients;
    private readonly double rate;
    private readonly double places;
    private readonly Stage[] stages;
    private readonly double[] into;
    private readonly double spread;
    private double queued;
    private double waiting;
    private double atOnce;
    private double sinceFull;
    private double lostNearFull;

    public StormFlow(ReconnectStorm storm)
    {
        rate = storm.AdmissionPerSecond;
        places = storm.AcceptPlaces;
        waiting = clients = storm.Clients;
        spread = storm.SpreadStart.TotalSeconds;
        IsRandom = storm.Policy is RetryPolicy.FullJitter or RetryPolicy.EqualJitter;
        double first = storm.Base.TotalSeconds, cap = storm.LongestWait;
        double fine = first / StepsInFirst;
        // Clients in step keep their order: the start is seen as finely as the wait.
        if (!IsRandom) fine = Math.Min(fine, Math.Max(spread / StepsInStart, first / 256));
        StepSeconds = Math.Max(fine, Math.Min(storm.ShortestSeconds / StepsMaximum, cap / StepsInFirst));
        var waits = new List<double> { first };
        while (waits[^1] < cap) waits.Add(Math.Min(cap, waits[^1] * 2));
        stages = [.. waits.Select(wait => new Stage(
            storm.Policy switch
            {
                RetryPolicy.FullJitter => 0,
                RetryPolicy.EqualJitter => Steps(wait / 2),
                _ => Steps(wait),
            },
            Steps(wait)))];
        into = new double[stages.Length];
    }

    /// <summary>Whether clients draw their waits.</summary>
    public bool IsRandom { get; }

    /// <summary>The length of a step.</summary>
    public double StepSeconds { get; }

    /// <summary>Tries of all clients.</summary>
    public double Attempts { get; private set; }

    /// <summary>The time by which all are back in a part of all runs, by part.</summary>
    public double[] Run(params double[] parts)
    {
        // Few who are left come in independently of each other: none is left with probability e^-left.
        double[] left = [.. parts.Select(part => -Math.Log(part))];
        var times = new double[parts.Length];
        if (spread == 0) Start();
        for (int reached = 0, now = 0; ; now++)
        {
            while (reached < parts.Length && waiting <= left[reached])
                times[reached++] = now * StepSeconds + Math.Max(queued, Math.Min(1, clients)) / rate;
            if (reached == parts.Length) return times;
            Advance(now);
        }
    }

    private void Start()
    {
        double all = waiting;
        Attempts = all;
        queued = Math.Min(all, places);
        waiting -= queued;
        atOnce = waiting;
    }

    private void Advance(int now)
    {
        Array.Clear(into);
        into[0] = Starting(now);
        into[Math.Min(1, stages.Length - 1)] += RefusedAtOnce(now);
        for (int stage = 0; stage < stages.Length; stage++)
            into[Math.Min(stage + 1, stages.Length - 1)] += stages[stage].Due();
        double tries = into.Sum();
        double taken = Take(tries);
        double refused = tries > 0 ? 1 - taken / tries : 0;
        for (int stage = 0; stage < stages.Length; stage++) stages[stage].Refuse(into[stage] * refused);
        Attempts += tries;
        waiting -= taken;
        queued = Math.Max(0, queued + taken - rate * StepSeconds);
    }

    private double Starting(int now)
    {
        if (spread == 0) return 0;
        double before = Math.Min(1, now * StepSeconds / spread), after = Math.Min(1, (now + 1) * StepSeconds / spread);
        return (after - before) * clients;
    }

    /// <summary>Those who were refused in the moment of the start: from a moment to any other of their wait.</summary>
    private double RefusedAtOnce(int now)
    {
        Stage stage = stages[0];
        return now >= stage.Shortest && now < stage.Longest ? atOnce / (stage.Longest - stage.Shortest) : 0;
    }

    private double Take(double tries)
    {
        double room = places - queued + rate * StepSeconds;
        double taken = Math.Min(tries, room);
        bool isFull = tries >= room;
        (sinceFull, lostNearFull) = isFull ? (0, 0) : (sinceFull + StepSeconds, lostNearFull);
        double offered = tries / StepSeconds;
        if (!IsRandom || tries <= 0 || (offered > rate && !isFull)) return taken;
        double lost = isFull ? LostInBalance(offered) : Math.Max(LostInBalance(offered), LostNearFull(offered));
        return Math.Max(0, taken - lost * StepSeconds);
    }

    /// <summary>Refused in a second beyond the flow, by a walk between an empty and a full queue.</summary>
    private double LostInBalance(double offered)
    {
        double off = Math.Abs(offered - rate);
        return off < 1e-9 * rate ? offered / (2 * places) : off / (Math.Exp(2 * off * places / offered) - 1);
    }

    /// <summary>Refused in a second while the queue, full until just now, empties: the walk may still touch the top.
    /// </summary>
    /// <remarks>The rate at which the highest point of a walk grows: the normal density at x less x times its tail,
    /// within 6 %, x the way down in standard deviations of the walk. In all it grows at most by the mean highest point
    /// of a walk with that drift.</remarks>
    private double LostNearFull(double offered)
    {
        double deviation = Math.Sqrt(offered * sinceFull), x = (places - queued) / deviation;
        double growth = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI) / (1 + Math.Sqrt(Math.PI / 2) * x + 0.8 * x * x);
        double most = offered / (2 * (rate - offered));
        double lost = Math.Clamp(growth * deviation / sinceFull * StepSeconds, 0, Math.Max(0, most - lostNearFull));
        lostNearFull += lost;
        return lost / StepSeconds;
    }

    private int Steps(double wait) => Math.Max(1, (int)Math.Round(wait / StepSeconds));

    /// <summary>Clients that failed equally often and wait, by the step in which they were refused.</summary>
    private sealed class Stage(int shortest, int longest)
    {
        public int Shortest => shortest;

        public int Longest => longest;

        private readonly double[] refused = new double[longest + 1];
        private int next;
        private double between;

        /// <summary>Those who try in the next step.</summary>
        /// <remarks>From a moment within one step to one within another: half of a step at both ends.</remarks>
        public double Due()
        {
            if (shortest == longest) return Ago(longest);
            return Math.Max(0, (Ago(Math.Max(1, shortest)) / 2 + between + Ago(longest) / 2) / (longest - shortest));
        }

        public void Refuse(double clients)
        {
            refused[next] = clients;
            next = (next + 1) % refused.Length;
            between += Ago(shortest + 1) - Ago(longest);
        }

        private double Ago(int steps) => refused[(next - steps + refused.Length) % refused.Length];
    }
}
