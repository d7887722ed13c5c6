using Workbook.Mqtt.Packets;
using Workbook.Traces;
using static Workbook.Mqtt.Packets.QualityOfService;

namespace Workbook.Tests.Traces;

/// <summary>The datagram model against its closed forms: a PUBLISH with its answer succeeds with probability (1 - p)².</summary>
public sealed class DatagramRecorderTests
{
    private const int MessageCount = 4000;
    private const double Tolerance = 0.04;

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    [InlineData(0.3)]
    public void Packets_of_a_hop_follow_the_closed_form(double loss)
    {
        double once = 1 / ((1 - loss) * (1 - loss)) + 1 / (1 - loss);
        Assert.Equal(1, PacketsPerMessage(AtLeastOnce, loss) / once, Tolerance);
        Assert.Equal(1, PacketsPerMessage(ExactlyOnce, loss) / (2 * once), Tolerance);
    }

    [Fact]
    public void QoS_0_loses_on_both_hops_and_QoS_2_delivers_each_once()
    {
        Assert.Equal(0.8 * 0.8, Many(AtMostOnce, 0.2).DeliveredCount / (double)MessageCount, Tolerance);
        var exactly = Many(ExactlyOnce, 0.2);
        Assert.Equal((MessageCount, 0), (exactly.DeliveredCount, exactly.DuplicateCount));
    }

    [Fact]
    public void A_timer_shorter_than_the_round_trip_doubles_though_nothing_is_lost()
    {
        var slow = new DatagramConditions
        {
            Name = "slow", Meaning = "", Latency = TimeSpan.FromMilliseconds(400), RetryAfter = TimeSpan.FromMilliseconds(300),
        };
        var run = DatagramRecorder.Record(AtLeastOnce, slow, seed: 1, messageCount: 1);
        Assert.True(run.DuplicateCount > 0);
        Assert.All(run.Timeline.Packets, packet => Assert.True(packet.IsDelivered));
    }

    [Fact]
    public void Late_datagrams_overtake_each_other_at_QoS_0_only()
    {
        var late = QosVisualizer.DatagramConditions.Single(each => each.Jitter > TimeSpan.Zero);
        int Overtaken(QualityOfService qos) => Enumerable.Range(1, 20).Sum(seed =>
        {
            var run = DatagramRecorder.Record(qos, late, seed);
            return Enumerable.Range(0, run.Deliveries.Count).Count(run.IsOvertaken);
        });
        Assert.True(Overtaken(AtMostOnce) > 0);
        Assert.Equal(0, Overtaken(AtLeastOnce) + Overtaken(ExactlyOnce));
    }

    [Fact]
    public void A_run_in_which_no_answer_comes_is_given_up_with_a_sentence()
    {
        var lost = new DatagramConditions { Name = "lost", Meaning = "", Loss = 0.999 };
        var failure = Assert.Throws<InvalidOperationException>(() => DatagramRecorder.Record(AtLeastOnce, lost, seed: 1));
        Assert.Matches("^The sensor has sent a message to the broker again 200 times, and had no answer", failure.Message);
    }

    private static double PacketsPerMessage(QualityOfService qos, double loss) =>
        Many(qos, loss).Timeline.Of("sensor").Packets.Count() / (double)MessageCount;

    private static Recording Many(QualityOfService qos, double loss) => DatagramRecorder.Record(
        qos,
        new DatagramConditions { Name = "many", Meaning = "", Loss = loss, Interval = TimeSpan.FromMinutes(5) },
        seed: 11, MessageCount);
}
