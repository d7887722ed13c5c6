namespace Workbook.Display.Tests;

/// <summary>Diagrams of one kind give a category the same colour, whichever comes first in them.</summary>
public sealed class SequenceCategoryTests
{
    private static SequenceDiagram Diagram(params string[] shown) => shown.Aggregate(
        new SequenceDiagram("Colours", "a", "b").Categorised("message", "answer"),
        (diagram, category) => diagram.Arrow("a", "b", category, category: category));

    [Fact]
    public void A_category_keeps_its_colour_when_an_earlier_one_is_not_shown()
    {
        Assert.Contains(Palette.Series[1], Diagram("answer").ToSvg());
        Assert.DoesNotContain(Palette.Series[0], Diagram("answer").ToSvg());
    }

    [Fact]
    public void The_key_names_only_categories_that_are_shown()
    {
        Assert.DoesNotContain(">message</text>", Diagram("answer", "other").ToSvg());
        Assert.Contains(">answer</text>", Diagram("answer", "other").ToSvg());
    }

    [Fact]
    public void More_categories_than_colours_are_refused()
    {
        string[] many = [.. Enumerable.Range(0, Palette.SeriesMaximum + 1).Select(i => $"c{i}")];
        Assert.Contains("categories at most", Assert.Throws<ArgumentException>(() => Diagram().Categorised(many)).Message);
    }
}
