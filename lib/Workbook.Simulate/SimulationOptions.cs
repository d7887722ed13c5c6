using Workbook.Mqtt.Broker;

namespace Workbook.Simulate;

/// <summary>The choices of a <see cref="Simulation"/>.</summary>
public sealed record SimulationOptions
{
    /// <summary>The broker's choices.</summary>
    public BrokerPolicy Policy { get; init; } = BrokerPolicy.Default;

    /// <summary>The name of the broker in timelines.</summary>
    public string BrokerName { get; init; } = "broker";

    /// <summary>The most events of a run; at the bound the run stops with an error.</summary>
    public long EventMaximum { get; init; } = 100_000_000;

    /// <summary>The most packets and events that the timeline keeps; 0: none are recorded, which is faster. Later ones
    /// pass and are counted in <see cref="Simulation.UnrecordedCount"/>.</summary>
    public int TimelineMaximum { get; init => field = Expect.Within(value, 0, int.MaxValue, "entries"); } = 100_000;

    /// <summary>Whether numbered messages are followed by the <see cref="Auditor"/>.</summary>
    public bool IsAudited { get; init; } = true;
}
