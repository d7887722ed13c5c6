namespace Workbook.Display.Tests;

/// <content>Pictures that are hard to draw; no snapshots are kept of them.</content>
internal static partial class Samples
{
    public static IReadOnlyDictionary<string, IDrawing> Extremes { get; } = new Dictionary<string, IDrawing>
    {
        ["one bar"] = Figure.Bar("One bar", ["only"], [1]),
        ["zero bars"] = Figure.Bar("Nothing happened", ["a", "b"], [0, 0]),
        ["forty bars"] = Figure.Bar(
            "Forty bars", Enumerable.Range(1, 40).Select(i => $"category number {i}"), Enumerable.Range(1, 40)),
        ["six by ten"] = Figure.Bar(
            "Many series", Enumerable.Range(1, 10).Select(i => $"day {i}"),
            [.. Enumerable.Range(1, 6).Select(s => ($"series {s}", Enumerable.Range(s, 10)))]),
        ["all negative"] = Figure.Bar("Losses", ["a", "b", "c"], [-1, -20, -300.5]),
        ["logarithmic bars"] = Figure.Bar("Sizes", ["a", "b"], [3.0, 45_000])
            .YAxis("size", "bytes", isLogarithmic: true),
        ["levels close together"] = Figure.Bar("Levels", ["a", "b"], [3, 4])
            .Level(3, "three").Level(3.01, "a little more").Level(3.02, "still a little more"),
        ["one point"] = Figure.Line("One point", [5], [7]),
        ["constant line"] = Figure.Line("Constant", [1, 2, 3], [5, 5, 5]),
        ["constant tiny"] = Figure.Line("Tiny", [1, 2], [1e-250, 1e-250]),
        ["whole range"] = Figure.Line("Everything", [-1e300, 1e300], [1e300, -1e300]),
        ["nearly equal"] = Figure.Line("Nearly equal", [1e9, 1e9 + 1], [1e12, 1e12 + 1]),
        ["small numbers"] = Figure.Line("Small", [1e-9, 2e-9], [3e-7, 4e-7]).XAxis("time", "s").YAxis("charge", "C"),
        ["forty decades"] = Figure.Line("Decades", [1, 2, 3], [1e-20, 1, 1e20]).YAxis("y", isLogarithmic: true),
        ["less than a decade"] = Figure.Line("Part of a decade", [2, 3, 4], [30, 40, 50])
            .XAxis("x", isLogarithmic: true).YAxis("y", from: 25, to: 60, isLogarithmic: true),
        ["six lines that meet"] = Enumerable.Range(2, 5).Aggregate(
            Figure.Line(
                "Six lines", [0, 1], [1, 10], "the first of six lines with a name that is far too long to show"),
            (figure, i) => figure.AddLine($"line {i}", [0, 1], [i, 10])),
        ["many points"] = Enumerable.Range(1, 5).Aggregate(
            Figure.Line("Many", Enumerable.Range(0, 30_000), Enumerable.Range(0, 30_000).Select(i => i % 997), "0"),
            (figure, s) => figure.AddScatter($"{s}", Enumerable.Range(0, 9_000), Enumerable.Range(s, 9_000))),
        ["notes at the edges"] = Figure.Line("Edges", [0, 1], [0, 1])
            .Note(0, 0, "at the lower left").Note(1, 1, "at the upper right"),
        ["histogram of one"] = Figure.Histogram("One", [3.5]),
        ["histogram of equals"] = Figure.Histogram("Equals", Enumerable.Repeat(1e6, 50)),
        ["histogram far from zero"] = Figure.Histogram("Far", Enumerable.Range(0, 100).Select(i => 1e6 + i / 10.0), 30),
        ["nobody speaks"] = new SequenceDiagram("Silence", "a", "b"),
        ["alone"] = new SequenceDiagram("Alone", "only").Arrow("only", "only", "think", "hard").Note("only", "done"),
        ["six participants"] = new SequenceDiagram(
                "Six, with a title so long that it has to be broken into two lines of text above the picture",
                "a participant with a long name", "b", "c", "d", "e", "f")
            .Arrow("a participant with a long name", "f", "far", "over all the others")
            .Arrow("f", "e", "a label that is longer than the way it has to go", "and a detail that is long as well")
            .Lost("c", "d", "gone with a long label", "and detail").Note("f", "a note at the right end of the picture")
            .Divider("a divider with a text that is long"),
        ["at the same time"] = new SequenceDiagram("At once", "a", "b")
            .Arrow("a", "b", "one", at: TimeSpan.Zero).Arrow("a", "b", "two", at: TimeSpan.Zero).ToScale(),
        ["one state"] = new StateDiagram("One", "only"),
        ["complete graph"] = (
            from a in Enumerable.Range(0, 5) from b in Enumerable.Range(0, 5) select (a, b)).Aggregate(
                new StateDiagram("All to all"),
                (diagram, t) => diagram.Transition($"s{t.a}", $"s{t.b}", $"{t.a} {t.b}")),
        ["no bytes"] = new PacketView("Nothing at all", [], []),
        ["many bytes"] = new PacketView("Many", new byte[1000], [new PacketField(0, 1000, "all", "zeros")]),
    };
}
