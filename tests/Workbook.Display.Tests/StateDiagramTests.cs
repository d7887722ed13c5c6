namespace Workbook.Display.Tests;

/// <summary>Goal: a machine is told whole. Method: small machines, read back.</summary>
public sealed class StateDiagramTests
{
    [Fact]
    public void Transitions_between_the_same_states_share_an_arrow_and_keep_their_labels()
    {
        var diagram = new StateDiagram("m").Transition("a", "b", "first").Transition("a", "b", "second");
        var svg = diagram.ToSvg();
        Assert.Contains("first", svg);
        Assert.Contains("second", svg);
        var single = new StateDiagram("m").Transition("a", "b", "first").ToSvg();
        Assert.Equal(Count(single, "<path"), Count(svg, "<path"));
    }

    [Fact]
    public void Text_is_a_table_of_the_transitions()
    {
        var lines = new StateDiagram("m").Transition("Idle", "Busy", "start").ToString().TrimEnd().Split('\n');
        Assert.Equal("Idle  start  Busy", lines[^1]);
    }

    [Fact]
    public void Words_tell_each_transition() => Assert.Equal(
        "State diagram: m. States: a, b. From a to b on x.", new StateDiagram("m").Transition("a", "b", "x").AltText);

    [Fact]
    public void A_machine_too_large_to_read_is_refused() => Assert.Contains(
        "expected 12 states",
        Assert.Throws<ArgumentException>(
            () => new StateDiagram("m", Enumerable.Range(0, 13).Select(i => $"{i}"))).Message);

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
