using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Workbook.Display.Tests;

/// <summary>
/// Goal: every picture is legible, self-contained and harmless wherever a notebook is read. Method: the rules are
/// checked on each sample's SVG, with the widths of a wide font for its texts.
/// </summary>
public sealed partial class DrawingRulesTests
{
    private static readonly string[] AllowedElements =
        ["svg", "title", "desc", "rect", "line", "path", "circle", "text"];

    public static TheoryData<string> Names => [.. Samples.Drawings.Keys, .. Samples.Extremes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_plain_shapes_are_written(string name)
    {
        var svg = Svg(name);
        Assert.Empty(svg.DescendantsAndSelf().Select(element => element.Name.LocalName).Except(AllowedElements));
        var attributes = svg.DescendantsAndSelf().Attributes().Select(attribute => attribute.Name.LocalName);
        Assert.DoesNotContain(attributes, name => name is "style" or "class" or "href" || name.StartsWith("on"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Title_and_description_are_there_for_those_who_do_not_see(string name)
    {
        var svg = Svg(name);
        Assert.Equal("img", svg.Attribute("role")!.Value);
        var labels = svg.Attribute("aria-labelledby")!.Value.Split(' ');
        var ids = svg.Elements().Attributes("id").Select(id => id.Value).ToArray();
        Assert.Equal(labels, ids);
        Assert.Equal(Drawing(name).AltText, svg.Elements().Single(each => each.Name.LocalName == "desc").Value);
        Assert.True(Drawing(name).AltText.Length > 20);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Size_is_explicit_and_bounded(string name)
    {
        var svg = Svg(name);
        var (width, height) = (Number(svg, "width"), Number(svg, "height"));
        Assert.Equal($"0 0 {width} {height}", svg.Attribute("viewBox")!.Value);
        // Only a machine in which each state leads to each other may be wider.
        Assert.InRange(width, 200, name == "complete graph" ? 900 : 760);
        Assert.InRange(Drawing(name).ToSvg().Length, 1, 100_000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Background_is_painted_first(string name)
    {
        var first = Svg(name).Elements().First(element => element.Name.LocalName == "rect");
        Assert.Equal(Palette.Background, first.Attribute("fill")!.Value);
        Assert.True(Number(first, "width") >= Number(Svg(name), "width") - 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_text_covers_another_or_leaves_the_card(string name)
    {
        var svg = Svg(name);
        var boxes = svg.Elements().Where(element => element.Name.LocalName == "text")
            .Where(text => text.Attribute("transform") is null)
            .Select(BoxOf)
            .ToArray();
        foreach (var box in boxes)
        {
            var (width, height) = (Number(svg, "width"), Number(svg, "height"));
            Assert.True(box.Left >= 4 && box.Right <= width - 4, $"'{box.Text}' leaves the card sideways.");
            Assert.True(box.Top >= 4 && box.Bottom <= height - 4, $"'{box.Text}' leaves the card.");
        }

        for (var i = 0; i < boxes.Length; i++)
        {
            var covered = boxes.Skip(i + 1).FirstOrDefault(other => other.Covers(boxes[i]));
            Assert.True(covered is null, $"'{boxes[i].Text}' and '{covered?.Text}' overlap.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Coordinates_are_finite_and_short(string name) =>
        Assert.DoesNotMatch(LongOrInvalidNumber(), WithoutDescription(Drawing(name).ToSvg()));

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_form_has_the_title(string name) =>
        Assert.Contains(Svg(name).Elements().First().Value, Drawing(name).ToString());

    [Fact]
    public void Ids_differ_between_pictures()
    {
        var ids = Samples.Drawings.Keys.SelectMany(name => Svg(name).Elements().Attributes("id"))
            .Select(id => id.Value)
            .ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void Any_text_is_escaped()
    {
        const string hostile = "<script>alert('1')</script> & \"x\" \u0001 \uD800 ]]>";
        IDrawing[] drawings =
        [
            Figure.Bar(hostile, [hostile], [1]).XAxis(hostile).YAxis(hostile).Level(1, hostile).Note(0, 1, hostile)
                .Caption(hostile),
            Figure.Line(hostile, [1, 2], [1, 2], hostile).AddLine("b" + hostile, [1, 2], [2, 1]),
            new SequenceDiagram(hostile, hostile).Arrow(hostile, hostile, hostile, hostile, category: hostile)
                .Note(hostile, hostile).Divider(hostile).Alt(hostile),
            new StateDiagram(hostile).Transition(hostile, "b", hostile),
            new PacketView(hostile, [1], [new PacketField(0, 1, hostile, hostile, hostile)]),
        ];
        foreach (var drawing in drawings)
        {
            var elements = XElement.Parse(drawing.ToSvg()).DescendantsAndSelf();
            Assert.Empty(elements.Select(element => element.Name.LocalName).Except(AllowedElements));
        }
    }

    private sealed record TextBox(string Text, double Left, double Right, double Top, double Bottom)
    {
        public bool Covers(TextBox other) =>
            Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }

    private static TextBox BoxOf(XElement text)
    {
        var size = Number(text, "font-size");
        var width = Typography.Width(text.Value, size, text.Attribute("font-weight") is not null);
        var left = Number(text, "x") - text.Attribute("text-anchor")?.Value switch
        {
            "middle" => width / 2,
            "end" => width,
            _ => 0,
        };
        var baseline = Number(text, "y");
        return new TextBox(text.Value, left, left + width, baseline - size * 0.75, baseline + size * 0.2);
    }

    private static IDrawing Drawing(string name) =>
        Samples.Drawings.TryGetValue(name, out var drawing) ? drawing : Samples.Extremes[name];

    private static XElement Svg(string name) => XElement.Parse(Drawing(name).ToSvg());

    private static string WithoutDescription(string svg) => svg[svg.IndexOf("</desc>", StringComparison.Ordinal)..];

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("""[ "MLHVQ](NaN|-?∞|Infinity|-?\d+\.\d{2,}[ "MLHVQ])""")]
    private static partial Regex LongOrInvalidNumber();
}
