using FsCheck.Fluent;
using Workbook.Mqtt.Packets;

namespace Workbook.Examples.Tests;

/// <summary>Queues, storms, buffers and bills.</summary>
public sealed class SizingTests
{
    private static readonly ReconnectStorm Storm = new() { Clients = 25_000, AdmissionPerSecond = 428 };

    [Fact]
    public void A_thousand_messages_at_one_a_minute_overflow_after_most_of_a_day() =>
        Assert.Equal(16.7, new QueueGrowth { MessagesPerHour = 60, QueueMaximum = 1000 }.HoursToOverflow, 1);

    [Fact]
    public void Exponential_absences_agree_with_a_walk_through_many_of_them()
    {
        var queue = new QueueGrowth
        {
            MessagesPerHour = 60,
            Absence = TimeSpan.FromHours(10),
            IsExponential = true,
            QueueMaximum = 1000,
            SessionExpiry = TimeSpan.FromHours(24),
        };
        var result = queue.Compute();
        var random = new Random(11);
        const int absences = 200_000;
        double queued = 0;
        int overflows = 0, expired = 0;
        for (int absence = 0; absence < absences; absence++)
        {
            double hours = -10 * Math.Log(1 - random.NextDouble());
            queued += Math.Min(60 * hours, 1000);
            if (60 * hours > 1000) overflows++;
            if (hours > 24) expired++;
        }

        Checking.Within(queued / absences, result.Queued, 0.01);
        Checking.Within((double)overflows / absences, result.OverflowProbability, 0.02);
        Checking.Within((double)expired / absences, result.SessionExpiredProbability, 0.03);
    }

    [Fact]
    public void A_queue_never_holds_more_than_came_or_than_its_limit_and_grows_with_the_absence() => Checking.ForAll(
        Checking.Between(0, 1000).Zip(Checking.Between(0, 100)).Zip(Checking.Between(0, 5000)),
        input =>
        {
            var ((rate, hours), limit) = input;
            return new[] { false, true }.All(isExponential =>
            {
                var queue = new QueueGrowth
                {
                    MessagesPerHour = rate,
                    Absence = TimeSpan.FromHours(hours),
                    QueueMaximum = limit,
                    IsExponential = isExponential,
                };
                var result = queue.Compute();
                var longer = (queue with { Absence = TimeSpan.FromHours(hours + 1) }).Compute();
                return result.Queued <= Math.Min(result.Arrived, limit) * (1 + 1e-9) && result.Dropped >= -1e-6
                    && longer.Queued >= result.Queued * (1 - 1e-9) && result.OverflowProbability is >= 0 and <= 1;
            });
        });

    [Fact]
    public void Without_any_limit_a_client_that_never_comes_back_is_warned_about() =>
        Assert.Contains(
            new QueueGrowth { MessagesPerHour = 1, Absence = TimeSpan.FromHours(1) }.Compute().Warnings,
            warning => warning.EndsWith("fills the broker.", StringComparison.Ordinal));

    [Theory]
    [InlineData(RetryPolicy.Constant, 120, 58.4, 742_692, 0.005)]
    [InlineData(RetryPolicy.Exponential, 120, 6_247, 742_692, 0.001)]
    [InlineData(RetryPolicy.Exponential, 30, 1_621, 742_692, 0.001)]
    [InlineData(RetryPolicy.FullJitter, 120, 161, 162_153, 0.02)]
    [InlineData(RetryPolicy.FullJitter, 30, 78, 167_148, 0.02)]
    public void A_storm_is_what_a_simulation_in_slots_of_a_second_gave(
        RetryPolicy policy, int cap, double seconds, double attempts, double part)
    {
        var result = (Storm with { Policy = policy, Cap = TimeSpan.FromSeconds(cap) }).Compute();
        Checking.Within(seconds, result.Seconds, part);
        Checking.Within(attempts, result.Attempts, part);
        Assert.InRange(result.Seconds, result.EarlySeconds, result.LateSeconds);
        Assert.Equal(policy == RetryPolicy.FullJitter, result.EarlySeconds < result.LateSeconds);
    }

    [Fact]
    public void One_client_more_than_the_waves_take_in_makes_all_wait_for_one_more()
    {
        var storm = new ReconnectStorm
        {
            Clients = 9_999, AdmissionPerSecond = 500, Policy = RetryPolicy.Exponential, Cap = TimeSpan.FromSeconds(30),
        };
        // The wave after one second finds the last of the first still at the door: 19 x 500 + 499 in 20 waves.
        Assert.Equal(451 + 500 / 500.0, storm.Compute().Seconds, 6);
        Assert.Equal(481 + 1 / 500.0, (storm with { Clients = 10_000 }).Compute().Seconds, 6);
    }

    [Fact]
    public void Spreading_the_start_removes_the_storm_and_its_dead_work()
    {
        var impatient = Storm with { ConnectTimeout = TimeSpan.FromSeconds(30) };
        Assert.Contains(impatient.Compute().Warnings, warning =>
            warning.StartsWith("Clients give up after 30 s", StringComparison.Ordinal));
        var spread = impatient with { SpreadStart = impatient.SpreadFor(0.8) };
        Assert.Empty(spread.Compute().Warnings);
        Assert.Equal(1, spread.Compute().AttemptsPerClient);
        Assert.True(Storm.MeanWait(0.9) > Storm.MeanWait(0.5));
    }

    [Fact]
    public void No_policy_beats_the_admission_rate() => Checking.ForAll(
        Checking.Between(1, 1e6).Zip(Checking.Between(1, 1e5)),
        pair => Enum.GetValues<RetryPolicy>().All(policy =>
        {
            var result =
                new ReconnectStorm { Clients = pair.Item1, AdmissionPerSecond = pair.Item2, Policy = policy }.Compute();
            // A tenth of a connect may be missing from a flow, as the clients of whom it is known only that few are out.
            return result.Seconds >= result.ShortestSeconds * (1 - 1e-3) - 1 / pair.Item2;
        }));

    [Fact]
    public void A_buffer_empties_only_when_the_link_is_faster_than_the_messages()
    {
        var buffer =
            new PublisherBuffer { MessagesPerSecond = 10, MessageBytes = 200, Outage = TimeSpan.FromMinutes(5) };
        var result = buffer.Compute();
        Assert.Equal(600_000, result.NeededBytes);
        Assert.Equal(600_000 / (10_000 - 2_000.0), result.CatchUpSeconds);
        var slow = (buffer with { Window = 1, RoundTrip = TimeSpan.FromSeconds(0.2) }).Compute();
        Assert.True(double.IsPositiveInfinity(slow.CatchUpSeconds));
        Assert.Contains(slow.Warnings, warning =>
            warning.EndsWith("the buffer never empties.", StringComparison.Ordinal));
        var small = (buffer with { CapacityBytes = 100_000 }).Compute();
        Assert.Equal(2_500, small.DroppedMessages);
        Assert.Single(small.Warnings);
    }

    [Fact]
    public void AWS_meters_a_queued_message_twice_and_the_PUBACK_of_the_device()
    {
        var fleet =
            new AwsMetering { Devices = 1, Days = 1, DownlinkPerDay = 100, DownlinkBytes = 200,
                DownlinkQoS = QualityOfService.AtMostOnce };
        Assert.Equal(100, fleet.Compute().Units);
        var acknowledged = fleet with { DownlinkQoS = QualityOfService.AtLeastOnce };
        Assert.Equal(200, acknowledged.Compute().Units);
        Assert.Equal(300, (acknowledged with { QueuedPart = 1 }).Compute().Units);
        Assert.Equal(100, (acknowledged with { QueuedPart = 1, ExpiredPart = 1 }).Compute().Units);
        Assert.Equal([1, 1, 2], new[] { 0.0, 5120, 5121 }.Select(AwsMetering.Units));
        Checking.Refuses("DownlinkQoS: AWS IoT Core has no QoS 2", () =>
            fleet with { DownlinkQoS = QualityOfService.ExactlyOnce });
    }

    [Fact]
    public void A_shared_payload_is_held_once() => Assert.Equal(
        1000 * (3000 + 10 * (100 + 240 / 1000.0)),
        new BrokerMemory
        {
            Sessions = 1000, QueuedPerSession = 10, PayloadBytes = 200, TopicBytes = 40, PayloadSharedBy = 1000,
        }.Compute().Bytes, 6);

    [Fact]
    public void The_same_stream_of_random_numbers_gives_the_same_run()
    {
        var simulator = new ContentionSimulator { Clients = 20 };
        Assert.Equal(simulator.Run(5, new Random(1).NextDouble), simulator.Run(5, new Random(1).NextDouble));
        Assert.NotEqual(simulator.Run(5, new Random(1).NextDouble), simulator.Run(5, new Random(2).NextDouble));
        Assert.Equal(0, new LossyStream().Run(new Random(1).NextDouble));
        Assert.Equal(1, new LossyStream { Loss = 1 }.Run(new Random(1).NextDouble));
    }

    [Fact]
    public void Impossible_sizes_get_a_sentence()
    {
        Checking.Refuses("load: expected a part above 0 and below 1", () => Storm.SpreadFor(1));
        Checking.Refuses("AdmissionPerSecond: expected", () => Storm with { AdmissionPerSecond = 0 });
        Checking.Refuses("QueueMaximum: expected", () => new QueueGrowth { QueueMaximum = -1 });
        Checking.Refuses("PayloadSharedBy: expected", () => new BrokerMemory { PayloadSharedBy = 0 });
        Checking.Refuses("PerDay: expected", () => new TrafficStream("x", double.NaN, new Exchange()));
    }
}
