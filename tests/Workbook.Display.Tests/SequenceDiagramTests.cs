namespace Workbook.Display.Tests;

/// <summary>Goal: a diagram shows who sent what and what became of it. Method: a few rows, read back.</summary>
public sealed class SequenceDiagramTests
{
    private static SequenceDiagram Two => new("Two", "client", "broker");

    [Theory]
    [InlineData(Fate.Lost, "lost")]
    [InlineData(Fate.Delayed, "delayed")]
    [InlineData(Fate.Blocked, "blocked")]
    public void Fate_is_told_in_a_word_and_not_by_colour_alone(Fate fate, string word)
    {
        var diagram = Two.Arrow("client", "broker", "PUBLISH", fate: fate);
        Assert.Contains(word, diagram.ToSvg()[diagram.ToSvg().IndexOf("</desc>", StringComparison.Ordinal)..]);
        Assert.Contains(word, diagram.ToString());
        Assert.Contains(word, diagram.AltText);
    }

    [Fact]
    public void Text_points_each_arrow_at_its_receiver()
    {
        var lines = Two.Arrow("client", "broker", "PUBLISH").Arrow("broker", "client", "PUBACK").ToString().Split('\n');
        Assert.Contains(lines, line => line.Contains("- PUBLISH -") && line.TrimEnd().EndsWith(">|"));
        Assert.Contains(lines, line => line.Contains("|<-") && line.Contains("- PUBACK -"));
    }

    [Fact]
    public void Text_of_a_lost_arrow_never_reaches_the_receiver()
    {
        var text = Two.Lost("client", "broker", "PUBLISH").ToString();
        var line = text.Split('\n').Single(each => each.Contains("PUBLISH"));
        Assert.Contains("X ", line);
        Assert.DoesNotContain(">", line);
    }

    [Fact]
    public void Long_times_are_told_in_seconds()
    {
        var text = Two.Arrow("client", "broker", "PINGREQ", at: TimeSpan.FromSeconds(60)).ToString();
        Assert.StartsWith("s ", text.Split('\n')[2]);
        Assert.Contains("\n60 ", text);
    }

    [Fact]
    public void Distances_follow_time_when_drawn_to_scale()
    {
        static TimeSpan S(int seconds) => TimeSpan.FromSeconds(seconds);
        var svg = Two.Arrow("client", "broker", "a", at: S(0)).Arrow("client", "broker", "b", at: S(1))
            .Arrow("client", "broker", "c", at: S(9)).ToScale().ToSvg();
        var heights = System.Xml.Linq.XElement.Parse(svg).Elements()
            .Where(element => element.Name.LocalName == "circle")
            .Select(circle => double.Parse(circle.Attribute("cy")!.Value)).ToArray();
        Assert.True(heights[2] - heights[1] > 4 * (heights[1] - heights[0]));
    }

    public static TheoryData<string, Func<SequenceDiagram>> Refused => new()
    {
        { "there is no participant 'server'; expected client, broker", () => Two.Arrow("client", "server", "x") },
        { "expected 1 to 6 participants, got 0", () => new SequenceDiagram("Two") },
        { "two participants have the same name", () => new SequenceDiagram("Two", "a", "a") },
        { "'x' has no time", () => Two.Arrow("client", "broker", "x").ToScale() },
        { "'early' happened before the row above it", () => Two
            .Arrow("client", "broker", "late", at: TimeSpan.FromSeconds(2))
            .Arrow("client", "broker", "early", at: TimeSpan.FromSeconds(1)).ToScale() },
        { "Swap the times", () => Two
            .Arrow("client", "broker", "x", at: TimeSpan.FromSeconds(2), arrives: TimeSpan.FromSeconds(1)) },
        { "expected 120 rows at most", () => Enumerable.Range(0, 121)
            .Aggregate(Two, (d, i) => d.Note("client", $"{i}")) },
        { "one category too many", () => Enumerable.Range(0, 7)
            .Aggregate(Two, (d, i) => d.Arrow("client", "broker", "x", category: $"{i}")) },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void What_cannot_be_drawn_is_refused_with_a_sentence(string expected, Func<SequenceDiagram> make)
    {
        var refusal = Assert.Throws<ArgumentException>(make).Message;
        Assert.StartsWith("Sequence diagram 'Two': ", refusal);
        Assert.Contains(expected, refusal);
    }
}
