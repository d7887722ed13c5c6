using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;

namespace Workbook.Traces;

/// <summary>Records what the shipped client sessions and the shipped broker do over connections that break, in virtual
/// time: the same seed gives the same bytes.</summary>
/// <remarks>
/// A sensor publishes numbered readings, a dashboard is subscribed at the same level; both have persistent sessions. The
/// machines are those that <c>Workbook.Live</c> runs on sockets; here they are joined in memory.
/// </remarks>
public sealed class ConnectionRecorder
{
    /// <summary>When a run that has not come to rest is stopped.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private readonly ConnectionConditions conditions;
    private readonly Random random;
    private readonly MqttBroker broker;
    private readonly List<MemoryClient> clients = [];
    private int wireCount;

    private ConnectionRecorder(ConnectionConditions conditions, int seed, BrokerPolicy policy)
    {
        this.conditions = conditions;
        random = new Random(seed);
        broker = new MqttBroker(policy);
        Log = new RecordingLog(Time);
    }

    internal VirtualTime Time { get; } = new();

    internal RecordingLog Log { get; }

    /// <summary>Records one run.</summary>
    /// <param name="qos">The level on both hops.</param>
    /// <param name="conditions">What the connections suffer.</param>
    /// <param name="seed">Chooses the moments.</param>
    /// <param name="messageCount">How many readings are published.</param>
    /// <param name="policy">The broker's choices; null: the defaults.</param>
    public static Recording Record(
        QualityOfService qos, ConnectionConditions conditions, int seed, int messageCount = 5, BrokerPolicy? policy = null) =>
        new ConnectionRecorder(conditions, seed, policy ?? BrokerPolicy.Default).Run(qos, messageCount);

    internal MemoryWire OpenWire(string client)
    {
        var wire = new MemoryWire(Time, Log, conditions, random, client, ++wireCount);
        wire.Server = broker.Accept(wire.ToClient, "memory", Time.Now);
        return wire;
    }

    private Recording Run(QualityOfService qos, int messageCount)
    {
        var dashboard = Add("dashboard", 0);
        var sensor = Add("sensor", conditions.FallsSilent ? (ushort)1 : (ushort)0);
        Drive();
        dashboard.Connection!.Subscribe([new Subscription("room/temp", qos)], Time.Now);
        Drive();

        var start = Time.Now;
        for (int number = 1; number <= messageCount; number++)
        {
            int current = number;
            Time.At(start + (number - 1) * conditions.Interval, () =>
            {
                Log.Published(current);
                sensor.Publish(RecordingLog.MessageOf(current, qos, Time.Now));
            });
        }

        PlanFaults(start, messageCount, sensor, dashboard);
        Drive();
        return Log.Since(start, qos);
    }

    private MemoryClient Add(string name, ushort keepAlive)
    {
        var client = new MemoryClient(this, name, keepAlive);
        clients.Add(client);
        client.Open();
        return client;
    }

    /// <summary>Draws the moments first, so that they are the same at every level.</summary>
    private void PlanFaults(TimeSpan start, int messageCount, MemoryClient sensor, MemoryClient dashboard)
    {
        int end = (int)(messageCount * conditions.Interval).TotalMilliseconds;
        TimeSpan Moment() => start + TimeSpan.FromMilliseconds(random.Next(20, end));
        for (int cut = 0; cut < conditions.PublisherCuts; cut++)
            Time.At(Moment(), () => sensor.Wire!.Cut());
        for (int cut = 0; cut < conditions.SubscriberCuts; cut++)
            Time.At(Moment(), () => dashboard.Wire!.Cut());
        if (conditions.FallsSilent)
            Time.At(Moment(), () => sensor.Wire!.FallSilent());
    }

    /// <summary>Lets time pass until nothing is under way, planned or unfinished.</summary>
    private void Drive()
    {
        while (Time.Now < TimeLimit && !(Time.IsIdle && clients.TrueForAll(client => client.IsIdle)))
        {
            var deadline = clients.Select(client => client.Connection!.NextDeadline).Append(broker.NextDeadline).Min();
            if (deadline is { } due && !(Time.Next <= due))
                Advance(due);
            else if (Time.IsIdle)
                return;
            else
                Time.Step();
        }
    }

    private void Advance(TimeSpan due)
    {
        Time.PassTo(due);
        broker.Advance(Time.Now);
        foreach (var client in clients)
            client.Connection!.Advance(Time.Now);
    }
}
