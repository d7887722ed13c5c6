namespace Workbook.Display.Tests;

/// <summary>A divider between two life lines leaves the others alone.</summary>
public sealed class SequenceDividerTests
{
    private static readonly SequenceDiagram Diagram = new("Cut", "left", "middle", "right");

    [Fact]
    public void In_text_it_stays_between_its_life_lines()
    {
        string row = Diagram.Divider("middle", "left", "cut", Mark.Bad).ToString().Split('\n').Single(line => line.Contains("cut"));
        Assert.EndsWith("|", row);
        Assert.DoesNotContain('~', row[row.IndexOf('|', row.IndexOf("cut", StringComparison.Ordinal))..]);
    }

    [Fact]
    public void In_the_picture_it_stays_between_its_life_lines()
    {
        double Reach(SequenceDiagram diagram) => System.Xml.Linq.XDocument.Parse(diagram.ToSvg()).Descendants()
            .Where(line => line.Attribute("stroke-dasharray") is not null).Max(line => (double)line.Attribute("x2")!);
        Assert.True(Reach(Diagram.Divider("left", "middle", "cut")) < Reach(Diagram.Divider("cut")));
    }

    [Fact]
    public void An_unknown_life_line_is_refused() =>
        Assert.Contains("no participant 'nobody'", Assert.Throws<ArgumentException>(() => Diagram.Divider("left", "nobody", "cut")).Message);
}
