using Workbook.Examples;

namespace Workbook.Tests;

/// <summary>What makes a result doubtful can stand beside it in a table.</summary>
public sealed class ShowWarningsTests
{
    private static readonly SleepWakeSensor Hourly = new()
    {
        Interval = TimeSpan.FromHours(1), Cell = BatteryCell.LithiumThionylAa with { PulseMilliamps = 500 },
    };

    [Fact]
    public void A_session_that_dies_before_the_device_wakes_is_warned_about() => Assert.StartsWith(
        "The session expires after 00:30:00, but the device sleeps for 01:00:00",
        Show.Warnings((Hourly with { SessionExpiry = TimeSpan.FromMinutes(30) }).Compute()));

    [Fact]
    public void A_result_without_doubts_says_so() => Assert.Equal("none", Show.Warnings(Hourly.Compute()));
}
