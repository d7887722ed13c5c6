using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate;

/// <summary>Lets one client publish a <see cref="Workload"/>.</summary>
internal sealed class WorkloadDriver : EventTarget
{
    private readonly Workload workload;
    private readonly SimulatedClient client;
    private readonly Simulation simulation;
    private readonly RandomStream stream;
    private readonly string topic;
    private TimeSpan intervalStart;
    private int published;
    private Message? repeated;

    public WorkloadDriver(Workload workload, SimulatedClient client)
    {
        (this.workload, this.client, simulation) = (workload, client, client.Simulation);
        topic = workload.Topic.Replace("{client}", client.Name, StringComparison.Ordinal);
        stream = simulation.Stream($"workload {topic} of {client.Name}");
    }

    public void Begin()
    {
        intervalStart = workload.Start > simulation.Now ? workload.Start : simulation.Now;
        if (workload.IsSpread)
            intervalStart += stream.NextBelow(workload.Interval);
        if (workload.Count is not 0)
            simulation.Post(First(), this, EventKind.Publication);
    }

    public override void OnEvent(EventKind kind)
    {
        published++;
        if (client.IsDown)
        {
            // A dead process publishes nothing; what it would have counts all the same.
        }
        else if (simulation.Options.IsAudited)
            client.Publish(topic, workload.QoS, workload.PayloadBytes, workload.Expiry);
        else
            client.Send(NextMessage());
        if (published != workload.Count)
            simulation.Post(Next(), this, EventKind.Publication);
    }

    private TimeSpan First() => workload.Arrivals switch
    {
        Arrivals.Poisson => intervalStart + workload.Interval * stream.NextExponential(),
        Arrivals.Jittered => intervalStart + stream.NextBelow(workload.Interval),
        _ => intervalStart,
    };

    private TimeSpan Next()
    {
        if (workload.Arrivals == Arrivals.Poisson)
            return simulation.Now + workload.Interval * stream.NextExponential();
        intervalStart += workload.Interval;
        return workload.Arrivals == Arrivals.Jittered
            ? intervalStart + stream.NextBelow(workload.Interval)
            : intervalStart;
    }

    /// <summary>Without an audit all messages are equal, so one object serves for all, unless it expires.</summary>
    private Message NextMessage()
    {
        if (repeated is not null && workload.Expiry is null)
            return repeated;
        return repeated = new Message
        {
            Topic = topic,
            Payload = repeated?.Payload ?? new byte[workload.PayloadBytes],
            QualityOfService = workload.QoS,
            ReceivedAt = simulation.Now,
            ExpiresAt = simulation.Now + workload.Expiry,
        };
    }
}
