using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Simulate.Tests;

public sealed class LinkTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_slow_link_takes_the_time_that_its_bytes_need()
    {
        // 16 B payload + 13 B of PUBLISH, without and with 40 B of headers: 69 B at 1000 bit/s are 552 ms.
        var simulation = new Simulation();
        var setup = new ClientSetup { Link = new LinkConditions { BitsPerSecond = 1000 } };
        var (sensor, _) = SimulationTests.Pair(simulation, QualityOfService.AtMostOnce, setup);
        simulation.At(10 * Second, () => sensor.Publish("room/temp", QualityOfService.AtMostOnce));
        simulation.RunUntilQuiet();
        var publish = simulation.Timeline.Packets.First(packet => packet.Packet is PublishPacket);
        int frame = publish.Bytes.Length + 40;
        Assert.Equal(TimeSpan.FromSeconds(frame * 8 / 1000.0) + TimeSpan.FromMilliseconds(50), publish.PassedAt - publish.At);
    }

    [Fact]
    public void A_loss_of_the_network_is_a_delay_and_never_the_loss_of_a_message()
    {
        var simulation = new Simulation(3);
        var setup = new ClientSetup { Link = new LinkConditions().WithLoss(0.2) };
        var (sensor, _) = SimulationTests.Pair(simulation, QualityOfService.AtMostOnce, setup, setup);
        for (int number = 0; number < 500; number++)
            simulation.At(60 * Second + number * Second, () => sensor.Publish("room/temp", QualityOfService.AtMostOnce));
        simulation.RunUntilQuiet();
        var summary = simulation.Auditor.Summarize();
        Assert.Equal((500, 0, 0, 0), (summary.Delivered, summary.Lost, summary.Duplicates, summary.Reordered));
        Assert.True(summary.LongestDelay > TimeSpan.FromMilliseconds(400), $"{summary.LongestDelay}");
        Assert.Contains(simulation.Timeline.Packets, packet => packet.Fate == Fate.Delayed);
        Assert.True(sensor.Link.BytesToServer.Repeated > 0);
    }

    [Fact]
    public void The_time_out_doubles_until_the_stream_goes_on_again()
    {
        // Everything sent between 10 s and 13 s is lost: sent at 10.5, 10.8, 11.4, 12.6 and 15.0 s (RTO 0.3 s).
        var simulation = new Simulation();
        var setup = new ClientSetup
        {
            Link = new LinkConditions { Coverage = Coverage.Except((10 * Second, 13 * Second)) },
        };
        var (sensor, _) = SimulationTests.Pair(simulation, QualityOfService.AtLeastOnce, setup);
        simulation.At(10.5 * Second, () => sensor.Publish("room/a", QualityOfService.AtLeastOnce));
        simulation.At(12.9 * Second, () => sensor.Publish("room/b", QualityOfService.AtLeastOnce));
        simulation.RunUntilQuiet();
        Assert.All(simulation.Auditor.Messages, message => Assert.Equal(TimeSpan.FromSeconds(15.05), message.ArrivedAt));
    }

    [Fact]
    public void A_sender_without_an_answer_gives_up_in_the_end()
    {
        var simulation = new Simulation();
        var setup = new ClientSetup
        {
            Link = new LinkConditions { GiveUpAfter = 20 * Second }, ReconnectAfter = null,
        };
        var (sensor, _) = SimulationTests.Pair(simulation, QualityOfService.AtLeastOnce, setup);
        simulation.At(10 * Second, sensor.Link.Freeze);
        simulation.At(11 * Second, () => sensor.Publish("room/temp", QualityOfService.AtLeastOnce));
        simulation.RunUntil(30 * Second);
        Assert.True(sensor.IsConnected);
        simulation.RunUntil(60 * Second);
        Assert.False(sensor.IsConnected);
        Assert.NotNull(simulation.Broker.FindSession("sensor"));
    }

    [Fact]
    public void After_a_thaw_what_was_held_arrives()
    {
        var simulation = new Simulation();
        var (sensor, _) = SimulationTests.Pair(simulation, QualityOfService.AtMostOnce);
        simulation.At(10 * Second, sensor.Link.Freeze);
        simulation.At(11 * Second, () => sensor.Publish("room/temp", QualityOfService.AtMostOnce));
        simulation.At(15 * Second, sensor.Link.Thaw);
        simulation.RunUntilQuiet();
        var delivery = Assert.Single(simulation.Auditor.Deliveries);
        Assert.InRange(delivery.Delay!.Value, 4 * Second, 10 * Second);
        Assert.Equal(
            [ConnectionChange.Frozen, ConnectionChange.Thawed],
            simulation.Timeline.Events.Select(change => change.Change).Where(change => change != ConnectionChange.Opened));
    }

    [Theory]
    [InlineData(CutNotice.Both, 0, 0)]
    [InlineData(CutNotice.Client, 0, 15)]
    [InlineData(CutNotice.Server, 20, 0)]
    [InlineData(CutNotice.Nobody, 20, 15)]
    public void An_end_that_is_not_told_notices_by_keep_alive(CutNotice notice, int clientSeconds, int serverSeconds)
    {
        // Keep Alive 10 s: the client pings 10 s after its last packet and waits 10 s for the answer; the server waits
        // for 1.5 times 10 s after the last packet.
        var simulation = new Simulation();
        var setup = new ClientSetup
        {
            Connect = new ConnectPacket
            {
                KeepAlive = 10, CleanStart = false, Properties = new Properties { SessionExpiryInterval = 3600 },
                Will = new Will { Topic = "room/will", QualityOfService = QualityOfService.AtLeastOnce },
            },
            ReconnectAfter = null,
        };
        var (sensor, dashboard) = SimulationTests.Pair(simulation, QualityOfService.AtLeastOnce, setup);
        TimeSpan? willAt = null;
        dashboard.WhenReceived = _ => willAt = simulation.Now;
        TimeSpan cut = TimeSpan.FromSeconds(0.5);
        TimeSpan? endedAt = null;
        simulation.At(cut, () => sensor.Cut(notice));
        for (int second = 0; second < 40; second++)
        {
            simulation.RunUntil(cut + second * Second);
            endedAt ??= sensor.IsConnected ? null : simulation.Now;
        }

        Assert.Equal(cut + clientSeconds * Second, endedAt);
        Assert.InRange(willAt!.Value, cut + (serverSeconds - 0.5) * Second, cut + (serverSeconds + 0.5) * Second);
    }

    [Fact]
    public void A_client_in_a_gap_cannot_connect_and_comes_back_after_it()
    {
        var simulation = new Simulation();
        var setup = new ClientSetup
        {
            Link = new LinkConditions { Coverage = Coverage.Except((TimeSpan.Zero, 100 * Second)) },
            ReconnectAfter = Second, ReconnectMaximum = 8 * Second,
        };
        var sensor = simulation.AddClient("sensor", setup);
        sensor.Connect();
        simulation.RunUntil(99 * Second);
        Assert.False(sensor.IsConnected);
        Assert.Contains(simulation.Timeline.Events, change => change.Change == ConnectionChange.Refused);
        simulation.RunUntil(150 * Second);
        Assert.True(sensor.IsConnected);
    }

    [Fact]
    public void A_client_that_sleeps_gets_what_waited_when_it_wakes()
    {
        var simulation = new Simulation();
        var (sensor, dashboard) = SimulationTests.Pair(simulation, QualityOfService.AtLeastOnce);
        simulation.At(10 * Second, () => dashboard.Sleep(60 * Second));
        simulation.At(20 * Second, () => sensor.Publish("room/valve", QualityOfService.AtLeastOnce));
        simulation.At(21 * Second, () => sensor.Publish("room/valve", QualityOfService.AtLeastOnce, expiry: 30 * Second));
        simulation.At(22 * Second, () => sensor.Publish("room/valve", QualityOfService.AtMostOnce));
        simulation.RunUntil(40 * Second);
        Assert.Equal(AuditedFate.WaitsAtBroker, simulation.Auditor.Messages[0].Deliveries[0].Fate);
        simulation.RunUntilQuiet();
        Assert.Equal(
            [AuditedFate.Delivered, AuditedFate.DroppedByBroker, AuditedFate.DroppedByBroker],
            simulation.Auditor.Deliveries.Select(delivery => delivery.Fate));
        Assert.InRange(simulation.Auditor.Messages[0].Deliveries[0].Delay!.Value, 50 * Second, 51 * Second);
    }

    [Fact]
    public void Impossible_conditions_are_refused_with_a_sentence()
    {
        Assert.Contains("0 to 1", Assert.Throws<ArgumentException>(() => new LinkConditions().WithLoss(1.5)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LinkConditions { BitsPerSecond = 0 });
        Assert.Throws<ArgumentException>(() => new LinkConditions { BitsPerSecond = double.NaN });
        Assert.Throws<ArgumentException>(() => new LinkConditions { Latency = TimeSpan.FromSeconds(-1) });
        Assert.Throws<ArgumentException>(() => Coverage.Except((2 * Second, Second)));
    }
}
