using Workbook.Examples;

namespace Workbook.Tests;

/// <summary>What a model computed is shown with its way there, its warnings, and the inputs that matter.</summary>
public sealed class ShowModelsTests
{
    [Fact]
    public void Every_line_of_a_calculation_is_shown_with_its_unit()
    {
        var result = new BrokerMemory { Sessions = 10, QueuedPerSession = 4, PayloadBytes = 200 }.Compute();
        var table = Show.Working("Memory", result);
        Assert.Equal(result.Working.Count, table.Rows.Length);
        Assert.Contains(table.Rows, row => row.SequenceEqual(["memory", 42_000.0, "B", "sum"]));
        Assert.Equal("No warning.", table.CaptionText);
    }

    [Fact]
    public void A_warning_stands_below_the_calculation()
    {
        var sleepy = new SleepWakeSensor
        {
            Interval = TimeSpan.FromHours(1), SessionExpiry = TimeSpan.FromMinutes(30),
        };
        Assert.Contains(
            "Warning: The session expires after 00:30:00, but the device sleeps for 01:00:00",
            Show.Working("Sensor", sleepy.Compute()).CaptionText);
    }

    [Fact]
    public void Sensitivities_are_changes_of_the_outcome_in_percent()
    {
        SensitivityRow[] rows = [new("gap", 7.5, 10, 12.5), new("link", 10.5, 10, 9.75)];
        var figure = Show.Sensitivity("Which input", "the delay", rows);
        Assert.Equal(["gap", "link"], figure.Categories);
        Assert.Equal("change of the delay (%)", figure.Vertical.Label);
        Assert.Contains("25 % less of it: gap -25; link 5.", figure.AltText);
        Assert.Contains("25 % more of it: gap 25; link -2.5.", figure.AltText);
    }

    [Fact]
    public void An_outcome_of_nothing_has_no_change_in_percent() =>
        Assert.Contains(
            "the queue is 0 as it is",
            Assert.Throws<ArgumentException>(
                () => Show.Sensitivity("Which", "the queue", [new("rate", 0, 0, 0)])).Message);
}
