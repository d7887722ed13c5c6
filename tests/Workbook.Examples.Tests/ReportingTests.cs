using FsCheck.Fluent;
using Workbook.Mqtt.Packets;

namespace Workbook.Examples.Tests;

/// <summary>The calculator of a reporting device agrees with the measurements that it is made of.</summary>
public sealed class ReportingTests
{
    private static readonly ReportingDevice Hourly = new() { ReadingInterval = TimeSpan.FromHours(1) };

    [Fact]
    public void An_hourly_report_of_120_B_lives_as_long_as_Nordic_prints()
    {
        var device = Hourly with
        {
            Cell = new BatteryCell { Name = "1000 mAh", CapacityMilliampHours = 1000 },
            Radio = RadioProfile.LteM with { FloorMicroamps = Physics.Radio.Nrf9160DkPsmFloor },
            QoS = QualityOfService.AtMostOnce,
            ReadingBytes = 120,
        };
        Checking.Within(3.18, device.Compute().Life.Years, 0.005);
    }

    [Theory]
    [InlineData(QualityOfService.AtMostOnce, 1)]
    [InlineData(QualityOfService.AtLeastOnce, 9 / 8.5)]
    [InlineData(QualityOfService.ExactlyOnce, 1 + 2 * (9 / 8.5 - 1))]
    public void On_LTE_M_a_level_costs_the_measured_part_for_each_round_trip(QualityOfService qos, double ratio) =>
        Checking.Within(
            ratio, RadioProfile.LteM.ReportAt(qos, 40) / RadioProfile.LteM.ReportAt(QualityOfService.AtMostOnce, 40),
            1e-9);

    [Fact]
    public void The_cycle_of_the_ESP32_is_the_same_by_either_way()
    {
        foreach (var qos in Enum.GetValues<QualityOfService>())
        {
            Assert.Equal(
                WakeCycle.CourseEsp32.At(qos).Millicoulombs, RadioProfile.Esp32DeepSleep.ReportAt(qos, 50), 9);
        }
    }

    [Fact]
    public void Pings_within_the_tail_keep_the_radio_awake_at_the_current_of_the_tail()
    {
        var device = Hourly with { KeepAlive = TimeSpan.FromSeconds(10) };
        Checking.Within(Physics.Radio.LteMTailNordic * 1000, device.Compute().Life.AverageMicroamps, 0.01);
    }

    [Fact]
    public void A_ping_beyond_the_tail_costs_a_report_with_its_answer()
    {
        double Pinging(double minutes) =>
            (Hourly with { KeepAlive = TimeSpan.FromMinutes(minutes) }).Compute().MillicoulombsPerReading;
        double one = RadioProfile.LteM.ReportAt(QualityOfService.AtLeastOnce, 40);
        Checking.Within(4 * one, Pinging(15), 1e-9);
        Checking.Within(one, Pinging(60), 1e-9);
    }

    [Fact]
    public void A_connection_for_each_report_costs_its_charge_its_bytes_and_its_round_trips()
    {
        var kept = Hourly.Compute();
        var device = Hourly with { Policy = ConnectionPolicy.EachReport };
        var each = device.Compute();
        Checking.Within(
            Physics.Events.Connect, each.MillicoulombsPerReading - kept.MillicoulombsPerReading, 1e-9);
        Assert.Equal(
            device.Connection.SetUp.TotalBytes + device.Connection.Close.TotalBytes,
            each.BytesPerReading - kept.BytesPerReading, 6);
        Assert.Equal(
            device.Connection.RoundTrips * 68.7, (each.MeanAge - kept.MeanAge).TotalMilliseconds, 3);
    }

    [Fact]
    public void Bundling_saves_charge_and_bytes_and_costs_age() => Checking.ForAll(
        Gen.Choose(1, 100).Two(),
        pair =>
        {
            var (few, many) = pair.Item1 <= pair.Item2 ? pair : (pair.Item2, pair.Item1);
            ReportingResult Of(int readings) => (Hourly with { ReadingsPerReport = readings }).Compute();
            var (small, large) = (Of(few), Of(many));
            return large.MillicoulombsPerReading <= small.MillicoulombsPerReading * (1 + 1e-12)
                // A reading that begins a new segment brings its headers.
                && large.PayloadShare >= small.PayloadShare - 0.05 && large.MeanAge >= small.MeanAge;
        });

    [Fact]
    public void A_higher_level_never_lengthens_life() => Checking.ForAll(
        Gen.Choose(1, 100_000).Zip(Gen.Choose(0, 1400)),
        input =>
        {
            double Days(RadioProfile radio, QualityOfService qos) => (Hourly with
            {
                Radio = radio, QoS = qos, ReadingBytes = input.Item2,
                ReadingInterval = TimeSpan.FromSeconds(20 + input.Item1),
            }).Compute().Life.Days;
            return new[]
            {
                RadioProfile.LteM, RadioProfile.NbIot, RadioProfile.NbIotWithTail, RadioProfile.Esp32DeepSleep,
            }.All(radio => Days(radio, QualityOfService.AtMostOnce) >= Days(radio, QualityOfService.AtLeastOnce)
                && Days(radio, QualityOfService.AtLeastOnce) >= Days(radio, QualityOfService.ExactlyOnce));
        });

    [Fact]
    public void What_is_doubtful_is_said()
    {
        void Says(string words, ReportingDevice device) =>
            Assert.Contains(device.Compute().Warnings, warning => warning.Contains(words, StringComparison.Ordinal));
        Says("no connection lives through it", Hourly with { Radio = RadioProfile.Esp32DeepSleep });
        Says("never learns that this device is gone", Hourly);
        Says("was measured up to 584 B", Hourly with { Radio = RadioProfile.NbIot, ReadingBytes = 600 });
        Says("Nobody known has measured", Hourly with { QoS = QualityOfService.ExactlyOnce });
        Says("A CR2032 gives at most 15 mA", Hourly with
        {
            Radio = RadioProfile.Esp32DeepSleep, Cell = BatteryCell.Cr2032,
        });
    }

    [Fact]
    public void The_time_between_readings_and_the_battery_matter_more_than_level_and_payload()
    {
        var order = Hourly.Sensitivities().Select(row => row.Input).ToList();
        Assert.True(order.IndexOf("time between readings") < order.IndexOf("answers (the level)"));
        Assert.True(order.IndexOf("charge of a report") < order.IndexOf("bytes of a reading"));
    }

    [Fact]
    public void Impossible_devices_get_a_sentence()
    {
        Checking.Refuses("ReadingBytes: expected 0 to 1,000,000 B, got -1.", () => Hourly with { ReadingBytes = -1 });
        Checking.Refuses("ReadingsPerReport: expected 1 to 1,000", () => Hourly with { ReadingsPerReport = 0 });
        Checking.Refuses("EventDuration: an event of 11 s does not fit", () => (Hourly with
        {
            ReadingInterval = TimeSpan.FromSeconds(5),
        }).Compute());
        Checking.Refuses("TailMilliamps: expected", () => RadioProfile.LteM with { TailMilliamps = -1 });
    }
}
