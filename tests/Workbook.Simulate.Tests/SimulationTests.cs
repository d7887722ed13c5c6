using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook.Simulate.Tests;

public sealed class SimulationTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(QualityOfService.AtMostOnce, 1)]
    [InlineData(QualityOfService.AtLeastOnce, 2)]
    [InlineData(QualityOfService.ExactlyOnce, 4)]
    public void A_message_reaches_its_subscriber_after_two_one_way_times(QualityOfService qos, int packets)
    {
        var simulation = new Simulation();
        var sensor = Pair(simulation, qos).Sensor;
        simulation.At(Second, () => sensor.Publish("room/temp", qos));
        Assert.True(simulation.RunUntilQuiet());

        var delivery = Assert.Single(simulation.Auditor.Deliveries);
        Assert.Equal(TimeSpan.FromMilliseconds(100), delivery.Delay);
        Assert.Equal(AuditedFate.Delivered, delivery.Fate);
        Assert.Equal(packets * 2, simulation.Timeline.Since(Second).Packets.Count());
        Assert.All(simulation.Timeline.Packets, packet => Assert.Equal(Fate.Passed, packet.Fate));
    }

    [Fact]
    public void The_timeline_is_the_same_byte_for_byte_on_every_machine()
    {
        // The figure was computed once; another machine, seed or order of events gives another one.
        Assert.Equal(ReferenceHash, HashOf(Faulty(7).Timeline));
        Assert.NotEqual(ReferenceHash, HashOf(Faulty(8).Timeline));
    }

    [Fact]
    public void A_run_that_reaches_its_bound_says_so()
    {
        var simulation = new Simulation(1, new SimulationOptions { EventMaximum = 1000 });
        new Fleet { Workload = new Workload { Interval = TimeSpan.FromMilliseconds(1) } }.Join(simulation);
        var error = Assert.Throws<SimulationBoundException>(() => simulation.RunUntil(60 * Second));
        Assert.Contains("1000 events", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_line_tells_how_to_make_the_run_again()
    {
        Assert.Equal("new Simulation(seed: 7)", new Simulation(7).Reproduce);
        IsReproduced(new SimulationOptions { EventMaximum = 5 });
        IsReproduced(
            new SimulationOptions { BrokerName = "a \"b\" \\ \u000A", TimelineMaximum = 0, IsAudited = false });
        IsReproduced(new SimulationOptions { Policy = new BrokerPolicy { KeepsQoS0 = true } });
        IsReproduced(new SimulationOptions { Policy = new BrokerPolicy { InFlightMaximum = 5,
            Queue = new QueueLimits { CountMaximum = 10, Overflow = OverflowPolicy.DropOldest },
            MaximumQoS = QualityOfService.AtLeastOnce, SessionExpiryMaximum = TimeSpan.FromSeconds(60),
            KeepAliveMaximum = 30, ConnectTimeout = TimeSpan.FromMilliseconds(1500), RefusedFilters = ["a/#", "b"] } });
    }

    [Fact]
    public void What_no_line_can_hold_is_named_in_it()
    {
        var policy = new BrokerPolicy { SenderTable = QosSenderTable.Standard };
        Assert.Equal(
            "new Simulation(seed: 1, new SimulationOptions { Policy = new BrokerPolicy() "
            + "/* and SenderTable as it was given */ })",
            new Simulation(1, new SimulationOptions { Policy = policy }).Reproduce);
    }

    private const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries;

    private static readonly char[] Blanks = [' ', '\r', '\n'];

    /// <summary>The line must be, but for its breaks, the expression that the compiler has taken here.</summary>
    private static void IsReproduced(
        SimulationOptions options, [CallerArgumentExpression(nameof(options))] string expression = "") =>
        Assert.Equal(
            $"new Simulation(seed: 7, {string.Join(' ', expression.Split(Blanks, Trimmed))})",
            new Simulation(7, options).Reproduce);

    [Fact]
    public void A_receiver_may_answer_in_the_same_moment()
    {
        var simulation = new Simulation();
        var (sensor, dashboard) = Pair(simulation, QualityOfService.AtLeastOnce);
        dashboard.WhenReceived = _ => dashboard.Publish("answer", QualityOfService.AtLeastOnce);
        simulation.At(Second, () => sensor.Publish("room/temp", QualityOfService.AtLeastOnce));
        simulation.RunUntilQuiet();
        Assert.Equal(["room/temp", "answer"], simulation.Auditor.Messages.Select(message => message.Topic));
        Assert.All(simulation.Auditor.Messages, message => Assert.Equal(1, message.ArrivedCount));
    }

    [Fact]
    public void A_large_payload_arrives_whole()
    {
        var simulation = new Simulation();
        var (sensor, dashboard) = Pair(simulation, QualityOfService.ExactlyOnce);
        byte[]? got = null;
        dashboard.WhenReceived = publish => got = publish.Message.Payload.ToArray();
        simulation.At(Second, () => sensor.Publish("room/photo", QualityOfService.ExactlyOnce, 1_000_000));
        simulation.RunUntilQuiet();
        Assert.Equal(1_000_000, got?.Length);
    }

    internal static (SimulatedClient Sensor, SimulatedClient Dashboard) Pair(
        Simulation simulation, QualityOfService qos, ClientSetup? sensorSetup = null, ClientSetup? dashboardSetup = null)
    {
        var dashboard = simulation.AddClient("dashboard", (dashboardSetup ?? new ClientSetup()) with
        {
            Subscriptions = [new Subscription("room/#", qos)],
        });
        var sensor = simulation.AddClient("sensor", sensorSetup);
        dashboard.Connect();
        sensor.Connect();
        return (sensor, dashboard);
    }

    private const string ReferenceHash = "A603DE4B5F480FE0";

    private static Simulation Faulty(int seed)
    {
        var simulation = new Simulation(seed);
        var setup = new ClientSetup
        {
            Link = new LinkConditions().WithLoss(0.1) with { BitsPerSecond = 100_000 }, HasReconnectJitter = true,
        };
        new Fleet
        {
            ClientCount = 5,
            Setup = setup,
            Workload = new Workload
            {
                QoS = QualityOfService.ExactlyOnce, Arrivals = Arrivals.Poisson, Count = 20,
            },
        }.Join(simulation);
        var cuts = simulation.Stream("cuts");
        for (int number = 1; number <= 5; number++)
        {
            var victim = simulation.Client($"device-{number}");
            simulation.At(Second + cuts.NextBelow(10 * Second), () => victim.Cut());
        }

        simulation.RunUntilQuiet();
        return simulation;
    }

    private static string HashOf(Timeline timeline) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(timeline.ToString())))[..16];
}
