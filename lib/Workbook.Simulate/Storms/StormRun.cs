using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate;

/// <summary>One run of a <see cref="Storm"/>: clients, broker and what is counted.</summary>
internal sealed class StormRun
{
    /// <summary>Events between two looks at cancellation and progress.</summary>
    private const long EventsBetweenLooks = 1 << 16;

    /// <summary>The part of an attempt's number that counts from 1 since the loss.</summary>
    private const int NumberMask = (1 << 28) - 1;
    private const int First = 1;

    /// <summary>Other numbers after the kick, so that no time-out of before is taken for one of after.</summary>
    private const int FirstAfterKick = NumberMask + 1 + First;

    private const int Waits = 0;
    private const int IsConnected = -1;

    private readonly Storm storm;
    private readonly EventQueue<StormEvent> events = new();
    private readonly RandomStream random;

    /// <summary>By client the attempt whose answer it awaits, or <see cref="Waits"/> or <see cref="IsConnected"/>. The
    /// rest of what there is to know of a client travels in its event: an attempt that is refused at once, as most are,
    /// does not jump to a place of its own in memory.</summary>
    private readonly int[] awaited;

    /// <summary>The last wait of each client in ticks, where the rule asks for it.</summary>
    private readonly double[] lastWaits;

    /// <summary>Connects that the broker holds; it works on the first.</summary>
    private readonly Queue<(int Client, int Number, TimeSpan At)> accepted = new();
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
        awaited = new int[storm.Clients];
        lastWaits = new double[storm.Backoff == Backoff.Decorrelated ? storm.Clients : 0];
        acceptMaximum = storm.AcceptQueueMaximum;
        draws = storm.Backoff is Backoff.EqualJitter or Backoff.FullJitter or Backoff.Decorrelated;
        service = storm.ServiceSeconds * TimeSpan.TicksPerSecond;
    }

    public StormOutcome Run(Action<double>? progress, CancellationToken stop)
    {
        for (int client = 0; client < awaited.Length; client++)
            Lose(client, Below(storm.LossWindow), First);
        upAt = storm.Downtime;
        if (storm.KickedAgainAt is { } kick)
        {
            isKickDue = true;
            events.Add(kick, new StormEvent(StormEventKind.Kick, 0, 0));
        }

        long count = 0;
        while ((back < awaited.Length || isKickDue) && events.TryTake(out StormEvent happened))
        {
            if (events.Now > storm.Limit)
                break;
            if (++count % EventsBetweenLooks == 0)
            {
                stop.ThrowIfCancellationRequested();
                progress?.Invoke((double)back / awaited.Length);
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
                Attempt(happened.Client, happened.Number);
                break;
            case StormEventKind.TimeOut:
                if (awaited[happened.Client] == happened.Number)
                {
                    timedOut++;
                    awaited[happened.Client] = Waits;
                    Retry(happened.Client, happened.Number);
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

    private void Lose(int client, TimeSpan at, int firstNumber)
    {
        awaited[client] = Waits;
        if (lastWaits.Length > 0)
            lastWaits[client] = storm.Base.Ticks;
        Try(client, at + Below(storm.FirstWindow), firstNumber);
    }

    private void Try(int client, TimeSpan at, int number) =>
        events.Add(at, new StormEvent(StormEventKind.Attempt, client, number));

    private void Attempt(int client, int number)
    {
        attempts++;
        connects.Add(events.Now);
        if (events.Now < upAt || accepted.Count >= acceptMaximum)
        {
            refused++;
            if (storm.Refusal == Refusal.AtOnce)
            {
                Retry(client, number);
                return;
            }
        }
        else
        {
            accepted.Enqueue((client, number, events.Now));
            if (accepted.Count == 1)
                BeginService();
        }

        awaited[client] = number;
        if (storm.ConnectTimeout is { } timeout)
            events.Add(events.Now + timeout, new StormEvent(StormEventKind.TimeOut, client, number));
    }

    /// <summary>Plans the attempt after one that failed.</summary>
    private void Retry(int client, int failed)
    {
        int next = (failed & NumberMask) == NumberMask ? failed : failed + 1;
        double first = storm.Base.Ticks;
        double last = lastWaits.Length > 0 ? lastWaits[client] : first;
        double wait = storm.Backoff.Wait(
            first, storm.Cap.Ticks, failed & NumberMask, last, draws ? random.NextUnit() : 0);
        if (lastWaits.Length > 0)
            lastWaits[client] = wait;
        Try(client, events.Now + storm.RoundTrip + new TimeSpan((long)wait), next);
    }

    private void BeginService()
    {
        freeAt = Math.Max(freeAt, events.Now.Ticks) + service;
        events.Add(new TimeSpan((long)freeAt), new StormEvent(StormEventKind.Served, 0, life));
    }

    private void Serve()
    {
        (int client, int number, TimeSpan at) = accepted.Dequeue();
        if (accepted.Count > 0)
            BeginService();
        if (awaited[client] != number)
        {
            deadWork++;
            return;
        }

        awaited[client] = IsConnected;
        admitted++;
        answerTime += events.Now - at;
        admissions.Add(events.Now);
        back++;
        if (back == (awaited.Length + 1L) / 2)
            halfAt = events.Now;
        if (back == (awaited.Length * 99L + 99) / 100)
            mostAt = events.Now;
        if (back == awaited.Length)
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
            if (awaited[queued.Client] != queued.Number)
                continue;
            awaited[queued.Client] = Waits;
            Retry(queued.Client, queued.Number);
        }

        for (int client = 0; client < awaited.Length; client++)
        {
            if (awaited[client] == IsConnected)
                Lose(client, events.Now, FirstAfterKick);
        }
    }

    private TimeSpan Below(TimeSpan bound) => bound > TimeSpan.Zero ? random.NextBelow(bound) : TimeSpan.Zero;
}
