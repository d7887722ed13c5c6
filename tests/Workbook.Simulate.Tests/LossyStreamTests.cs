using Workbook.Examples;
using Workbook.Mqtt.Packets;

namespace Workbook.Simulate.Tests;

/// <summary>Table T14: a subscriber behind a lossy link, 10 messages a second at QoS 0; what has not come within 20 s
/// counts as lost. Nothing of the link is chosen for these data.</summary>
public sealed class LossyStreamTests
{
    private const int RunCount = 100;

    [Fact]
    public void Up_to_five_percent_next_to_nothing_is_lost()
    {
        Assert.InRange(MeanLoss(0.01), 0, 0.001);
        Assert.InRange(MeanLoss(0.05), 0, 0.01);
    }

    [Fact]
    public void Between_15_and_30_percent_the_stream_stalls()
    {
        Assert.InRange(MeanLoss(0.15), 0, 0.12);
        Assert.InRange(MeanLoss(0.30), 0.1, 0.6);
    }

    [Fact]
    public void The_loss_grows_with_the_probability_up_to_all()
    {
        double[] means = [.. Enumerable.Range(0, 10).Select(step => MeanLoss(0.05 + step * 0.1))];
        Assert.Equal(means.Order(), means);
        Assert.True(means[^1] > 0.9, $"{means[^1]}");
    }

    [Fact]
    public void The_curve_follows_the_published_means_without_fitting()
    {
        // The published means come from 20 runs each, which vary from 0 to 95 % at one point: only the shape can agree.
        foreach (PublishedRow row in PublishedData.Embedded.Read("combench_packet_loss.csv"))
        {
            if (row["protocol"] != "mqtt")
                continue;
            (double loss, double published) = (row.Number("packet_loss"), row.Number("mean_loss_fraction"));
            Assert.True(Math.Abs(MeanLoss(loss) - published) < 0.2, $"p {loss}: {MeanLoss(loss)}, published {published}");
        }
    }

    internal static double MeanLoss(double probability) =>
        Enumerable.Range(1, RunCount).Average(seed => LossOf(seed, probability));

    private static double LossOf(int seed, double probability)
    {
        TimeSpan window = TimeSpan.FromSeconds(20);
        var simulation = new Simulation(seed, new SimulationOptions { TimelineMaximum = 0 });
        var quick = new LinkConditions { Latency = TimeSpan.FromMilliseconds(1) };
        var (sensor, dashboard) = SimulationTests.Pair(
            simulation, QualityOfService.AtMostOnce, new ClientSetup { Link = quick }, new ClientSetup { Link = quick });
        TimeSpan start = TimeSpan.FromSeconds(1);
        simulation.At(start, () => dashboard.Link.Conditions = quick.WithLoss(probability));
        new Workload
        {
            Topic = "room/t", Interval = TimeSpan.FromMilliseconds(100), Start = start, Count = 200, IsSpread = false,
        }.Drive(sensor);
        simulation.RunUntil(start + window);
        return (double)simulation.Auditor.Summarize().Lost / 200;
    }
}
