using Workbook.Display;
using Workbook.Examples;

namespace Workbook.Tests;

/// <summary>What a model gives is shown with its working, its warnings and its sensitivities.</summary>
public sealed class ShowResultsTests
{
    [Fact]
    public void The_working_is_shown_line_by_line_with_units()
    {
        var result = new SmartDoorLock { Cell = BatteryCell.LithiumThionylAa }.Life();
        var table = Show.Working("A lock", result);
        Assert.Equal(result.Working.Count, table.Rows.Length);
        Assert.Contains("days", table.ToString());
    }

    [Fact]
    public void Warnings_stand_below_the_working()
    {
        var coin = new SmartDoorLock { Cell = BatteryCell.Cr2032 }.Life();
        Assert.Contains("A CR2032 gives at most 15 mA", Show.Working("A lock", coin).CaptionText);
    }

    [Fact]
    public void A_sensitivity_is_a_change_in_per_cent_both_ways()
    {
        var figure = Show.Sensitivity("Inputs", "life", [new("battery", 750, 1000, 1250), new("motor", 1100, 1000, 900)]);
        Assert.Equal([-25.0, 10.0], ((BarTrace)figure.Traces[0]).Values);
        Assert.Equal([25.0, -10.0], ((BarTrace)figure.Traces[1]).Values);
        Assert.Equal("%", figure.Vertical.Unit);
    }

    [Fact]
    public void Verdicts_are_counted_for_each_published_table()
    {
        EvidenceTable[] tables = [Evidence.Table("T4"), Evidence.Table("T6")];
        var figure = Show.Verdicts(tables);
        Assert.Equal(["T4", "T6"], figure.Categories);
        Assert.Equal(
            ["confirmed", "corrected", "contradictory"], figure.Traces.Select(trace => trace.Name));
        Assert.Equal([8.0, 4.0], ((BarTrace)figure.Traces[0]).Values);
        Assert.Contains("corrected", Show.Evidence("T6", tables[1].Rows).ToString());
    }

    [Fact]
    public void The_worst_row_is_drawn_against_what_is_allowed()
    {
        var figure = Show.Tolerances([Evidence.Table("T6")]);
        Assert.Equal([43.0], ((BarTrace)figure.Traces[0]).Values);
        Assert.Equal(100, figure.Annotations[0].Y);
    }
}
