using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Examples.Tests;

/// <summary>The tables of the five worked examples, and what their stronger models add.</summary>
public sealed class ScenarioTests
{
    [Theory]
    [InlineData("all QoS 0", 8.72, 19.96, 1.00, 499)]
    [InlineData("mixed", 8.73, 20.12, 1.01, 503)]
    [InlineData("all QoS 1", 9.38, 27.46, 1.37, 686)]
    [InlineData("all QoS 2", 10.26, 42.01, 2.10, 1050)]
    public void A_tracked_fleet_pays_for_headers_and_acknowledgements(
        string policy, double mqtt, double wire, double perTruck, double fleet)
    {
        var row = new FleetTracking().Policies().Single(row => row.Policy == policy);
        Assert.Equal(mqtt, row.MqttMegabytes, 2);
        Assert.Equal(wire, row.WireMegabytes, 2);
        Assert.Equal(perTruck, row.CostPerTruck, 2);
        Checking.Within(fleet, row.FleetCost, 0.001);
    }

    [Fact]
    public void Batching_saves_more_of_a_fleets_bill_than_any_level_and_gaps_cost_handshakes()
    {
        var fleet = new FleetTracking();
        double mixed = fleet.Month().Cost;
        Assert.True(
            (fleet with { FixesPerPublish = 6 }).Month().Cost < fleet.Month(QualityOfService.AtMostOnce).Cost / 1.5);
        var alias = fleet with { Version = ProtocolVersion.V500, UsesTopicAlias = true };
        Assert.True(alias.Month().Cost < mixed);
        Assert.True((fleet with { GapsPerDay = 20 }).Month().WireMegabytes > fleet.Month().WireMegabytes);
        Assert.Equal(mixed, (fleet with { KeepAliveSeconds = 0 }).Month().Cost);
        Assert.True((fleet with { KeepAliveSeconds = 5 }).Month().Cost > mixed);
        Assert.True((fleet with { GapsPerDay = 20, RoundingBytes = 100_000 }).Month().Cost > 2 * mixed);
    }

    [Theory]
    [InlineData(10, 0, 1.159, 2070)]
    [InlineData(10, 1, 1.173, 2046)]
    [InlineData(10, 2, 1.194, 2010)]
    [InlineData(20, 0, 2.079, 1155)]
    [InlineData(20, 1, 2.107, 1139)]
    [InlineData(20, 2, 2.148, 1117)]
    [InlineData(40, 0, 3.918, 613)]
    [InlineData(40, 1, 3.973, 604)]
    [InlineData(40, 2, 4.056, 592)]
    public void A_lock_lives_on_its_motor_and_wake_ups_not_on_its_level(
        int operations, int qos, double perDay, double days)
    {
        var smartLock = new SmartDoorLock { OperationsPerDay = operations, QoS = (QualityOfService)qos };
        Checking.Within(perDay, smartLock.MilliampHoursPerDay, 0.001);
        Checking.Within(days, smartLock.Life().Days, 0.001);
    }

    [Fact]
    public void A_lock_that_opens_remotely_cannot_sleep() =>
        Checking.Within(5, new SmartDoorLock().Remote.Life().Days, 0.02);

    [Fact]
    public void A_lock_on_a_coin_cell_is_warned_and_its_claim_names_its_use()
    {
        var smartLock = new SmartDoorLock { Cell = BatteryCell.Cr2032 };
        Assert.Contains(smartLock.Life().Warnings, warning => warning.Contains("CR2032 gives at most 15 mA"));
        Assert.Contains("10 operations a day", new SmartDoorLock().Claim);
        Assert.StartsWith("67 months", new SmartDoorLock().Claim);
    }

    [Fact]
    public void Only_identifiers_and_a_chain_make_an_audit_trail_and_only_a_toggle_needs_QoS_2()
    {
        var logs = new SmartDoorLock().AuditLogs();
        Assert.Equal((3.65, 1.825), (logs[0].RepeatsPerYear, logs[0].DuplicatesPerYear));
        Assert.All(logs.Skip(1), log => Assert.Equal((3.65, 0), (log.RepeatsPerYear, log.DuplicatesPerYear)));
        Assert.False(logs[1].ShowsGaps || logs[1].SurvivesTheBroker);
        Assert.True(logs[2].ShowsGaps && logs[2].ShowsTampering && logs[2].SurvivesTheBroker);
        Assert.Equal(QualityOfService.AtLeastOnce, new SmartDoorLock().CommandDecision().QoS);
        var toggle = new SmartDoorLock { HasIdempotentCommands = false, CommandExpiry = TimeSpan.FromSeconds(30) };
        Assert.Equal(QualityOfService.ExactlyOnce, toggle.CommandDecision().QoS);
        Assert.NotNull(toggle.CommandDecision().DeduplicationKey);
    }

    [Theory]
    [InlineData(6, null, null, 48, 193.5)]
    [InlineData(6, null, 1, 6, 57.4)]
    [InlineData(60, 1000, null, 480, 1593)]
    [InlineData(60, 100, null, 100, 362)]
    [InlineData(60, null, 1, 60, 232)]
    public void A_broker_holds_what_queue_limit_and_expiry_leave(
        int perHour, int? limit, int? expiryHours, double queued, double megabytes)
    {
        var sizing = new FleetSessionSizing
        {
            CommandsPerHour = perHour,
            QueueMaximum = limit,
            MessageExpiry = expiryHours is { } hours ? TimeSpan.FromHours(hours) : null,
        }.Compute();
        Assert.Equal(queued, sizing.QueuedPerVehicle);
        Checking.Within(megabytes, sizing.Megabytes, 0.002);
    }

    [Fact]
    public void A_fleet_that_comes_back_needs_at_least_twenty_seconds_and_192_megabytes()
    {
        var sizing = new FleetSessionSizing().Compute();
        Assert.Equal(20, new FleetSessionSizing().Storm.ShortestSeconds);
        Assert.InRange(sizing.StormSeconds, 20, 140);
        Checking.Within(192, sizing.DrainMegabytes, 0.005);
        Assert.Equal(TimeSpan.FromSeconds(0.24), sizing.DrainTime);
        var slow = new FleetSessionSizing { ReplayPerSecond = Physics.Brokers.AwsReplayRate }.Compute();
        Assert.Equal(TimeSpan.FromSeconds(4.8), slow.DrainTime);
    }

    [Fact]
    public void A_session_that_expires_during_the_absence_loses_all_and_says_so()
    {
        var sizing = new FleetSessionSizing { SessionExpiry = TimeSpan.FromHours(2) }.Compute();
        Assert.Equal(0, sizing.QueuedMessages);
        Assert.Equal(480_000, sizing.DroppedMessages);
        Assert.Contains(sizing.Warnings, warning =>
            warning.StartsWith("The session expires after 02:00:00", StringComparison.Ordinal));
    }

    [Fact]
    public void Orphaned_sessions_grow_for_ever_unless_they_expire()
    {
        var forever = new FleetSessionSizing { OrphansPerDay = 100, QueueMaximum = 1000 };
        Assert.True(forever.OrphanMegabytes(365) > 12 * forever.OrphanMegabytes(30));
        var bounded = forever with { SessionExpiry = TimeSpan.FromDays(1) };
        Assert.Equal(bounded.OrphanMegabytes(1), bounded.OrphanMegabytes(365));
    }

    [Theory]
    [InlineData("mixed", 3_845_726, 8.55, 14_912)]
    [InlineData("all QoS 1", 4_824_662, 10.72, 29_308)]
    [InlineData("all QoS 2", 6_758_990, 15.02, 58_616)]
    public void A_monitor_takes_of_the_network_what_its_packets_take(
        string policy, double bytes, double kilobits, double packets)
    {
        var row = new MedicalTelemetry().Policies().Single(row => row.Policy == policy);
        Assert.Equal(bytes, row.BytesPerHour, 3);
        Assert.Equal(kilobits, row.KilobitsPerSecond, 2);
        Assert.Equal(packets, row.PacketsPerHour, 6);
    }

    [Fact]
    public void An_alarm_of_the_gap_waits_for_the_gap_and_behind_the_ECG()
    {
        var monitor = new MedicalTelemetry();
        var at1 = monitor.Delay(QualityOfService.AtLeastOnce);
        var at2 = monitor.Delay(QualityOfService.ExactlyOnce);
        Assert.Equal(0.040, at2.LongestSeconds - at1.LongestSeconds, 9);
        Assert.Equal(
            0, monitor.Delay(QualityOfService.ExactlyOnce, QosReceiverMethod.DeliverAtPublish)
                .LongestSeconds - at1.LongestSeconds, 9);
        Assert.True(at1.BehindEcgSeconds > 0);
        Assert.Equal(at1.BehindEcgSeconds,
            at1.LongestSeconds - (monitor with { KeepsEcgOnTheSameConnection = false })
                .Delay(QualityOfService.AtLeastOnce).LongestSeconds, 9);
        // Half of the gap and half of its ECG.
        Assert.Equal(5 + at1.BehindEcgSeconds / 2, at1.LongestSeconds - at1.MeanSeconds, 9);
        Assert.Equal(at1.BehindEcgSeconds / 2, at1.MeanBehindEcgSeconds);
        Assert.Contains(at1.Warnings, warning =>
            warning.StartsWith("The broker notices a loss after 15 s", StringComparison.Ordinal));
        Assert.Equal("gap", monitor.Sensitivities()[0].Input);
    }

    [Fact]
    public void A_monitors_battery_is_eaten_by_the_connected_radio_more_than_by_the_level()
    {
        var monitor = new MedicalTelemetry();
        double mixed = monitor.Life().Hours, exactly = monitor.Life(QualityOfService.ExactlyOnce).Hours;
        Assert.InRange(exactly / mixed, 0.8, 1);
        Assert.True((monitor with { IdleMilliamps = 10 }).Life().Hours > 1.5 * mixed);
    }

    [Theory]
    [InlineData(5, 11.119, 0.59, 0.52, 0.32)]
    [InlineData(15, 3.866, 1.70, 1.49, 0.93)]
    [InlineData(30, 2.053, 3.20, 2.83, 1.80)]
    [InlineData(60, 1.147, 5.73, 5.13, 3.38)]
    [InlineData(240, 0.467, 14.08, 13.14, 9.86)]
    public void A_sleeping_sensor_lives_by_its_interval(
        int minutes, double perDay, double years, double listening, double tls)
    {
        var sensor = new SleepWakeSensor { Interval = TimeSpan.FromMinutes(minutes) };
        Assert.Equal(perDay, sensor.Compute().MilliampHoursPerDay, 3);
        // The table counts 365.25 days a year and two decimals.
        Assert.Equal(years, sensor.Compute().Life.Days / 365.25, 0.0051);
        Assert.Equal(listening, sensor.Listening.Compute().Life.Days / 365.25, 0.0051);
        Assert.Equal(tls, sensor.WithTls.Compute().Life.Days / 365.25, 0.0051);
        Assert.Equal(TimeSpan.FromMinutes(minutes / 2.0), sensor.Compute().MeanCommandDelay);
        Assert.Equal(TimeSpan.FromMinutes(minutes), sensor.Compute().LongestCommandDelay);
    }

    [Fact]
    public void Expiry_below_the_sleep_is_warned_about_and_counted()
    {
        var sensor =
            new SleepWakeSensor { Interval = TimeSpan.FromHours(1), SessionExpiry = TimeSpan.FromMinutes(30),
                CommandExpiry = TimeSpan.FromMinutes(15) };
        var result = sensor.Compute();
        Assert.Equal(0.75, result.StaleCommands, 9);
        Assert.Equal(1, result.SessionLost);
        Assert.Contains(result.Warnings, warning =>
            warning.StartsWith("The session expires after 00:30:00", StringComparison.Ordinal));
        Assert.Contains(result.Warnings, warning =>
            warning.StartsWith("Commands expire after 00:15:00", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(59, 1, "each time it finds no session")]
    [InlineData(60, 0.1, "each wake-up that fails")]
    [InlineData(119, 0.1, "each wake-up that fails")]
    [InlineData(120, 0.01, null)]
    public void What_is_said_of_a_session_that_expires_early_is_what_is_computed(
        int expiryMinutes, double lost, string? warning)
    {
        var result = new SleepWakeSensor
        {
            Interval = TimeSpan.FromHours(1), FailedWakes = 0.1, SessionExpiry = TimeSpan.FromMinutes(expiryMinutes),
        }.Compute();
        Assert.Equal(lost, result.SessionLost, 9);
        var said = result.Warnings.Where(each => each.StartsWith("The session", StringComparison.Ordinal)).ToList();
        Assert.Equal(warning is null ? 0 : 1, said.Count);
        Assert.All(said, sentence => Assert.Contains(warning!, sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_walk_through_many_commands_agrees_with_the_closed_form_of_stale_ones()
    {
        var random = new Random(3);
        var sensor =
            new SleepWakeSensor { Interval = TimeSpan.FromMinutes(10), FailedWakes = 0.3,
                CommandExpiry = TimeSpan.FromMinutes(24) };
        const int commands = 200_000;
        int stale = 0;
        double total = 0;
        for (int command = 0; command < commands; command++)
        {
            double wait = 10 * random.NextDouble();
            while (random.NextDouble() < sensor.FailedWakes) wait += 10;
            total += wait;
            if (wait > 24) stale++;
        }

        Checking.Within(sensor.Compute().StaleCommands, (double)stale / commands, 0.02);
        Checking.Within(sensor.Compute().MeanCommandDelay.TotalMinutes, total / commands, 0.01);
    }

    [Fact]
    public void On_cellular_the_reconnection_outweighs_the_report()
    {
        var sensor = new SleepWakeSensor { Cell = BatteryCell.LithiumThionylAa, Interval = TimeSpan.FromHours(1) };
        Assert.True(sensor.OnNbIot(1).Years < sensor.OnNbIot(0).Years / 4);
        Assert.True(sensor.OnLteM(0).Years < sensor.OnNbIot(0).Years / 2);
    }

    [Fact]
    public void Sensitivities_are_sorted_by_swing_and_refuse_an_impossible_step()
    {
        Assert.All(new[]
        {
            new FleetTracking { GapsPerDay = 3 }.Sensitivities(), new SmartDoorLock().Sensitivities(),
            new FleetSessionSizing().Sensitivities(), new MedicalTelemetry().Sensitivities(),
            new SleepWakeSensor().Listening.WithTls.Sensitivities(),
        }, rows =>
        {
            Assert.True(rows.Zip(rows.Skip(1)).All(pair => pair.First.Swing >= pair.Second.Swing));
            Assert.True(rows[0].Swing > 0.1);
        });
        var puback = new SleepWakeSensor().Sensitivities().Single(row => row.Input == "wait for PUBACK");
        Assert.True(puback.Swing < 0.03);
        Checking.Refuses("step: expected", () => new SmartDoorLock().Sensitivities(1));
    }

    [Fact]
    public void Impossible_scenarios_get_a_sentence()
    {
        Checking.Refuses("HoursPerDay: expected 0 to 24 h, got 25.", () => new FleetTracking { HoursPerDay = 25 });
        Checking.Refuses(
            "EventDuration: an event of 1.35 s does not fit", () =>
                new SleepWakeSensor { Interval = TimeSpan.FromSeconds(1) }.Compute());
        Checking.Refuses("FailedWakes: expected 0 to below 1, got 1.", () => new SleepWakeSensor { FailedWakes = 1 });
        Checking.Refuses("OperationsPerDay: expected", () => new SmartDoorLock { OperationsPerDay = double.NaN });
    }
}
