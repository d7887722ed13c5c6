using Workbook.Examples;
using Workbook.Mqtt.Packets;
using Workbook.Simulate;

namespace Workbook.Tests;

/// <summary>The battery of a device that runs the shipped protocol, against its closed form.</summary>
public sealed class WakeCycleSimulationTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(QualityOfService.AtMostOnce, 50, 0)]
    [InlineData(QualityOfService.AtLeastOnce, 50, 0)]
    [InlineData(QualityOfService.ExactlyOnce, 50, 0)]
    [InlineData(QualityOfService.AtLeastOnce, 600, 0)]
    [InlineData(QualityOfService.AtLeastOnce, 50, 200)]
    public void Charge_and_life_of_a_simulated_device_are_those_of_the_closed_form_within_one_percent(
        QualityOfService qos, int roundTrip, int listening)
    {
        WakeRun run = WakeCycle.CourseEsp32.ToWakeRun(qos, Interval, TimeSpan.FromMilliseconds(roundTrip)) with
        {
            Listening = TimeSpan.FromMilliseconds(listening), Topic = "orchard/17/moisture", PayloadBytes = 40,
        };
        RadioUse use = run.Run(TestContext.Current.CancellationToken);
        WakeCycle closed = WakeCycle.CourseEsp32.OnTheWire(run);
        Assert.Equal(run.Count, use.WakeCount);
        double perWake = use.Millicoulombs - use.ChargeIn(RadioState.Asleep);
        Assert.InRange(perWake / run.Count / closed.Millicoulombs, 0.99, 1.01);
        var life = BatteryCell.FourAa.ToBattery().Forecast(use);
        Assert.InRange(life.Days / closed.On(BatteryCell.FourAa, Interval).Life().Days, 0.99, 1.01);
    }

    [Fact]
    public void Each_level_adds_its_round_trip_of_listening()
    {
        double[] charges = [.. Enum.GetValues<QualityOfService>().Select(qos => WakeCycle.CourseEsp32
            .ToWakeRun(qos, Interval, TimeSpan.FromMilliseconds(50))
                .Run(TestContext.Current.CancellationToken).Millicoulombs / 100)];
        Assert.InRange(charges[1] - charges[0], 4.5, 5.5);
        Assert.InRange(charges[2] - charges[1], 4.5, 5.7);
    }

    [Fact]
    public void A_battery_feeds_what_else_the_device_draws()
    {
        RadioUse use = WakeCycle.CourseEsp32.ToWakeRun(QualityOfService.AtLeastOnce, Interval, TimeSpan.Zero)
            .Run(TestContext.Current.CancellationToken);
        Battery cells = BatteryCell.FourAa.ToBattery();
        Assert.Equal(cells.Forecast(use).AverageMicroamps + 7, cells.Forecast(use, 7).AverageMicroamps, 9);
    }

    [Fact]
    public void A_device_that_cannot_report_in_time_is_refused()
    {
        WakeRun run = WakeCycle.CourseEsp32.ToWakeRun(
            QualityOfService.AtLeastOnce, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(600));
        Assert.Contains("too short", Assert.Throws<InvalidOperationException>(
            () => run.Run(TestContext.Current.CancellationToken)).Message);
    }
}
