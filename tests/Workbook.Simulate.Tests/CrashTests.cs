using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate.Tests;

/// <summary>A process that dies: exactly once holds within a session, and dies with it.</summary>
public sealed class CrashTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly ClientSetup GoesOn = new() { Session = new() { AcceptsUnknownSession = true } };

    // The message is delivered at 1.10 s, the broker hears of it at 1.15 s.
    [Theory]
    [InlineData(true, ProtocolVersion.V500, 1)]
    [InlineData(true, ProtocolVersion.V311, 1)]
    [InlineData(false, ProtocolVersion.V311, 2)]
    [InlineData(false, ProtocolVersion.V500, 1)]
    public void A_receiver_that_forgets_gets_a_qos_2_message_again_unless_it_starts_clean(
        bool keeps, ProtocolVersion version, int copies)
    {
        var simulation = new Simulation();
        var connect = new ConnectPacket { ProtocolVersion = version, CleanStart = false };
        var setup = new ClientSetup
        {
            Connect = version == ProtocolVersion.V311 ? connect : new ClientSetup().Connect,
        };
        var (sensor, dashboard) = SimulationTests.Pair(simulation, QualityOfService.ExactlyOnce, null, setup);
        simulation.At(Second, () => sensor.Publish("room/t", QualityOfService.ExactlyOnce));
        LostMemory? lost = null;
        simulation.At(1.12 * Second, () => lost = dashboard.Crash(keeps, 5 * Second));
        Assert.True(simulation.RunUntilQuiet());
        Assert.Equal(copies, Assert.Single(simulation.Auditor.Deliveries).DeliveredCount);
        Assert.Equal(keeps ? 0 : 1, lost?.ReceivedIdentifierCount);
        Assert.True(dashboard.IsConnected);
    }

    [Fact]
    public void A_receiver_that_forgets_and_accepts_the_old_session_gets_the_message_again_in_mqtt_5_too()
    {
        var simulation = new Simulation();
        var (sensor, dashboard) = SimulationTests.Pair(simulation, QualityOfService.ExactlyOnce, null, GoesOn);
        simulation.At(Second, () => sensor.Publish("room/t", QualityOfService.ExactlyOnce));
        simulation.At(1.12 * Second, () => dashboard.Crash(keepsSession: false, 5 * Second));
        simulation.RunUntilQuiet();
        Assert.Equal(1, simulation.Auditor.Summarize().Duplicates);
    }

    // The message arrives at the broker at 1.05 s, the sensor hears of it at 1.10 s.
    [Theory]
    [InlineData(true, 1.02, 1, null)]
    [InlineData(true, 1.07, 1, null)]
    [InlineData(false, 1.02, 0, AuditedFate.ForgottenByPublisher)]
    [InlineData(false, 1.07, 1, AuditedFate.Delivered)]
    public void A_publisher_takes_what_was_not_acknowledged_along_when_it_forgets(
        bool keeps, double crashAt, int copies, AuditedFate? forgotten)
    {
        var simulation = new Simulation();
        var (sensor, _) = SimulationTests.Pair(simulation, QualityOfService.ExactlyOnce);
        simulation.At(Second, () => sensor.Publish("room/t", QualityOfService.ExactlyOnce));
        LostMemory? lost = null;
        simulation.At(crashAt * Second, () => lost = sensor.Crash(keeps, 5 * Second));
        simulation.RunUntilQuiet();
        var message = Assert.Single(simulation.Auditor.Messages);
        var delivery = Assert.Single(message.Deliveries);
        Assert.Equal(copies, delivery.DeliveredCount);
        Assert.Equal(keeps ? LostMemory.Nothing : new LostMemory(1, 0, 0), lost);
        Assert.Equal(keeps, message.CompletedAt is not null);
        Assert.Equal(keeps ? null : crashAt * Second, message.ForgottenAt);
        Assert.Equal(forgotten ?? AuditedFate.Delivered, delivery.Fate);
        Assert.Equal(keeps ? 0 : 1, simulation.Auditor.Summarize().Forgotten);
    }

    [Fact]
    public void What_waits_offline_dies_with_the_process_or_comes_back_with_its_session()
    {
        foreach (bool keeps in (bool[])[true, false])
        {
            var simulation = new Simulation();
            var (sensor, _) = SimulationTests.Pair(simulation, QualityOfService.AtLeastOnce);
            simulation.At(Second, sensor.Disconnect);
            for (int message = 0; message < 3; message++)
                simulation.At(2 * Second, () => sensor.Publish("room/t", QualityOfService.AtLeastOnce));
            simulation.At(3 * Second, () => Assert.Equal(
                keeps ? LostMemory.Nothing : new LostMemory(0, 3, 0), sensor.Crash(keeps, Second)));
            simulation.RunUntilQuiet();
            Assert.Equal(keeps ? 3 : 0, simulation.Auditor.Summarize().Delivered);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Over_many_crashes_of_both_sides_qos_2_is_exactly_once_only_while_sessions_are_kept(bool keeps)
    {
        var simulation = new Simulation(seed: 5);
        var (sensor, dashboard) = SimulationTests.Pair(simulation, QualityOfService.ExactlyOnce, GoesOn, GoesOn);
        new Workload { Topic = "room/t", QoS = QualityOfService.ExactlyOnce, Interval = Second / 10, Count = 5000 }
            .Drive(sensor);
        var moments = simulation.Stream("crashes");
        for (int crash = 1; crash <= 40; crash++)
        {
            TimeSpan at = 10 * crash * Second + moments.NextBelow(4 * Second);
            simulation.At(at, () => sensor.Crash(keeps, Second / 2, serverIsTold: moments.NextChance(0.5)));
            simulation.At(at + 5 * Second, () => dashboard.Crash(keeps, Second / 2));
        }

        Assert.True(simulation.RunUntilQuiet());
        AuditSummary summary = simulation.Auditor.Summarize();
        if (keeps)
        {
            Assert.Equal((summary.Expected, 0, 0), (summary.Delivered, summary.Duplicates, summary.Forgotten));
            return;
        }

        Assert.True(summary.Forgotten > 10 && summary.Duplicates > 10, $"{summary}");
        Assert.Contains(summary.Losses, loss => loss.Fate == AuditedFate.ForgottenByPublisher);
        // A new message under an identifier that the broker still holds is taken for a copy of the forgotten one.
        Assert.Contains(summary.Losses, loss => loss.Fate == AuditedFate.WaitsAtBroker);
    }

    [Fact]
    public void A_dead_process_publishes_nothing_and_does_not_connect_before_it_is_started_again()
    {
        var simulation = new Simulation();
        var (sensor, _) = SimulationTests.Pair(simulation, QualityOfService.AtLeastOnce);
        simulation.RunUntil(Second);
        sensor.Crash(keepsSession: true, 5 * Second);
        sensor.Connect();
        simulation.RunUntil(5 * Second);
        Assert.True(sensor.IsDown);
        Assert.Equal(1, sensor.ConnectionCount);
        Assert.Contains("crashed", Assert.Throws<InvalidOperationException>(
            () => sensor.Publish("room/t", QualityOfService.AtLeastOnce)).Message, StringComparison.Ordinal);
        simulation.RunUntil(7 * Second);
        Assert.True(sensor.IsConnected);
    }

    [Fact]
    public void Without_power_the_server_finds_out_by_its_own_means()
    {
        var simulation = new Simulation();
        var (sensor, _) = SimulationTests.Pair(simulation, QualityOfService.AtLeastOnce);
        simulation.RunUntil(Second);
        sensor.Crash(keepsSession: false, 600 * Second, serverIsTold: false);
        simulation.RunUntil(10 * Second);
        Assert.Equal(2, simulation.Broker.ReadStatistics().ConnectionCount);
        Assert.False(sensor.IsConnected);
    }
}
