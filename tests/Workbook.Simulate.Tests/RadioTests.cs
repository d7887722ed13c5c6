using Workbook.Examples;
using Workbook.Mqtt.Packets;

namespace Workbook.Simulate.Tests;

/// <summary>Charge and life from a simulated period against the closed form of Workbook.Examples.Energy.</summary>
public sealed class RadioTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>LTE-M without release assistance: figures of the published constants, connect and transmit proposed
    /// here.</summary>
    private static readonly RadioCurrents LteM = new()
    {
        Name = "LTE-M modem",
        SleepMilliamps = Physics.Radio.Nrf9160PsmFloor / 1000,
        ConnectMilliamps = 45,
        ConnectTime = TimeSpan.FromSeconds(0.5),
        TransmitMilliamps = 110,
        ReceiveMilliamps = 40,
        TailMilliamps = Physics.Radio.LteMTailNordic,
        TailTime = TimeSpan.FromSeconds(Physics.Radio.LteMInactivity),
        UplinkBitsPerSecond = 100_000,
        DownlinkBitsPerSecond = 100_000,
    };

    private static readonly Battery Cell = new()
    {
        Name = "Li-SOCl2 AA",
        CapacityMilliampHours = BatteryCell.LithiumThionylAa.CapacityMilliampHours,
        UsableFraction = 0.8,
        SelfDischargePerYear = BatteryCell.LithiumThionylAa.SelfDischargePerYear,
    };

    [Theory]
    [InlineData(QualityOfService.AtMostOnce)]
    [InlineData(QualityOfService.AtLeastOnce)]
    [InlineData(QualityOfService.ExactlyOnce)]
    public void The_life_of_a_sensor_that_stays_connected_agrees_with_the_closed_form_within_two_percent(
        QualityOfService qos)
    {
        const int reports = 48;
        var simulation = new Simulation();
        var sensor = simulation.AddClient("sensor", new ClientSetup { Radio = LteM });
        sensor.Connect();
        simulation.RunUntil(0.5 * Hour);
        double before = sensor.Radio!.UseUntil(simulation.Now).Millicoulombs;
        new Workload { Topic = "soil", QoS = qos, Interval = Hour, Count = reports, IsSpread = false }.Drive(sensor);
        simulation.RunUntil((reports + 0.5) * Hour);
        RadioUse use = sensor.Radio.UseUntil(simulation.Now);
        double perReport = (use.Millicoulombs - before) / reports;

        // The closed form knows one event: wake-up, air time, waiting for answers, tail.
        double airtime = new Exchange { QoS = qos, Topic = "soil", PayloadBytes = 16, Version = ProtocolVersion.V500 }
            .On(Layers.Tcp).TotalBytes * 8 / 100_000.0;
        double waiting = qos switch { QualityOfService.ExactlyOnce => 0.2, QualityOfService.AtLeastOnce => 0.1, _ => 0 };
        double awake = 0.5 + waiting + LteM.TailTime.TotalSeconds;
        double floor = LteM.SleepMilliamps;
        double expected = 45 * 0.5 + LteM.TailMilliamps * (waiting + LteM.TailTime.TotalSeconds) + airtime * 75
            + floor * (3600 - awake);
        Assert.InRange(perReport / expected, 0.98, 1.02);

        var budget = new LifeBudget
        {
            Cell = BatteryCell.LithiumThionylAa with { UsableFraction = 0.8 },
            FloorMicroamps = floor * 1000,
            EventMillicoulombs = expected - floor * 3600,
            Interval = Hour,
            EventDuration = TimeSpan.FromSeconds(awake),
        };
        BatteryForecast forecast = Cell.Forecast(use);
        Assert.Equal(budget.Cell.SelfDischargeMicroamps, forecast.SelfDischargeMicroamps, 9);
        // Half an hour and the connection at the start come on top of 48 reports.
        Assert.InRange(forecast.Days / budget.Life().Days, 0.97, 1.03);
    }

    [Fact]
    public void The_tail_dominates_and_its_time_is_that_of_the_network()
    {
        var simulation = new Simulation();
        var sensor = simulation.AddClient("sensor", new ClientSetup { Radio = LteM });
        sensor.Connect();
        new Workload { Topic = "soil", Start = Hour, Interval = Hour, Count = 10, IsSpread = false }.Drive(sensor);
        simulation.RunUntil(11 * Hour);
        RadioUse use = sensor.Radio!.UseUntil(simulation.Now);
        Assert.Equal(11, use.WakeCount);
        Assert.InRange(use.TimeIn(RadioState.Tail).TotalSeconds, 11 * 11, 11 * 11.3);
        Assert.True(use.ChargeIn(RadioState.Tail) > 0.6 * use.Millicoulombs, use.ToString());
        Assert.Equal(39_600, Enum.GetValues<RadioState>().Sum(state => use.TimeIn(state).TotalSeconds), 3);
    }

    [Fact]
    public void A_sensor_that_sleeps_has_no_tail_but_connects_each_time()
    {
        var simulation = new Simulation();
        var sensor = simulation.AddClient("sensor", new ClientSetup { Radio = LteM });
        sensor.Connect();
        for (int hour = 0; hour < 10; hour++)
        {
            simulation.At(hour * Hour + TimeSpan.FromSeconds(2), () => sensor.Publish("soil", QualityOfService.AtLeastOnce));
            simulation.At(hour * Hour + TimeSpan.FromSeconds(3), () => sensor.Sleep(Hour - TimeSpan.FromSeconds(3)));
        }

        simulation.RunUntil(9.5 * Hour);
        RadioUse use = sensor.Radio!.UseUntil(simulation.Now);
        Assert.Equal((10, 10), (use.WakeCount, sensor.ConnectionCount));
        Assert.InRange(use.TimeIn(RadioState.Tail).TotalSeconds, 10 * 2.0, 10 * 3.2);
        Assert.Equal(10, simulation.Auditor.Messages.Count(message => message.ArrivedCount == 1));
    }

    [Fact]
    public void A_radio_that_listens_now_and_then_gets_a_message_late_and_one_that_does_not_only_when_it_wakes()
    {
        AuditedDelivery listening = Command(TimeSpan.FromSeconds(81.92));
        Assert.InRange(listening.Delay!.Value, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(83));
        AuditedDelivery asleep = Command(null);
        Assert.InRange(asleep.Delay!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public void A_battery_that_cannot_give_the_peak_is_warned_of()
    {
        var coin = new Battery { Name = "CR2032", CapacityMilliampHours = 225, PulseMilliamps = 15 };
        var simulation = new Simulation();
        var sensor = simulation.AddClient("sensor", new ClientSetup { Radio = LteM });
        sensor.Connect();
        simulation.RunUntil(Hour);
        Assert.Contains(coin.Forecast(sensor.Radio!.UseUntil(Hour)).Warnings,
            warning => warning.Contains("at most 15 mA", StringComparison.Ordinal));
        Assert.Throws<ArgumentException>(() => new Battery { CapacityMilliampHours = double.NaN });
        Assert.Throws<ArgumentException>(() => new RadioCurrents { TailMilliamps = -1 });
    }

    /// <summary>A command for a valve five minutes after its last traffic; it reports itself every quarter of an
    /// hour.</summary>
    private static AuditedDelivery Command(TimeSpan? pagingCycle)
    {
        var simulation = new Simulation();
        var controller = simulation.AddClient("controller");
        var valve = simulation.AddClient("valve", new ClientSetup
        {
            Radio = LteM with { PagingCycle = pagingCycle },
            Subscriptions = [new Subscription("valve", QualityOfService.AtLeastOnce)],
        });
        controller.Connect();
        valve.Connect();
        TimeSpan quarter = TimeSpan.FromMinutes(15);
        new Workload { Topic = "report", Interval = quarter, IsSpread = false, Start = quarter, Count = 3 }.Drive(valve);
        int number = 0;
        simulation.At(TimeSpan.FromMinutes(20), () => number = controller.Publish("valve", QualityOfService.AtLeastOnce));
        simulation.RunUntil(TimeSpan.FromMinutes(60));
        return Assert.Single(simulation.Auditor.Messages[number].Deliveries);
    }
}
