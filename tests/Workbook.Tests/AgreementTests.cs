using Workbook.Examples;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;
using Workbook.Simulate;

namespace Workbook.Tests;

/// <summary>Tests with real time in them run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AgreementCollection
{
    internal const string Name = "Agreement";
}

/// <summary>Each scenario is one set of inputs, computed three times: in closed form, in virtual time, and live on
/// loopback sockets.</summary>
/// <remarks>What the three gave is printed; see it with <c>dotnet test tests/Workbook.Tests --filter AgreementTests
/// --logger "console;verbosity=detailed"</c>.</remarks>
[Collection(AgreementCollection.Name)]
public sealed partial class AgreementTests(ITestOutputHelper output)
{
    private const string Topic = "room/t";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static TheoryData<QualityOfService, ProtocolVersion> Levels { get; } = new MatrixTheoryData<QualityOfService,
        ProtocolVersion>(Enum.GetValues<QualityOfService>(), [ProtocolVersion.V311, ProtocolVersion.V500]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task Bytes_of_an_exchange_are_the_same_on_both_hops(QualityOfService qos, ProtocolVersion version)
    {
        const int payloadBytes = 90;
        var form = (
            Publisher: BytesOf(new Exchange
            {
                QoS = qos, Topic = Topic, PayloadBytes = payloadBytes, Version = version,
            }),
            Subscriber: BytesOf(new Exchange
            {
                QoS = qos, Topic = Topic, PayloadBytes = payloadBytes, Version = version,
                Direction = Direction.ToClient,
            }));
        var simulated = SimulateExchange(qos, version, payloadBytes);
        var live = await ExchangeLiveAsync(qos, version, payloadBytes);
        output.WriteLine($"QoS {(int)qos}, {version}: closed form {form}, simulated {simulated}, live {live} "
            + "(bytes to server, to client)");
        Assert.Equal(form, simulated);
        Assert.Equal(form, live);
    }

    [Theory]
    [InlineData(OverflowPolicy.DropNewest)]
    [InlineData(OverflowPolicy.DropOldest)]
    public async Task Drops_of_a_full_queue_are_the_same(OverflowPolicy overflow)
    {
        const int count = 250;
        const int limit = 100;
        TimeSpan absence = TimeSpan.FromHours(1);
        var form = new QueueGrowth { MessagesPerHour = count, Absence = absence, QueueMaximum = limit }.Compute();
        var simulated = new OfflineQueue
        {
            MessagesPerSecond = count / absence.TotalSeconds, Absence = absence, QueueMaximum = limit,
            Overflow = overflow,
        }.Run(Cancel);
        // Only how many come in the absence matters, not how fast: live they come one after the other.
        int[] live = await ComeBackLiveAsync(count, new QueueLimits(limit, Overflow: overflow));
        output.WriteLine($"{overflow}: dropped in closed form {form.Dropped}, simulated {simulated.Dropped}, "
            + $"live {count - live.Length}");
        Assert.Equal(
            (form.Arrived, form.Queued, form.Dropped), (simulated.Arrived, simulated.Queued, simulated.Dropped));
        Assert.Equal((form.Arrived, form.Queued, form.Dropped), (count, live.Length, count - live.Length));
        Assert.Equal(Enumerable.Range(overflow == OverflowPolicy.DropNewest ? 0 : count - limit, limit), live);
    }

    private static (long ToServer, long ToClient) BytesOf(Exchange exchange)
    {
        var items = exchange.On(Layers.Tcp).Items;
        long Sum(Direction direction) =>
            items.Where(item => item.Direction == direction).Sum(item => (long)item.MqttBytes);
        return (Sum(Direction.ToServer), Sum(Direction.ToClient));
    }

    private static ((long, long) Publisher, (long, long) Subscriber) SimulateExchange(
        QualityOfService qos, ProtocolVersion version, int payloadBytes)
    {
        var simulation = new Simulation();
        var setup = new ClientSetup { Connect = new ConnectPacket { ProtocolVersion = version, CleanStart = true } };
        var subscriber = simulation.AddClient(
            "subscriber", setup with { Subscriptions = [new Subscription(Topic, qos)] });
        var publisher = simulation.AddClient("publisher", setup);
        subscriber.Connect();
        publisher.Connect();
        simulation.RunUntil(5 * Second);
        static (long Up, long Down) Sent(SimulatedClient client) =>
            (client.Link.BytesToServer.Mqtt, client.Link.BytesToClient.Mqtt);
        static (long, long) Since((long Up, long Down) before, SimulatedClient client) =>
            (Sent(client).Up - before.Up, Sent(client).Down - before.Down);
        var before = (Publisher: Sent(publisher), Subscriber: Sent(subscriber));
        publisher.Publish(Topic, qos, payloadBytes);
        simulation.RunUntil(10 * Second);
        return (Since(before.Publisher, publisher), Since(before.Subscriber, subscriber));
    }

    private static async Task<((long, long) Publisher, (long, long) Subscriber)> ExchangeLiveAsync(
        QualityOfService qos, ProtocolVersion version, int payloadBytes)
    {
        LabRun run = await Lab.RunAsync(
            "One message",
            async lab =>
            {
                LabClient subscriber = await lab.ConnectAsync("subscriber");
                await subscriber.SubscribeAsync(Topic, qos);
                LabClient publisher = await lab.ConnectAsync("publisher");
                await publisher.PublishAsync(Topic, new string('x', payloadBytes), qos);
                await lab.SettleAsync();
            },
            BrokerPolicy.Default, version, Cancel);
        (long, long) Hop(string client)
        {
            TimelinePacket[] exchange = [.. run.Timeline.Packets.Where(each =>
                (each.From == client || each.To == client)
                && each.Packet!.Type is PacketType.Publish or (>= PacketType.PubAck and <= PacketType.PubComp))];
            long Sum(Direction direction) =>
                exchange.Where(each => each.Direction == direction).Sum(each => (long)each.Bytes.Length);
            return (Sum(Direction.ToServer), Sum(Direction.ToClient));
        }

        return (Hop("publisher"), Hop("subscriber"));
    }

    /// <summary>Publishes numbers to a session whose client is away, and gives those that it gets when it is
    /// back.</summary>
    private static async Task<int[]> ComeBackLiveAsync(int count, QueueLimits limits)
    {
        LabRun run = await Lab.RunAsync(
            "Away",
            async lab =>
            {
                LabClient subscriber = await lab.ConnectAsync("subscriber");
                await subscriber.SubscribeAsync(Topic, QualityOfService.AtLeastOnce);
                await subscriber.DisconnectAsync();
                LabClient publisher = await lab.ConnectAsync("publisher");
                for (int number = 0; number < count; number++)
                    await publisher.PublishAsync(Topic, $"{number}", QualityOfService.AtLeastOnce);
                await subscriber.ConnectAsync();
                await lab.SettleAsync();
            },
            BrokerPolicy.Default with { Queue = limits }, ProtocolVersion.V500, Cancel);
        return [.. run.Received("subscriber").Select(message => int.Parse(message.Text, null))];
    }
}
