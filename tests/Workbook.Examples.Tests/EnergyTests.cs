using FsCheck.Fluent;
using Workbook.Mqtt.Packets;

namespace Workbook.Examples.Tests;

public sealed class EnergyTests
{
    private static readonly LifeBudget Hourly = new()
    {
        FloorMicroamps = 2.7, EventMillicoulombs = 115, Interval = TimeSpan.FromHours(1),
    };

    [Fact]
    public void A_coin_cell_asked_for_a_Wi_Fi_pulse_warns()
    {
        var life = WakeCycle.CourseEsp32.On(BatteryCell.Cr2032, TimeSpan.FromMinutes(1)).Life();
        Assert.Contains(life.Warnings, warning => warning.StartsWith("A CR2032 gives at most 15 mA", StringComparison.Ordinal));
        Checking.Within(4, life.Days, 0.1);
    }

    [Fact]
    public void Self_discharge_of_one_percent_is_a_current_that_one_can_name()
    {
        Checking.Within(3.0, BatteryCell.LithiumThionylAa.SelfDischargeMicroamps, 0.02);
        Checking.Within(0.71, BatteryCell.Cr2450.SelfDischargeMicroamps, 0.02);
    }

    [Theory]
    [InlineData(5, 11.119, 0.59)]
    [InlineData(15, 3.866, 1.70)]
    [InlineData(60, 1.147, 5.73)]
    public void The_course_cycle_gives_its_life(int minutes, double perDay, double years)
    {
        var interval = TimeSpan.FromMinutes(minutes);
        Checking.Within(perDay, WakeCycle.CourseEsp32.MilliampHoursPerDay(interval), 0.001);
        Checking.Within(years, WakeCycle.CourseEsp32.On(BatteryCell.FourAa, interval).Life().Years, 0.01);
    }

    [Fact]
    public void Boot_and_association_are_less_than_half_of_the_cycle_and_the_wait_for_PUBACK_little()
    {
        var cycle = WakeCycle.CourseEsp32;
        Assert.Equal(136, cycle.Millicoulombs, 9);
        Assert.Equal(0.471, cycle.ShareOf("boot") + cycle.ShareOf("Wi-Fi association"), 3);
        Assert.Equal(0.037, cycle.ShareOf("wait for PUBACK, RX"), 3);
        Assert.Equal(7.4, cycle.At(QualityOfService.ExactlyOnce).Millicoulombs - 136, 9);
        Assert.Equal(131, cycle.At(QualityOfService.AtMostOnce).Millicoulombs, 9);
    }

    [Fact]
    public void Life_never_exceeds_what_floor_and_self_discharge_allow() => Checking.ForAll(
        Checking.Between(0, 500).Zip(Checking.Between(1, 1e6)).Zip(Checking.Between(0, 1)),
        input =>
        {
            var ((charge, seconds), reconnect) = input;
            var budget = Hourly with
            {
                EventMillicoulombs = charge,
                Interval = TimeSpan.FromSeconds(seconds),
                ConnectMillicoulombs = 214,
                ReconnectProbability = reconnect,
            };
            return budget.Life().Hours <= (Hourly with { EventMillicoulombs = 0 }).Life().Hours * (1 + 1e-12);
        });

    [Fact]
    public void More_frequent_events_never_lengthen_life() => Checking.ForAll(
        Checking.Between(1, 1e5).Two(),
        pair => (Hourly with { Interval = TimeSpan.FromSeconds(Math.Min(pair.Item1, pair.Item2)) }).Life().Hours
            <= (Hourly with { Interval = TimeSpan.FromSeconds(Math.Max(pair.Item1, pair.Item2)) }).Life().Hours);

    [Fact]
    public void A_keep_alive_shorter_than_the_interval_costs_a_tail_for_each_ping()
    {
        var pinging = Hourly with { PingMillicoulombs = 94, KeepAlive = TimeSpan.FromMinutes(10) };
        Assert.Equal(5 * 94 / 3.6, pinging.Life().AverageMicroamps - Hourly.Life().AverageMicroamps, 6);
        Assert.Equal(Hourly.Life().Hours, (pinging with { KeepAlive = TimeSpan.FromHours(2) }).Life().Hours);
    }

    [Fact]
    public void Impossible_devices_get_a_sentence()
    {
        Checking.Refuses("EventDuration: an event of 12 s does not fit", () => (Hourly with
        {
            EventDuration = TimeSpan.FromSeconds(12), Interval = TimeSpan.FromSeconds(10),
        }).Life());
        Checking.Refuses("interval: the device is awake for 1.35 s",
            () => WakeCycle.CourseEsp32.MilliampHoursPerDay(TimeSpan.FromSeconds(1)));
        Checking.Refuses("ReconnectProbability: expected 0 to 1", () => Hourly with { ReconnectProbability = 1.1 });
        Checking.Refuses("FloorMicroamps: expected", () => Hourly with { FloorMicroamps = double.NaN });
        Checking.Refuses("CapacityMilliampHours: expected", () => new BatteryCell { CapacityMilliampHours = -1 });
        Checking.Refuses("Milliamps: expected", () => new WakePhase("boot", 1, -5));
    }
}
