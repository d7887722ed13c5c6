using Workbook.Mqtt.Packets;

namespace Workbook.Simulate.Tests;

/// <summary>What README.md of the room shows, run.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_first_example_loses_nothing_at_qos_1()
    {
        var simulation = new Simulation(seed: 7);
        var dashboard = simulation.AddClient("dashboard", new ClientSetup
        {
            Subscriptions = [new Subscription("room/#", QualityOfService.AtLeastOnce)],
        });
        var sensor = simulation.AddClient("sensor", new ClientSetup
        {
            Link = new LinkConditions { Latency = TimeSpan.FromMilliseconds(150), BitsPerSecond = 100_000 }.WithLoss(0.02),
        });
        dashboard.Connect();
        sensor.Connect();
        new Workload { Topic = "room/temp", QoS = QualityOfService.AtLeastOnce, Count = 60 }.Drive(sensor);
        simulation.At(TimeSpan.FromSeconds(20.3), () => sensor.Cut());
        simulation.At(TimeSpan.FromSeconds(40.3), () => sensor.Cut(CutNotice.Nobody));
        simulation.At(TimeSpan.FromSeconds(50), () => dashboard.Sleep(TimeSpan.FromMinutes(5)));
        Assert.True(simulation.RunUntilQuiet());
        AuditSummary summary = simulation.Auditor.Summarize();
        Assert.Equal((60, 60, 0), (summary.Published, summary.Delivered, summary.Lost));
        Assert.Equal(3, sensor.ConnectionCount);
        Assert.Equal("new Simulation(seed: 7)", simulation.Reproduce);
    }

    [Fact]
    public void The_fleet_of_the_second_example_publishes_through_its_gaps()
    {
        var fleet = new Fleet
        {
            ClientCount = 50,
            Workload = new Workload
            {
                Topic = "farm/{client}/soil", QoS = QualityOfService.AtLeastOnce, Interval = TimeSpan.FromMinutes(15),
                Arrivals = Arrivals.Jittered, PayloadBytes = 48, Count = 20,
            },
            Setup = new ClientSetup
            {
                Link = new LinkConditions
                {
                    Coverage = Coverage.Alternating(TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(10)),
                },
                Radio = new RadioCurrents
                {
                    SleepMilliamps = 0.003, ConnectMilliamps = 45, ConnectTime = TimeSpan.FromSeconds(0.5),
                    TransmitMilliamps = 110, ReceiveMilliamps = 40, TailMilliamps = 8.5, TailTime = TimeSpan.FromSeconds(11),
                },
            },
        };
        var world = new Simulation(1, new SimulationOptions { TimelineMaximum = 0 });
        var sensors = fleet.Join(world);
        world.RunUntil(TimeSpan.FromHours(7));
        AuditSummary summary = world.Auditor.Summarize(lateAfter: TimeSpan.FromSeconds(5));
        Assert.Equal((1000, 1000), (summary.Expected, summary.Delivered));
        Assert.InRange(summary.Late, 1, 400);
        var life = new Battery { CapacityMilliampHours = 2600, SelfDischargePerYear = 0.01 }
            .Forecast(sensors[0].Radio!.UseUntil(world.Now));
        Assert.InRange(life.Years, 0.5, 5);
        Assert.Empty(life.Warnings);
    }
}
