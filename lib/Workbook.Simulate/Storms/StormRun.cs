using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate;

/// <summary>One run of a <see cref="Storm"/>: clients, broker and what is counted.</summary>
internal sealed class StormRun
{
    /// <summary>Events between two looks at cancellation and progress.</summary>
    private const long EventsBetweenLooks = 1 << 16;

    private readonly Storm storm;
    private readonly EventQueue<StormEvent> events = new();
    private readonly RandomStream random;
    private readonly Client[] clients;

    /// <summary>The last wait of each client in ticks, where the rule asks for it.</summary>
    private readonly double[] lastWaits;

    /// <summary>Connects that the broker holds; it works on the first.</summary>
    private readonly Queue<(int Client, int Attempt, TimeSpan At)> accepted = new();
    private readonly int acceptMaximum;
    private readonly bool draws;

    /// <summary>In ticks, with their fraction: a rate that does not divide a second is kept exactly.</summary>
    private readonly double service;
    private double freeAt;
    private TimeSpan upAt;

    /// <summary>The broker's life: what it was to finish before a kick it never finishes.</summary>
    private int life;
    private bool isKickDue;

    private readonly PerSecond connects = new();
    private readonly PerSecond admissions = new();
    private long attempts;
    private long refused;
    private long timedOut;
    private long admitted;
    private long deadWork;
    private TimeSpan answerTime;
    private int back;
    private TimeSpan? halfAt;
    private TimeSpan? mostAt;
    private TimeSpan? allAt;

    public StormRun(Storm storm)
    {
        this.storm = storm;
        random = new RandomStream(storm.Seed, "storm");
        clients = new Client[storm.Clients];
        lastWaits = new double[storm.Backoff == Backoff.Decorrelated ? storm.Clients : 0];
        acceptMaximum = storm.AcceptQueueMaximum;
        draws = storm.Backoff is Backoff.EqualJitter or Backoff.FullJitter or Backoff.Decorrelated;
        service = storm.ServiceSeconds * TimeSpan.TicksPerSecond;
    }

    public StormOutcome Run(Action<double>? progress, CancellationToken stop)
    {
        for (int client = 0; client < clients.Length; client++)
            Lose(client, Below(storm.LossWindow));
        upAt = storm.Downtime;
        if (storm.KickedAgainAt is { } kick)
        {
            isKickDue = true;
            events.Add(kick, new StormEvent(StormEventKind.Kick, 0, 0));
        }

        long count = 0;
        while ((back < clients.Length || isKickDue) && events.TryTake(out StormEvent happened))
        {
            if (events.Now > storm.Limit)
                break;
            if (++count % EventsBetweenLooks == 0)
            {
                stop.ThrowIfCancellationRequested();
                progress?.Invoke((double)back / clients.Length);
            }

            Handle(happened);
        }

        int seconds = Math.Max(connects.Count, admissions.Count);
        return new StormOutcome
        {
            Storm = storm,
            Events = count,
            Attempts = attempts,
            Refused = refused,
            TimedOut = timedOut,
            Admitted = admitted,
            DeadWork = deadWork,
            MeanAnswerTime = answerTime / Math.Max(1, admitted),
            Back = back,
            HalfBackAt = halfAt,
            Back99PercentAt = mostAt,
            AllBackAt = allAt,
            ConnectsPerSecond = connects.ToList(seconds),
            AdmissionsPerSecond = admissions.ToList(seconds),
        };
    }

    private void Handle(StormEvent happened)
    {
        switch (happened.Kind)
        {
            case StormEventKind.Attempt:
                Attempt(happened.Client);
                break;
            case StormEventKind.TimeOut:
                ref Client client = ref clients[happened.Client];
                if (client.State == ClientState.Connecting && client.Attempts == happened.Number)
                {
                    timedOut++;
                    Fail(happened.Client);
                }

                break;
            case StormEventKind.Served:
                if (happened.Number == life)
                    Serve();
                break;
            case StormEventKind.Kick:
                Kick();
                break;
        }
    }

    private void Lose(int index, TimeSpan at)
    {
        clients[index].State = ClientState.Waiting;
        clients[index].Failures = 0;
        if (lastWaits.Length > 0)
            lastWaits[index] = storm.Base.Ticks;
        events.Add(at + Below(storm.FirstWindow), new StormEvent(StormEventKind.Attempt, index, 0));
    }

    private void Attempt(int index)
    {
        attempts++;
        connects.Add(events.Now);
        ref Client client = ref clients[index];
        client.Attempts++;
        client.State = ClientState.Connecting;
        if (events.Now < upAt || accepted.Count >= acceptMaximum)
        {
            refused++;
            if (storm.Refusal == Refusal.AtOnce)
            {
                Fail(index);
                return;
            }
        }
        else
        {
            accepted.Enqueue((index, client.Attempts, events.Now));
            if (accepted.Count == 1)
                BeginService();
        }

        if (storm.ConnectTimeout is { } timeout)
            events.Add(events.Now + timeout, new StormEvent(StormEventKind.TimeOut, index, client.Attempts));
    }

    private void Fail(int index)
    {
        ref Client client = ref clients[index];
        client.State = ClientState.Waiting;
        if (client.Failures < ushort.MaxValue)
            client.Failures++;
        double first = storm.Base.Ticks;
        double last = lastWaits.Length > 0 ? lastWaits[index] : first;
        double wait = storm.Backoff.Wait(
            first, storm.Cap.Ticks, client.Failures, last, draws ? random.NextUnit() : 0);
        if (lastWaits.Length > 0)
            lastWaits[index] = wait;
        events.Add(
            events.Now + storm.RoundTrip + new TimeSpan((long)wait),
            new StormEvent(StormEventKind.Attempt, index, 0));
    }

    private void BeginService()
    {
        freeAt = Math.Max(freeAt, events.Now.Ticks) + service;
        events.Add(new TimeSpan((long)freeAt), new StormEvent(StormEventKind.Served, 0, life));
    }

    private void Serve()
    {
        (int index, int attempt, TimeSpan at) = accepted.Dequeue();
        if (accepted.Count > 0)
            BeginService();
        ref Client client = ref clients[index];
        if (client.State != ClientState.Connecting || client.Attempts != attempt)
        {
            deadWork++;
            return;
        }

        client.State = ClientState.Connected;
        admitted++;
        answerTime += events.Now - at;
        admissions.Add(events.Now);
        back++;
        if (back == (clients.Length + 1L) / 2)
            halfAt = events.Now;
        if (back == (clients.Length * 99L + 99) / 100)
            mostAt = events.Now;
        if (back == clients.Length)
            allAt = events.Now;
    }

    private void Kick()
    {
        isKickDue = false;
        life++;
        freeAt = 0;
        upAt = events.Now + storm.Downtime;
        (halfAt, mostAt, allAt, back) = (null, null, null, 0);
        while (accepted.TryDequeue(out var queued))
        {
            if (clients[queued.Client].State == ClientState.Connecting
                && clients[queued.Client].Attempts == queued.Attempt)
            {
                Fail(queued.Client);
            }
        }

        for (int index = 0; index < clients.Length; index++)
        {
            if (clients[index].State == ClientState.Connected)
                Lose(index, events.Now);
        }
    }

    private TimeSpan Below(TimeSpan bound) => bound > TimeSpan.Zero ? random.NextBelow(bound) : TimeSpan.Zero;

    private enum ClientState : byte
    {
        /// <summary>It waits for its next attempt.</summary>
        Waiting,

        /// <summary>Its attempt is at the broker, or was dropped without its knowledge.</summary>
        Connecting,

        Connected,
    }

    /// <summary>A client, in 8 bytes: a million of them are visited in random order.</summary>
    private struct Client
    {
        public int Attempts;

        /// <summary>Failures since the loss; more than a ushort holds make no difference to any wait.</summary>
        public ushort Failures;
        public ClientState State;
    }
}
