using Workbook.Mqtt.Packets;

namespace Workbook.Simulate;

/// <summary>Many clients alike that publish, and some that take their messages; the same inputs can be run on
/// sockets.</summary>
public sealed record Fleet
{
    /// <summary>How many clients publish.</summary>
    public int ClientCount { get; init => field = Expect.Within(value, 1, 1_000_000, "clients"); } = 100;

    /// <summary>The names: this, a hyphen and a number from 1.</summary>
    public string NamePrefix { get; init; } = "device";

    /// <summary>What each client is like.</summary>
    public ClientSetup Setup { get; init; } = new();

    /// <summary>What each client publishes.</summary>
    public Workload Workload { get; init; } = new();

    /// <summary>How many clients take the messages; they share them evenly by client where there are several.</summary>
    public int SubscriberCount { get; init => field = Expect.Within(value, 0, 1_000_000, "clients"); } = 1;

    /// <summary>What each subscriber is like; its subscriptions are added.</summary>
    public ClientSetup SubscriberSetup { get; init; } = new();

    /// <summary>The highest QoS that subscribers ask for.</summary>
    public QualityOfService SubscribedQoS { get; init; } = QualityOfService.ExactlyOnce;

    /// <summary>The time over which the clients connect, evenly; zero: all at once.</summary>
    public TimeSpan ConnectWithin { get; init => field = Expect.NotNegative(value); } = TimeSpan.FromSeconds(1);

    /// <summary>Puts the fleet into a simulation: subscribers connect now, clients over
    /// <see cref="ConnectWithin"/>.</summary>
    /// <remarks>With several subscribers the topic must contain <c>{client}</c>: client n goes to subscriber n modulo
    /// their number.</remarks>
    /// <param name="simulation">The simulation.</param>
    /// <returns>The clients that publish, in order.</returns>
    /// <exception cref="ArgumentException">Several subscribers cannot share one topic.</exception>
    public IReadOnlyList<SimulatedClient> Join(Simulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        if (SubscriberCount > 1 && !Workload.Topic.Contains("{client}", StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"Expected a topic with {{client}} for {SubscriberCount} subscribers, but got '{Workload.Topic}'.");
        }

        string[] names = [.. Enumerable.Range(1, ClientCount).Select(number => $"{NamePrefix}-{number}")];
        for (int number = 0; number < SubscriberCount; number++)
        {
            var setup = SubscriberSetup with { Subscriptions = [.. FiltersOf(number, names)] };
            simulation.AddClient($"{NamePrefix}-reader-{number + 1}", setup).Connect();
        }

        var members = new SimulatedClient[ClientCount];
        for (int number = 0; number < ClientCount; number++)
        {
            SimulatedClient member = members[number] = simulation.AddClient(names[number], Setup);
            simulation.After(ConnectWithin * ((double)number / ClientCount), member.Connect);
            Workload.Drive(member);
        }

        return members;
    }

    /// <summary>Measures how fast this fleet is simulated, without timeline and audit; every packet goes through the
    /// codec and the sessions all the same.</summary>
    /// <param name="duration">How much virtual time is measured, after all are connected; above zero.</param>
    /// <param name="clock">The time of day, or of the processor: this room has no clock of its own.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public FleetMeasurement Measure(
        TimeSpan duration, Func<TimeSpan> clock, int seed = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(clock);
        Expect.Positive(duration, nameof(duration));
        var simulation = new Simulation(
            seed, new SimulationOptions { TimelineMaximum = 0, IsAudited = false, EventMaximum = long.MaxValue });
        Join(simulation);
        // All are connected and have published: buffers and queues have their size.
        TimeSpan warm = ConnectWithin + Workload.Start + 2 * Workload.Interval + Setup.Link.RoundTrip * 10;
        simulation.RunUntil(warm, cancellation);

        (long packets, long events) = (simulation.PacketCount, simulation.EventCount);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan start = clock();
        simulation.RunUntil(warm + duration, cancellation);
        TimeSpan elapsed = clock() - start;
        return new FleetMeasurement(
            simulation.Clients.Count, duration, simulation.PacketCount - packets, simulation.EventCount - events,
            elapsed, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private IEnumerable<Subscription> FiltersOf(int subscriber, string[] names) => SubscriberCount == 1
        ? [new Subscription(Workload.Topic.Replace("{client}", "+", StringComparison.Ordinal), SubscribedQoS)]
        : names.Where((_, number) => number % SubscriberCount == subscriber)
            .Select(name => new Subscription(
                Workload.Topic.Replace("{client}", name, StringComparison.Ordinal), SubscribedQoS));
}
