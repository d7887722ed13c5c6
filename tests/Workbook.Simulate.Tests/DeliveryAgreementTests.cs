using Workbook.Examples;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate.Tests;

/// <summary>Simulated losses, duplicates, drops and drain times against the closed forms of Workbook.Examples.</summary>
public sealed class DeliveryAgreementTests
{
    private const int CutCount = 1000;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenCuts = 10 * Second;

    // The expected number a cut is rate x one-way time: its whole part comes always, the rest as a coin toss.
    [Theory]
    [InlineData(3, 150)]
    [InlineData(10, 150)]
    [InlineData(10, 42)]
    public void Qos_1_duplicates_under_cuts_are_those_of_the_closed_form_within_three_sigma(double rate, double oneWay)
    {
        AuditSummary summary = CutOften(QualityOfService.AtLeastOnce, rate, oneWay);
        AssertBinomial(Faults(rate, oneWay).DuplicatesPerCut, summary.Duplicates);
        Assert.Equal(0, summary.Lost);
    }

    [Theory]
    [InlineData(3, 150)]
    [InlineData(10, 150)]
    [InlineData(10, 42)]
    public void Qos_0_losses_under_cuts_are_those_of_the_closed_form_within_three_sigma(double rate, double oneWay)
    {
        AuditSummary summary = CutOften(QualityOfService.AtMostOnce, rate, oneWay);
        AssertBinomial(Faults(rate, oneWay).LossesPerCut, summary.Lost);
        Assert.Equal(0, summary.Duplicates);
        AuditedLoss loss = Assert.Single(summary.Losses);
        Assert.Equal((AuditedFate.LostBeforeBroker, summary.Lost), (loss.Fate, loss.Count));
    }

    [Fact]
    public void Qos_2_neither_loses_nor_duplicates_under_cuts_though_packets_are_repeated()
    {
        AuditSummary summary = CutOften(QualityOfService.ExactlyOnce, 10, 150);
        Assert.Equal((summary.Expected, 0, 0, 0), (summary.Delivered, summary.Lost, summary.Duplicates, summary.Reordered));
        Assert.True(summary.ArrivedTwice > CutCount / 2, $"{summary.ArrivedTwice}");
    }

    [Fact]
    public void A_sender_that_is_not_told_of_a_cut_loses_what_it_sends_until_it_gives_up()
    {
        const double rate = 5;
        TimeSpan detection = 20 * Second;
        var simulation = new Simulation();
        var setup = new ClientSetup { Link = new LinkConditions { GiveUpAfter = detection } };
        var (sensor, _) = SimulationTests.Pair(simulation, QualityOfService.AtMostOnce, setup);
        new Workload { Topic = "room/t", Interval = Second / rate, Start = 5 * Second, Count = 500 }.Drive(sensor);
        simulation.At(TimeSpan.FromSeconds(30.123), () => sensor.Cut(CutNotice.Nobody));
        simulation.RunUntilQuiet();
        var expected = new ConnectionFaults
        {
            MessagesPerSecond = rate, CutsPerHour = 1, ForwardMilliseconds = 50, DetectionTime = detection,
        }.Compute().LossesPerCut;
        // The sender's clock begins with the first message into the void, and each boundary may cost one message.
        Assert.InRange(simulation.Auditor.Summarize().Lost, Math.Floor(expected), Math.Ceiling(expected) + 1);
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(1000, null)]
    [InlineData(1000, 1.0)]
    [InlineData(20, 1.0)]
    public void A_queue_drops_exactly_what_the_closed_form_says(int limit, double? expiryHours)
    {
        TimeSpan? expiry = expiryHours is { } hours ? TimeSpan.FromHours(hours) : null;
        var growth = new QueueGrowth
        {
            MessagesPerHour = 60, Absence = TimeSpan.FromHours(8), QueueMaximum = limit, MessageExpiry = expiry,
        }.Compute();
        var (simulation, dashboard) = Absent(QualityOfService.AtLeastOnce, (int)growth.Arrived, limit, expiry);
        simulation.After(TimeSpan.FromSeconds(30), dashboard.Connect);
        simulation.RunUntilQuiet(TimeSpan.FromHours(10));
        AuditSummary summary = simulation.Auditor.Summarize();
        Assert.Equal((growth.Queued, growth.Dropped), (summary.Delivered, summary.Lost));
        Assert.All(summary.Losses, loss => Assert.Equal(AuditedFate.DroppedByBroker, loss.Fate));
    }

    [Theory]
    [InlineData(QualityOfService.AtLeastOnce, 20, 1)]
    [InlineData(QualityOfService.AtLeastOnce, 5, 1)]
    [InlineData(QualityOfService.ExactlyOnce, 20, 2)]
    public void A_queue_drains_in_the_time_of_the_closed_form(QualityOfService qos, ushort window, int roundTrips)
    {
        const int count = 480;
        var (simulation, dashboard) = Absent(qos, count, 1000, null, window);
        simulation.After(Second, dashboard.Connect);
        simulation.RunUntilQuiet(TimeSpan.FromHours(10));
        var times = simulation.Auditor.Deliveries.Select(delivery => delivery.DeliveredAt!.Value).ToList();
        TimeSpan roundTrip = roundTrips * dashboard.Link.Conditions.RoundTrip;
        TimeSpan expected = QueueGrowth.DrainTime(count, window, roundTrip);
        // From the first message to the last one's acknowledgement: the last delivery and one exchange more.
        TimeSpan measured = times.Max() - times.Min() + roundTrip;
        Assert.InRange(measured / expected, 0.9, 1.1);
    }

    [Fact]
    public void Loss_on_the_way_delays_by_the_closed_form()
    {
        const double loss = 0.05;
        var link = new LinkConditions { LossToServer = loss };
        var simulation = new Simulation(5);
        var (sensor, _) = SimulationTests.Pair(
            simulation, QualityOfService.AtMostOnce, new ClientSetup { Link = link });
        new Workload { Topic = "room/t", Interval = 5 * Second, Start = 60 * Second, Count = 20_000, IsSpread = false }
            .Drive(sensor);
        simulation.RunUntilQuiet(TimeSpan.FromDays(3));
        double extra = simulation.Auditor.Summarize().MeanDelay.TotalMilliseconds - 100;
        double expected = link.RetransmissionTimeout.TotalMilliseconds * loss / (1 - 2 * loss);
        // 20,000 messages, 5 % late: the standard error is about 4 %.
        Assert.InRange(extra / expected, 0.85, 1.15);
        Assert.Equal(0, simulation.Auditor.Summarize().Lost);
    }

    private static ConnectionFaultResult Faults(double rate, double oneWay) => new ConnectionFaults
    {
        MessagesPerSecond = rate,
        CutsPerHour = 3600 / BetweenCuts.TotalSeconds,
        ForwardMilliseconds = oneWay,
        BackwardMilliseconds = oneWay,
    }.Compute();

    /// <summary>Cuts the publisher's connection again and again, at moments that have nothing to do with its
    /// messages.</summary>
    private static AuditSummary CutOften(QualityOfService qos, double rate, double oneWayMilliseconds)
    {
        var simulation = new Simulation(1, new SimulationOptions { TimelineMaximum = 0 });
        var setup = new ClientSetup
        {
            Link = new LinkConditions { Latency = TimeSpan.FromMilliseconds(oneWayMilliseconds) },
        };
        var (sensor, _) = SimulationTests.Pair(simulation, qos, setup);
        new Workload
        {
            Topic = "room/t", QoS = qos, Interval = Second / rate, Start = 5 * Second,
            Count = (int)(rate * (CutCount + 1) * BetweenCuts.TotalSeconds),
        }.Drive(sensor);
        var moments = simulation.Stream("cuts");
        for (int cut = 1; cut <= CutCount; cut++)
            simulation.At(cut * BetweenCuts + moments.NextBelow(Second), () => sensor.Cut());
        simulation.RunUntilQuiet(TimeSpan.FromDays(1));
        return simulation.Auditor.Summarize();
    }

    private static void AssertBinomial(double expectedPerCut, int counted)
    {
        double always = Math.Floor(expectedPerCut);
        double chance = expectedPerCut - always;
        double sigma = Math.Sqrt(CutCount * chance * (1 - chance));
        double expected = CutCount * expectedPerCut;
        Assert.True(
            Math.Abs(counted - expected) <= 3 * sigma + 1e-9,
            $"expected {expected} +- 3 x {sigma:0.0}, counted {counted}");
    }

    /// <summary>A subscriber that is away while messages come, one each minute.</summary>
    private static (Simulation Simulation, SimulatedClient Dashboard) Absent(
        QualityOfService qos, int count, int limit, TimeSpan? expiry, ushort window = 20)
    {
        var simulation = new Simulation(1, new SimulationOptions
        {
            Policy = BrokerPolicy.Default with
            {
                Queue = new QueueLimits(limit, Overflow: OverflowPolicy.DropOldest), InFlightMaximum = window,
            },
        });
        var persistent = new ClientSetup
        {
            Connect = new ConnectPacket
            {
                CleanStart = false, Properties = new Properties { SessionExpiryInterval = uint.MaxValue },
            },
        };
        var (sensor, dashboard) = SimulationTests.Pair(simulation, qos, persistent, persistent);
        simulation.RunUntil(10 * Second);
        dashboard.Disconnect();
        new Workload
        {
            Topic = "room/t", QoS = qos, Interval = TimeSpan.FromMinutes(1), Start = 20 * Second, Count = count,
            IsSpread = false, Expiry = expiry,
        }.Drive(sensor);
        simulation.RunUntil(20 * Second + (count - 1) * TimeSpan.FromMinutes(1) + 10 * Second);
        return (simulation, dashboard);
    }
}
