using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;
using Workbook.Traces;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Tests.Traces;

/// <summary>Runs over connections that break, in virtual time: repeatable, and true to what TCP can lose.</summary>
public sealed class ConnectionRecorderTests
{
    private const int SeedCount = 200;

    public static TheoryData<string> Conditions => [.. QosVisualizer.ConnectionConditions.Select(each => each.Name)];

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        var conditions = Named("cut again and again");
        string Recorded() => $"{ConnectionRecorder.Record(ExactlyOnce, conditions, seed: 7).Timeline}";
        Assert.Equal(Recorded(), Recorded());
        Assert.NotEqual(Recorded(), $"{ConnectionRecorder.Record(ExactlyOnce, conditions, seed: 8).Timeline}");
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void QoS_1_loses_nothing_and_QoS_2_nothing_and_doubles_nothing(string name)
    {
        for (int seed = 1; seed <= SeedCount; seed++)
        {
            var atLeast = ConnectionRecorder.Record(AtLeastOnce, Named(name), seed);
            var exactly = ConnectionRecorder.Record(ExactlyOnce, Named(name), seed);
            Assert.True(atLeast.DeliveredCount == 5, $"seed {seed}: {atLeast}");
            Assert.True((exactly.DeliveredCount, exactly.DuplicateCount) == (5, 0), $"seed {seed}: {exactly}");
        }
    }

    [Theory]
    [InlineData("calm")]
    [InlineData("slow, no break")]
    [InlineData("20 % of the segments lost")]
    public void While_no_connection_breaks_no_packet_is_lost_and_none_is_sent_twice(string name)
    {
        foreach (var qos in Enum.GetValues<QualityOfService>())
        {
            var run = ConnectionRecorder.Record(qos, Named(name), seed: 1);
            Assert.All(run.Timeline.Packets, packet => Assert.True(packet.IsDelivered));
            Assert.DoesNotContain(run.Timeline.Packets, packet => packet.Packet is PublishPacket { Duplicate: true });
            Assert.Equal((5, 0), (run.DeliveredCount, run.DuplicateCount));
        }
    }

    [Fact]
    public void A_cut_loses_what_is_under_way_at_QoS_0_and_can_double_at_QoS_1()
    {
        var cut = Named("publisher cut");
        Assert.Contains(Seeds(AtMostOnce, cut), run => run.DeliveredCount < 5);
        Assert.All(Seeds(AtMostOnce, cut), run => Assert.Equal(0, run.DuplicateCount));
        Assert.Contains(Seeds(AtLeastOnce, cut), run => run.DuplicateCount > 0);
    }

    [Fact]
    public void Packets_of_one_direction_never_overtake_each_other()
    {
        var run = ConnectionRecorder.Record(ExactlyOnce, Named("20 % of the segments lost"), seed: 3);
        foreach (var lane in run.Timeline.Packets.GroupBy(packet => (packet.Connection, packet.Direction)))
        {
            var arrivals = lane.Select(packet => packet.PassedAt).ToList();
            Assert.Equal(arrivals.Order(), arrivals);
        }
    }

    [Fact]
    public void A_silent_path_is_found_out_by_the_keep_alive_and_left()
    {
        var run = ConnectionRecorder.Record(AtLeastOnce, Named("gone silent"), seed: 1);
        Assert.Equal(
            [ConnectionChange.Frozen, ConnectionChange.ClosedByServer, ConnectionChange.ClosedByClient],
            run.Timeline.Events.Select(each => each.Change));
        Assert.Contains(run.Timeline.Packets, packet => packet is { IsDelivered: false, Packet: PingReqPacket });
    }

    [Fact]
    public void A_window_of_one_waits_a_round_trip_for_each_message()
    {
        var far = new ConnectionConditions
        {
            Name = "far", Meaning = "", Latency = TimeSpan.FromMilliseconds(100), Interval = TimeSpan.FromMilliseconds(1),
        };
        var run = ConnectionRecorder.Record(AtLeastOnce, far, 1, 5, new BrokerPolicy { ReceiveMaximum = 1 });
        Assert.Equal(TimeSpan.FromMilliseconds(4 * 200 + 200), run.Deliveries[^1].At);
    }

    private static ConnectionConditions Named(string name) =>
        QosVisualizer.ConnectionConditions.Single(each => each.Name == name);

    private static IEnumerable<Recording> Seeds(QualityOfService qos, ConnectionConditions conditions) =>
        Enumerable.Range(1, SeedCount).Select(seed => ConnectionRecorder.Record(qos, conditions, seed));
}
