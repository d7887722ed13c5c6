using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate;

/// <summary>A reconnection storm: many clients lose their connection, and come back through a broker that takes in only
/// so many a second.</summary>
/// <remarks>
/// Each client is simulated on its own. When its connection is lost it makes its first attempt within
/// <see cref="FirstWindow"/>; after each attempt that fails it waits by <see cref="Backoff"/> and tries again. The
/// broker puts a connect into its accept queue and works them off first come, first served, one at a time; when the
/// queue is full or the broker is down the attempt is refused. A client that waits longer than
/// <see cref="ConnectTimeout"/> gives up and tries again, but its old connect stays in the queue: when its turn comes
/// the broker works for nobody.
/// </remarks>
public sealed record Storm
{
    /// <summary>How many clients, 1 to 10 million.</summary>
    public int Clients { get; init => field = Expect.Within(value, 1, 10_000_000, "clients"); } = 10_000;

    /// <summary>The seed of all random numbers of the run.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The time from the start over which the connections are lost, each at a random moment; zero: all at
    /// once.</summary>
    public TimeSpan LossWindow { get; init => field = Expect.NotNegative(value); }

    /// <summary>When all who are connected or queued are thrown out once more; null: never.</summary>
    public TimeSpan? KickedAgainAt
    {
        get;
        init => field = value is { } at ? Expect.Positive(at) : null;
    }

    /// <summary>How long the broker takes nobody in, from the start and from <see cref="KickedAgainAt"/> on.</summary>
    public TimeSpan Downtime { get; init => field = Expect.NotNegative(value); }

    /// <summary>The time after the loss over which a client spreads its first attempt; zero: at once.</summary>
    public TimeSpan FirstWindow { get; init => field = Expect.NotNegative(value); } = TimeSpan.FromSeconds(1);

    /// <summary>By which rule a client waits after an attempt that failed.</summary>
    public Backoff Backoff { get; init; } = Backoff.FullJitter;

    /// <summary>The delay after the first failure, before jitter.</summary>
    public TimeSpan Base { get; init => field = Expect.Positive(value); } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait.</summary>
    public TimeSpan Cap { get; init => field = Expect.Positive(value); } = TimeSpan.FromSeconds(30);

    /// <summary>How long a client waits for CONNACK; null: for ever.</summary>
    public TimeSpan? ConnectTimeout
    {
        get;
        init => field = value is { } timeout ? Expect.Positive(timeout) : null;
    }

    /// <summary>The time that the network adds to each wait: from a failure at the broker to the next attempt
    /// there.</summary>
    public TimeSpan RoundTrip { get; init => field = Expect.NotNegative(value); }

    /// <summary>How many connects a second the broker works off, without <see cref="HandshakeTime"/>.</summary>
    public double AdmissionPerSecond { get; init => field = Expect.Rate(value, "connects/s"); } = 500;

    /// <summary>What a TLS handshake adds to the broker's time for each connect.</summary>
    public TimeSpan HandshakeTime { get; init => field = Expect.NotNegative(value); }

    /// <summary>How many connects the broker holds at once, the one that it works on included; null: as many as it
    /// works off in a second.</summary>
    public int? AcceptQueue
    {
        get;
        init => field = value is { } limit ? Expect.Within(limit, 1, 100_000_000, "connects") : null;
    }

    /// <summary>What a client notices when the queue is full or the broker is down.</summary>
    public Refusal Refusal { get; init; } = Refusal.AtOnce;

    /// <summary>When the simulation ends if not all are back, at most 100 days: some storms never end.</summary>
    public TimeSpan Limit
    {
        get;
        init => field = Expect.Positive(value, TimeSpan.FromDays(100));
    } = TimeSpan.FromHours(2);

    /// <summary>The broker's time for one connect, in seconds.</summary>
    public double ServiceSeconds => 1 / AdmissionPerSecond + HandshakeTime.TotalSeconds;

    /// <summary>The shortest time in which all can be taken in, in seconds.</summary>
    public double ShortestSeconds => Clients * ServiceSeconds;

    /// <summary>The bound of the accept queue, the default worked out.</summary>
    public int AcceptQueueMaximum => AcceptQueue ?? (int)Math.Max(1, Math.Round(1 / ServiceSeconds));

    /// <summary>The line of C# that runs this storm again.</summary>
    public string Line => RunLine.Of(this);

    /// <summary>Runs the storm in virtual time.</summary>
    /// <param name="progress">Is told now and then which part of the clients is back, 0 to 1.</param>
    /// <param name="stop">Ends the run with an exception.</param>
    /// <exception cref="ArgumentException">Two of the inputs do not go together; the message says which.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public StormOutcome Run(Action<double>? progress = null, CancellationToken stop = default)
    {
        Check();
        return new StormRun(this).Run(progress, stop);
    }

    private void Check()
    {
        if (Backoff == Backoff.None && RoundTrip == TimeSpan.Zero)
        {
            throw new ArgumentException(
                $"{nameof(RoundTrip)}: expected a duration above 0 where clients do not wait ({nameof(Backoff)}." +
                $"{nameof(Backoff.None)}), got 0: they would try for ever in one moment.");
        }

        if (Refusal == Refusal.Silent && ConnectTimeout is null)
        {
            throw new ArgumentException(
                $"{nameof(ConnectTimeout)}: expected a duration where refusals are silent, got none: a client that " +
                "is refused would wait for ever.");
        }

        if (KickedAgainAt < LossWindow)
        {
            throw new ArgumentException(
                $"{nameof(KickedAgainAt)}: expected a moment from {LossWindow} on, when all have lost their first " +
                $"connection ({nameof(LossWindow)}), got {KickedAgainAt}.");
        }
    }
}
