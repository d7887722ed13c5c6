using System.Collections.Immutable;
using System.Numerics;

namespace Workbook.Display;

/// <summary>
/// A chart of bars, lines, points or a histogram: one model from which the static picture, the text, the words for
/// readers who do not see it and the interactive Plotly figure are all made.
/// </summary>
/// <remarks>
/// A figure is immutable: each method returns a new one. Data are checked when they come in; a value that cannot be
/// drawn is refused with a sentence that names it.
/// </remarks>
[TypeFormatterSource(typeof(DrawingFormatters), PreferredMimeTypes = [MimeTypes.Svg, MimeTypes.Text])]
public sealed partial record Figure : IDrawing
{
    /// <summary>The largest number of categories; more are refused, since nobody could read their labels.</summary>
    public const int CategoryMaximum = 40;

    /// <summary>The largest magnitude of a value; larger ones are refused.</summary>
    public const double MagnitudeMaximum = 1e300;

    private const int BinCountDefault = 20;
    private const int BinCountMaximum = 100;

    private readonly string? altText;

    private Figure(string title, Axis horizontal, Axis vertical)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        (Title, Horizontal, Vertical) = (title, horizontal, vertical);
    }

    /// <summary>Gets what the figure shows, as its heading.</summary>
    public string Title { get; }

    /// <summary>Gets the horizontal axis.</summary>
    public Axis Horizontal { get; private init; }

    /// <summary>Gets the vertical axis.</summary>
    public Axis Vertical { get; private init; }

    /// <summary>Gets the names of the bars from left to right; empty for other kinds.</summary>
    public ImmutableArray<string> Categories { get; private init; } = [];

    /// <summary>Gets the series: all bars, all lines or all histograms.</summary>
    public ImmutableArray<Trace> Traces { get; private init; } = [];

    /// <summary>Gets the notes and level lines.</summary>
    public ImmutableArray<Annotation> Annotations { get; private init; } = [];

    /// <summary>Gets whether the bars of a category stand on each other instead of side by side.</summary>
    public bool IsStacked { get; private init; }

    /// <summary>Gets the sentence below the figure that says what to see in it; empty for none.</summary>
    public string CaptionText { get; private init; } = "";

    /// <summary>Gets the figure in words: as given by <see cref="Alt"/>, otherwise made from the data.</summary>
    public string AltText { get => altText ?? Description(); private init => altText = value; }

    /// <summary>Draws a bar for each category.</summary>
    public static Figure Bar<T>(string title, IEnumerable<string> categories, IEnumerable<T> values)
        where T : INumberBase<T> => Bar(title, categories, ("", values));

    /// <summary>Draws bars of several series, side by side in each category.</summary>
    /// <exception cref="ArgumentException">There are no or too many categories, or a value cannot be drawn.</exception>
    public static Figure Bar<T>(
        string title, IEnumerable<string> categories, params (string Name, IEnumerable<T> Values)[] series)
        where T : INumberBase<T>
    {
        var names = categories.ToImmutableArray();
        if (names.Length is 0 or > CategoryMaximum)
            throw Refusal(
                title, $"expected 1 to {CategoryMaximum} categories, got {names.Length}. Use a table for more.");
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
            throw Refusal(title, $"the category '{twice}' comes twice. Give each bar its own name.");
        var traces = series.Select(each => (Trace)new BarTrace(each.Name, Numbers(title, each.Name, each.Values)));
        return new Figure(title, new Axis(""), new Axis("value"))
        {
            Categories = names,
            Traces = [.. traces],
        }.Checked();
    }

    /// <summary>Draws points joined by a line, in the order given.</summary>
    public static Figure Line<TX, TY>(string title, IEnumerable<TX> xs, IEnumerable<TY> ys, string name = "")
        where TX : INumberBase<TX>
        where TY : INumberBase<TY> => OfPoints(title, name, xs, ys, isJoined: true);

    /// <summary>Draws points that no line joins.</summary>
    public static Figure Scatter<TX, TY>(string title, IEnumerable<TX> xs, IEnumerable<TY> ys, string name = "")
        where TX : INumberBase<TX>
        where TY : INumberBase<TY> => OfPoints(title, name, xs, ys, isJoined: false);

    /// <summary>Counts values in bins of equal, round width.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="values">The values to count.</param>
    /// <param name="binCount">About how many bins to use, 1 to 100; their width is made a round number.</param>
    /// <param name="name">The name of the series, needed where another is added.</param>
    public static Figure Histogram<T>(
        string title, IEnumerable<T> values, int binCount = BinCountDefault, string name = "")
        where T : INumberBase<T>
    {
        if (binCount is < 1 or > BinCountMaximum)
            throw Refusal(title, $"expected 1 to {BinCountMaximum} bins, got {binCount}.");
        return new Figure(title, new Axis("value"), new Axis("count"))
        {
            BinCount = binCount,
            Traces = [new HistogramTrace(name, Numbers(title, name, values))],
        }.Checked();
    }

    /// <summary>Adds a series of bars, one value for each category.</summary>
    public Figure AddBar<T>(string name, IEnumerable<T> values)
        where T : INumberBase<T> => Add(new BarTrace(name, Numbers(Title, name, values)));

    /// <summary>Adds points joined by a line.</summary>
    public Figure AddLine<TX, TY>(string name, IEnumerable<TX> xs, IEnumerable<TY> ys)
        where TX : INumberBase<TX>
        where TY : INumberBase<TY> =>
        Add(new LineTrace(name, Numbers(Title, name, xs), Numbers(Title, name, ys), isJoined: true));

    /// <summary>Adds points that no line joins.</summary>
    public Figure AddScatter<TX, TY>(string name, IEnumerable<TX> xs, IEnumerable<TY> ys)
        where TX : INumberBase<TX>
        where TY : INumberBase<TY> =>
        Add(new LineTrace(name, Numbers(Title, name, xs), Numbers(Title, name, ys), isJoined: false));

    /// <summary>Adds a series that is counted in the same bins.</summary>
    public Figure AddHistogram<T>(string name, IEnumerable<T> values)
        where T : INumberBase<T> => Add(new HistogramTrace(name, Numbers(Title, name, values)));

    /// <summary>Adds error bars of the given half-lengths to the series added last.</summary>
    public Figure ErrorBars<T>(IEnumerable<T> plusMinus)
        where T : INumberBase<T>
    {
        var lengths = Numbers(Title, "error bars", plusMinus);
        Trace last = Traces[^1] switch
        {
            BarTrace bars => bars with { PlusMinus = lengths },
            LineTrace line => line with { PlusMinus = lengths },
            _ => throw Refusal(Title, "a histogram has no error bars."),
        };
        return (this with { Traces = Traces.SetItem(Traces.Length - 1, last) }).Checked();
    }

    /// <summary>Stacks the bars of each category instead of putting them side by side.</summary>
    public Figure Stacked() => (this with { IsStacked = true }).Checked();

    /// <summary>Names the horizontal axis and gives its unit; the range fits the data where it is not given.</summary>
    public Figure XAxis(
        string title, string unit = "", double? from = null, double? to = null, bool isLogarithmic = false) =>
        (this with { Horizontal = new Axis(title, unit, from, to, isLogarithmic) }).Checked();

    /// <summary>Names the vertical axis and gives its unit; the range fits the data where it is not given.</summary>
    public Figure YAxis(
        string title, string unit = "", double? from = null, double? to = null, bool isLogarithmic = false) =>
        (this with { Vertical = new Axis(title, unit, from, to, isLogarithmic) }).Checked();

    /// <summary>Draws a labelled line at a level, such as the number that was sent.</summary>
    public Figure Level(double y, string label) => Add(new Annotation(label, null, y));

    /// <summary>Puts a note at a place; on bars, x counts categories from 0.</summary>
    public Figure Note(double x, double y, string text) => Add(new Annotation(text, x, y));

    /// <summary>Says below the figure what to see in it.</summary>
    public Figure Caption(string text) => this with { CaptionText = text };

    /// <summary>Replaces the generated description for readers who do not see the figure.</summary>
    public Figure Alt(string text) => this with { AltText = text };

    /// <inheritdoc/>
    public string ToSvg() => new FigureDrawing(this).ToSvg();

    /// <summary>Draws the figure in characters of one width.</summary>
    public override string ToString() => new FigureText(this).ToString();

    /// <summary>Gets about how many bins a histogram has.</summary>
    internal int BinCount { get; private init; } = BinCountDefault;

    internal HistogramBins Bins() =>
        HistogramBins.Over([.. Traces.OfType<HistogramTrace>().SelectMany(trace => trace.Values)], BinCount);

    private static Figure OfPoints<TX, TY>(
        string title, string name, IEnumerable<TX> xs, IEnumerable<TY> ys, bool isJoined)
        where TX : INumberBase<TX>
        where TY : INumberBase<TY>
    {
        var trace = new LineTrace(name, Numbers(title, name, xs), Numbers(title, name, ys), isJoined);
        return new Figure(title, new Axis("x"), new Axis("y")) { Traces = [trace] }.Checked();
    }

    private Figure Add(Trace trace) => (this with { Traces = Traces.Add(trace) }).Checked();

    private Figure Add(Annotation annotation) => (this with { Annotations = Annotations.Add(annotation) }).Checked();
}
