using System.Text.Json;

namespace Workbook.Display.Tests;

/// <summary>Goal: a figure tells its data truly, or refuses with a sentence. Method: small figures.</summary>
public sealed class FigureTests
{
    private static Figure Levels => Figure.Bar("Received of 100", ["QoS 0", "QoS 1", "QoS 2"], [87, 112, 100]);

    [Fact]
    public void Bars_show_their_values_in_picture_text_and_words()
    {
        foreach (var shown in new[] { Levels.ToSvg(), Levels.ToString(), Levels.AltText })
        {
            foreach (var fact in new[] { "QoS 0", "QoS 1", "QoS 2", "87", "112", "100" }) Assert.Contains(fact, shown);
        }
    }

    [Fact]
    public void Axes_show_title_and_unit() =>
        Assert.Contains("energy per day (J)", Levels.YAxis("energy per day", "J").ToSvg());

    [Fact]
    public void Bar_lengths_are_in_proportion()
    {
        var rectangles = System.Xml.Linq.XElement.Parse(Levels.ToSvg()).Elements()
            .Where(element => element.Attribute("fill")?.Value == Palette.Series[0])
            .Select(element => double.Parse(element.Attribute("height")!.Value))
            .ToArray();
        Assert.Equal(3, rectangles.Length);
        Assert.Equal(87.0 / 112, rectangles[0] / rectangles[1], 2);
        Assert.Equal(100.0 / 112, rectangles[2] / rectangles[1], 2);
    }

    [Fact]
    public void Numbers_of_any_type_are_accepted()
    {
        int[] counts = [1, 2];
        Assert.Contains("2", Figure.Bar("t", ["a", "b"], counts).ToString());
        Assert.Contains("2.5", Figure.Bar("t", ["a", "b"], new List<double> { 1, 2.5 }).ToString());
        Assert.Contains("2.5", Figure.Line("t", counts.Select(count => (long)count), [1, 2.5f]).ToString());
    }

    [Fact]
    public void Given_alternative_text_replaces_the_generated() => Assert.Equal("mine", Levels.Alt("mine").AltText);

    [Fact]
    public void Generated_words_of_a_line_name_the_extremes()
    {
        var words = Figure.Line("Queue", [0, 1, 2], [3, 9, 1]).XAxis("time", "s").YAxis("messages").AltText;
        Assert.Equal(
            "Line chart: Queue. Across: time (s), 0 to 2. Up: messages, 1 to 9. "
            + "3 points, lowest 1 at x 2, highest 9 at x 1.",
            words);
    }

    [Fact]
    public void A_figure_is_not_changed_by_what_is_made_from_it()
    {
        var before = Levels.ToSvg();
        var bars = Levels;
        _ = bars.Caption("other").YAxis("messages").Level(3, "three");
        Assert.Equal(before, bars.ToSvg());
    }

    [Fact]
    public void Histogram_counts_each_value_once_in_round_bins()
    {
        var figure = Figure.Histogram("h", [1, 1.9, 2, 3.99, 4], binCount: 3);
        Assert.Equal(new HistogramBins(1, 1, 4), figure.Bins());
        Assert.Equal([2, 1, 1, 1], figure.Bins().CountIn([1, 1.9, 2, 3.99, 4]));
    }

    [Fact]
    public void Plotly_figure_has_the_data_and_the_axes()
    {
        var figure = Levels.YAxis("messages", isLogarithmic: true, from: 10, to: 1000).Level(100, "sent");
        using var json = JsonDocument.Parse(figure.ToPlotlyJson());
        var trace = json.RootElement.GetProperty("data")[0];
        Assert.Equal("bar", trace.GetProperty("type").GetString());
        Assert.Equal([87, 112, 100], trace.GetProperty("y").EnumerateArray().Select(value => value.GetDouble()));
        var layout = json.RootElement.GetProperty("layout");
        var axis = layout.GetProperty("yaxis");
        Assert.Equal("messages", axis.GetProperty("title").GetProperty("text").GetString());
        Assert.Equal("log", axis.GetProperty("type").GetString());
        Assert.Equal([1, 3], axis.GetProperty("range").EnumerateArray().Select(end => end.GetDouble()));
        Assert.Equal(100, layout.GetProperty("shapes")[0].GetProperty("y0").GetDouble());
        Assert.Equal(Palette.Background, layout.GetProperty("paper_bgcolor").GetString());
    }

    [Fact]
    public void Plotly_histogram_has_the_bins_of_the_picture()
    {
        using var json = JsonDocument.Parse(Figure.Histogram("h", [1, 1.9, 2, 3.99, 4], binCount: 3).ToPlotlyJson());
        var trace = json.RootElement.GetProperty("data")[0];
        Assert.Equal([1.5, 2.5, 3.5, 4.5], trace.GetProperty("x").EnumerateArray().Select(x => x.GetDouble()));
        Assert.Equal([2, 1, 1, 1], trace.GetProperty("y").EnumerateArray().Select(y => y.GetDouble()));
    }

    public static TheoryData<string, Func<Figure>> Refused => new()
    {
        { "expected at least one value, got none", () => Figure.Histogram("t", Array.Empty<int>()) },
        { "value 2 is NaN", () => Figure.Line("t", [1, 2], [1, double.NaN]) },
        { "value 1 is Infinity", () => Figure.Bar("t", ["a"], [double.PositiveInfinity]) },
        { "expected 1 to 40 categories, got 0", () => Figure.Bar("t", [], [1]) },
        { "categories, got 41", () => Figure.Bar("t", Enumerable.Range(0, 41).Select(i => $"{i}"), [1]) },
        { "the category 'a' comes twice", () => Figure.Bar("t", ["a", "a"], [1, 2]) },
        { "has 2 values; expected 3", () => Figure.Bar("t", ["a", "b", "c"], [1, 2]) },
        { "has 1 y values; expected 2", () => Figure.Line("t", [1, 2], [1]) },
        { "has to show 0; expected values above zero", () => Figure.Line("t", [1], [0])
            .YAxis("y", isLogarithmic: true) },
        { "leaves out data", () => Figure.Line("t", [1, 2], [1, 2]).YAxis("y", from: 1.5) },
        { "leaves out data: it has to hold 0 to 112", () => Levels.YAxis("y", from: 50) },
        { "the lower end first", () => Levels.YAxis("y", from: 200, to: 0) },
        { "got several", () => Figure.Histogram("t", [1]).AddLine("line", [1], [2]) },
        { "expected a name of its own", () => Figure.Line("t", [1], [1], "a").AddLine("a", [1], [2]) },
        { "one of several series has no name", () => Figure.Line("t", [1], [1]).AddLine("a", [1], [2]) },
        { "cannot be stacked", () => Figure.Bar("t", ["a"], [-1]).Stacked() },
        { "on a logarithmic axis", () => Figure.Bar("t", ["a"], [1]).Stacked().YAxis("y", isLogarithmic: true) },
        { "a histogram has no error bars", () => Figure.Histogram("t", [1]).ErrorBars([1]) },
        { "stands outside the horizontal axis", () => Figure.Line("t", [1, 2], [1, 2]).Note(3, 1, "there") },
        { "expected 1 to 6 series, got 7", () => Enumerable.Range(0, 7).Aggregate(
            Figure.Line("t", [1], [1], "first"), (figure, i) => figure.AddLine($"{i}", [1], [1])) },
    };

    [Theory]
    [MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Data_that_cannot_be_drawn_are_refused_with_a_sentence(string expected, Func<Figure> make)
    {
        var refusal = Assert.Throws<ArgumentException>(make).Message;
        Assert.StartsWith("Figure 't': ", refusal.Replace("Received of 100", "t"));
        Assert.Contains(expected, refusal);
        Assert.EndsWith(".", refusal);
    }
}
