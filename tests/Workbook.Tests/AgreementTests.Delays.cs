using System.Collections.Concurrent;
using System.Diagnostics;
using Workbook.Examples;
using Workbook.Live;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;
using Workbook.Simulate;

namespace Workbook.Tests;

/// <summary>What needs time on the way: cuts while packets are in flight, and the drain of a queue. Live the fault
/// proxy holds each packet for the one-way time.</summary>
public sealed partial class AgreementTests
{
    /// <summary>What the proxy and loopback add to a one-way time, at most, in ms.</summary>
    private const double OverheadMilliseconds = 5;

    [Theory]
    [InlineData(QualityOfService.AtMostOnce)]
    [InlineData(QualityOfService.AtLeastOnce)]
    public async Task Losses_and_duplicates_under_cuts_agree_within_three_sigma(QualityOfService qos)
    {
        var cuts = new Cuts { QoS = qos };
        ConnectionFaultResult form = cuts.Faults.Compute();
        bool isLossy = qos == QualityOfService.AtMostOnce;
        (double lost, double duplicates) perCut = isLossy ? (form.LossesPerCut, 0) : (0, form.DuplicatesPerCut);
        (int Lost, int Duplicates) simulated = Simulate(cuts);
        (int Lost, int Duplicates) live = await CutLiveAsync(cuts);
        output.WriteLine(
            $"QoS {(int)qos}, {cuts.Count} cuts: closed form {cuts.Count * perCut.lost:0.0} lost, "
            + $"{cuts.Count * perCut.duplicates:0.0} duplicates, "
            + $"sigma {Sigma(cuts, perCut.lost + perCut.duplicates):0.0}; simulated {simulated}, live {live}");
        foreach (var (lost, duplicates) in new[] { simulated, live })
        {
            AssertBinomial(cuts, perCut.lost, lost);
            AssertBinomial(cuts, perCut.duplicates, duplicates);
        }
    }

    [Theory]
    [InlineData(QualityOfService.AtLeastOnce, 120, 1)]
    [InlineData(QualityOfService.ExactlyOnce, 60, 2)]
    public async Task A_queue_drains_in_the_same_time(QualityOfService qos, int count, int roundTrips)
    {
        const int window = 20;
        const double part = 0.1;
        TimeSpan oneWay = TimeSpan.FromMilliseconds(100);
        TimeSpan roundTrip = 2 * roundTrips * oneWay;
        double form = QueueGrowth.DrainTime(count, window, roundTrip).TotalSeconds;
        TimeSpan absence = TimeSpan.FromHours(1);
        double simulated = new OfflineQueue
        {
            MessagesPerSecond = count / absence.TotalSeconds, Absence = absence, Window = window, RoundTrip = roundTrip,
        }.Run(Cancel).DrainedAfter!.Value.TotalSeconds;
        var runs = new double[3];
        for (int run = 0; run < runs.Length; run++)
            runs[run] = (await DrainLiveAsync(qos, count, window, oneWay)).TotalSeconds;
        double live = runs.Order().ElementAt(1);
        output.WriteLine(
            $"QoS {(int)qos}, {count} messages: closed form {form:0.000} s, simulated {simulated:0.000} s, "
            + $"live {live:0.000} s, median of {string.Join(", ", runs.Select(each => $"{each:0.000}"))}");
        AssertPart(form, simulated, part);
        AssertPart(form, live, part);
        AssertPart(simulated, live, part);
    }

    private static double Sigma(Cuts cuts, double perCut)
    {
        // The whole part of the expected number comes with each cut, the rest as a coin toss.
        double chance = perCut - Math.Floor(perCut);
        return Math.Sqrt(cuts.Count * chance * (1 - chance));
    }

    private static void AssertBinomial(Cuts cuts, double perCut, int counted)
    {
        double expected = cuts.Count * perCut;
        double sigma = Sigma(cuts, perCut);
        Assert.True(
            Math.Abs(counted - expected) <= 3 * sigma + 1e-9,
            $"expected {expected:0.0} +- 3 x {sigma:0.0}, counted {counted}");
    }

    private static (int Lost, int Duplicates) Simulate(Cuts cuts)
    {
        var simulation = new Simulation(cuts.Seed, new SimulationOptions { TimelineMaximum = 0 });
        // As live, the subscriber is beside the broker: far away, its window over its round trip would not carry the
        // messages of all, its queue would overflow, and what is lost there is no loss of a cut.
        simulation.AddClient("subscriber", new ClientSetup
        {
            Subscriptions = [new Subscription("cuts/#", cuts.QoS)],
            Link = new LinkConditions { Latency = TimeSpan.FromMilliseconds(1) },
        }).Connect();
        var setup = new ClientSetup
        {
            ReconnectAfter = cuts.ReconnectAfter, Link = new LinkConditions { Latency = cuts.OneWay },
        };
        TimeSpan start = 5 * Second;
        for (int number = 0; number < cuts.Clients; number++)
        {
            var client = simulation.AddClient($"client-{number}", setup);
            string topic = $"cuts/{number}";
            client.Connect();
            foreach (var (at, isCut) in cuts.MomentsOf(number))
                simulation.At(start + at, () => _ = isCut ? CutNow(client) : client.Publish(topic, cuts.QoS));
        }

        simulation.RunUntilQuiet(TimeSpan.FromMinutes(5));
        AuditSummary summary = simulation.Auditor.Summarize();
        return (summary.Lost, summary.Duplicates);

        static int CutNow(SimulatedClient client)
        {
            client.Cut();
            return 0;
        }
    }

    private async Task<(int Lost, int Duplicates)> CutLiveAsync(Cuts cuts)
    {
        await using LiveBroker broker = LiveBroker.Start();
        await using var subscriber = new LiveClient(
            new LiveClientOptions { Server = broker.Uri, ClientIdentifier = "all" });
        await subscriber.ConnectAsync(Cancel);
        await subscriber.SubscribeAsync("cuts/#", cuts.QoS, Cancel);
        var copies = new ConcurrentDictionary<(string, int), int>();
        Task counting = CountAsync(subscriber, copies);
        var publishers = await Task.WhenAll(Enumerable.Range(0, cuts.Clients).Select(
            number => CutPublisher.ConnectAsync(cuts, number, broker.Uri)));
        try
        {
            long start = Stopwatch.GetTimestamp();
            await Task.WhenAll(publishers.Select(each => each.RunAsync(start)));
            await Task.Delay(2 * cuts.OneWay + Second / 4, Cancel);
            await subscriber.DisposeAsync();
            await counting;
            Assert.Equal(cuts.Count, publishers.Sum(each => each.CutCount));
            double held = publishers.SelectMany(each => each.HeldMilliseconds).Average();
            output.WriteLine($"  live one-way time {held:0.0} ms, asked for {cuts.OneWay.TotalMilliseconds} ms; "
                + $"{publishers.Sum(each => each.Published.Count)} messages");
            Assert.InRange(held - cuts.OneWay.TotalMilliseconds, -1, OverheadMilliseconds);
            return (
                publishers.Sum(each => each.Published.Count(number => !copies.ContainsKey((each.Topic, number)))),
                copies.Values.Sum(count => count - 1));
        }
        finally
        {
            await Task.WhenAll(publishers.Select(each => each.DisposeAsync().AsTask()));
        }
    }

    private static async Task CountAsync(LiveClient subscriber, ConcurrentDictionary<(string, int), int> copies)
    {
        await foreach (ReceivedMessage message in subscriber.ReceiveAsync(Cancel))
            copies.AddOrUpdate((message.Topic, int.Parse(message.Text, null)), 1, (_, count) => count + 1);
    }

    /// <summary>Gives the time from the first PUBLISH of a queue to the last acknowledgement, as the broker sees
    /// it.</summary>
    private static async Task<TimeSpan> DrainLiveAsync(QualityOfService qos, int count, ushort window, TimeSpan oneWay)
    {
        await using LiveBroker broker = LiveBroker.Start(new LiveBrokerOptions
        {
            Policy = BrokerPolicy.Default with { InFlightMaximum = window },
        });
        await using FaultProxy proxy = FaultProxy.Start(broker.Uri, Held(oneWay));
        await using var subscriber = new LiveClient(new LiveClientOptions
        {
            Server = proxy.Uri, ClientIdentifier = "away", CleanStart = false, SessionExpiryInterval = Patience,
        });
        await subscriber.ConnectAsync(Cancel);
        await subscriber.SubscribeAsync(Topic, qos, Cancel);
        await subscriber.DisconnectAsync(cancellation: Cancel);
        await using var publisher = new LiveClient(new LiveClientOptions { Server = broker.Uri });
        await publisher.ConnectAsync(Cancel);
        await Task.WhenAll(Enumerable.Range(0, count).Select(
            number => publisher.PublishAsync(Topic, $"{number}", qos, cancellation: Cancel)));

        PacketType last = qos == QualityOfService.AtLeastOnce ? PacketType.PubAck : PacketType.PubComp;
        await subscriber.ConnectAsync(Cancel);
        await subscriber.TakeAsync(count, Patience, Cancel);
        Timeline seen = await proxy.Tap.WaitForAsync(
            timeline => timeline.Packets.Count(each => each.Packet?.Type == last && each.PassedAt is not null) == count,
            Patience, Cancel);
        return seen.Packets.Where(each => each.Packet?.Type == last).Max(each => each.PassedAt!.Value)
            - seen.Packets.First(each => each.Packet is PublishPacket).At;
    }

    private static Fault[] Held(TimeSpan oneWay) =>
    [
        Fault.Delay(oneWay).BeforeAny(Direction.ToServer).EveryTime(),
        Fault.Delay(oneWay).BeforeAny(Direction.ToClient).EveryTime(),
    ];

    /// <summary>Many publishers that send at even distances, and whose connections are cut at moments that have nothing
    /// to do with it: the same moments in virtual time and live.</summary>
    private sealed record Cuts
    {
        internal QualityOfService QoS { get; init; }

        internal int Seed { get; init; } = 1;

        internal int Clients { get; init; } = 100;

        internal int CutsEach { get; init; } = 4;

        internal TimeSpan Interval { get; init; } = Second / 4;

        internal TimeSpan OneWay { get; init; } = TimeSpan.FromMilliseconds(105);

        internal TimeSpan BetweenCuts { get; init; } = 1.25 * Second;

        internal TimeSpan ReconnectAfter { get; init; } = TimeSpan.FromMilliseconds(5);

        internal int Count => Clients * CutsEach;

        internal ConnectionFaults Faults => new()
        {
            MessagesPerSecond = Second / Interval,
            CutsPerHour = TimeSpan.FromHours(1) / BetweenCuts,
            ForwardMilliseconds = OneWay.TotalMilliseconds,
            BackwardMilliseconds = OneWay.TotalMilliseconds,
        };

        /// <summary>What a client does, in order: it publishes, or is cut.</summary>
        internal IEnumerable<(TimeSpan At, bool IsCut)> MomentsOf(int client)
        {
            var random = new RandomStream(Seed, $"cuts of client {client}");
            TimeSpan first = random.NextBelow(Interval);
            int messages = (int)((CutsEach + 1) * BetweenCuts / Interval);
            var publishes = Enumerable.Range(0, messages).Select(number => (first + number * Interval, false));
            var cuts = Enumerable.Range(1, CutsEach).Select(
                number => (number * BetweenCuts + random.NextBelow(Interval) - Interval, true));
            return publishes.Concat(cuts.ToArray()).OrderBy(each => each.Item1);
        }
    }

    /// <summary>A publisher with a proxy of its own, which cuts it.</summary>
    private sealed class CutPublisher : IAsyncDisposable
    {
        private readonly Cuts cuts;
        private readonly int number;
        private readonly FaultProxy proxy;
        private readonly LiveClient client;

        private CutPublisher(Cuts cuts, int number, Uri broker)
        {
            (this.cuts, this.number) = (cuts, number);
            proxy = FaultProxy.Start(broker, Held(cuts.OneWay));
            client = new LiveClient(new LiveClientOptions
            {
                Server = proxy.Uri,
                ClientIdentifier = $"client-{number}",
                CleanStart = false,
                SessionExpiryInterval = Patience,
                Reconnect = new BackoffPolicy
                {
                    Base = cuts.ReconnectAfter, Maximum = cuts.ReconnectAfter, Seed = number,
                },
            });
        }

        internal string Topic => $"cuts/{number}";

        /// <summary>The messages that were handed over; QoS 0 messages are refused while there is no
        /// connection.</summary>
        internal HashSet<int> Published { get; } = [];

        internal int CutCount =>
            proxy.Timeline.OfType<TimelineEvent>().Count(each => each.Change == ConnectionChange.Cut);

        internal IEnumerable<double> HeldMilliseconds => proxy.Timeline.Packets
            .Where(each => each.Packet is PublishPacket or PubAckPacket && each.PassedAt is not null)
            .Select(each => (each.PassedAt!.Value - each.At).TotalMilliseconds);

        internal static async Task<CutPublisher> ConnectAsync(Cuts cuts, int number, Uri broker)
        {
            var publisher = new CutPublisher(cuts, number, broker);
            await publisher.client.ConnectAsync(Cancel);
            return publisher;
        }

        internal async Task RunAsync(long start)
        {
            var publishing = new List<Task>();
            foreach (var (at, isCut) in cuts.MomentsOf(number))
            {
                TimeSpan wait = at - Stopwatch.GetElapsedTime(start);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, Cancel);
                if (isCut)
                    proxy.Cut();
                else
                    publishing.Add(PublishAsync(publishing.Count));
            }

            await Task.WhenAll(publishing).WaitAsync(Patience, Cancel);
        }

        private async Task PublishAsync(int message)
        {
            try
            {
                await client.PublishAsync(Topic, $"{message}", cuts.QoS, cancellation: Cancel);
                lock (Published)
                    Published.Add(message);
            }
            catch (MqttClientException) when (cuts.QoS == QualityOfService.AtMostOnce)
            {
                // There was no connection: nothing was sent, so nothing can be lost on the way.
            }
        }

        public async ValueTask DisposeAsync()
        {
            await client.DisposeAsync();
            await proxy.DisposeAsync();
        }
    }
}
