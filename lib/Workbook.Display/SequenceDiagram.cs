using System.Collections.Immutable;

namespace Workbook.Display;

/// <summary>Who sent what to whom, from top to bottom, and what became of it.</summary>
/// <remarks>A diagram is immutable: each method returns a new one with a row more.</remarks>
[TypeFormatterSource(typeof(DrawingFormatters), PreferredMimeTypes = [MimeTypes.Svg, MimeTypes.Text])]
public sealed record SequenceDiagram : IDrawing
{
    /// <summary>The largest number of life lines; more would not leave room for labels.</summary>
    public const int ParticipantMaximum = 6;

    /// <summary>The largest number of rows; a longer run is refused, since nobody reads it as a picture.</summary>
    public const int StepMaximum = 120;

    private readonly string? altText;

    /// <summary>Starts a diagram of the given life lines, from left to right.</summary>
    /// <exception cref="ArgumentException">There are no or too many life lines, or two of one name.</exception>
    public SequenceDiagram(string title, params IEnumerable<string> participants)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        Title = title;
        Participants = [.. participants];
        if (Participants.Length is 0 or > ParticipantMaximum)
            throw Refusal($"expected 1 to {ParticipantMaximum} participants, got {Participants.Length}.");
        if (Participants.Distinct().Count() < Participants.Length)
            throw Refusal("two participants have the same name. Give each its own.");
    }

    /// <summary>Gets what the diagram shows, as its heading.</summary>
    public string Title { get; }

    /// <summary>Gets the names of the life lines from left to right.</summary>
    public ImmutableArray<string> Participants { get; }

    /// <summary>Gets the sentence below the diagram that says what to see in it; empty for none.</summary>
    public string CaptionText { get; private init; } = "";

    /// <summary>Gets whether distances follow the time between rows instead of being even.</summary>
    public bool IsToScale { get; private init; }

    /// <summary>Gets the diagram in words: as given by <see cref="Alt"/>, otherwise made from its rows.</summary>
    public string AltText { get => altText ?? SequenceText.Describe(this); private init => altText = value; }

    internal ImmutableArray<SequenceStep> Steps { get; private init; } = [];

    /// <summary>Adds an arrow from one life line to another, or to itself.</summary>
    /// <param name="from">The name of the life line that sends.</param>
    /// <param name="to">The name of the life line that is meant to receive.</param>
    /// <param name="label">What is sent.</param>
    /// <param name="detail">More about it, in small print.</param>
    /// <param name="fate">What became of it.</param>
    /// <param name="category">What kind of thing it is; each category has a colour and stands in the key.</param>
    /// <param name="at">When it was sent, since the start of the run.</param>
    /// <param name="arrives">When it arrived; not before <paramref name="at"/>.</param>
    public SequenceDiagram Arrow(
        string from, string to, string label, string detail = "", Fate fate = Fate.Arrived, string category = "",
        TimeSpan? at = null, TimeSpan? arrives = null)
    {
        if (arrives < at) throw Refusal($"'{label}' arrives at {arrives} but was sent at {at}. Swap the times.");
        if (category.Length > 0 && !Categories.Contains(category) && Categories.Length == Palette.SeriesMaximum)
            throw Refusal($"'{category}' is one category too many; expected {Palette.SeriesMaximum} at most.");
        return Add(new ArrowStep(IndexOf(from), IndexOf(to), label, detail, fate, category, at, arrives));
    }

    /// <summary>Adds an arrow that ends halfway: what was sent never arrived.</summary>
    public SequenceDiagram Lost(
        string from, string to, string label, string detail = "", string category = "", TimeSpan? at = null) =>
        Arrow(from, to, label, detail, Fate.Lost, category, at);

    /// <summary>Adds a note over a life line.</summary>
    public SequenceDiagram Note(string over, string text, Mark mark = Mark.Neutral, TimeSpan? at = null) =>
        Add(new NoteStep(IndexOf(over), text, mark, at));

    /// <summary>Adds a line across all life lines, such as where a connection ends.</summary>
    public SequenceDiagram Divider(string text, Mark mark = Mark.Neutral, TimeSpan? at = null) =>
        Add(new DividerStep(0, Participants.Length - 1, text, mark, at));

    /// <summary>Adds a line between two life lines only, such as where the connection between them ends.</summary>
    /// <param name="one">The name of one life line.</param>
    /// <param name="other">The name of the other.</param>
    /// <param name="text">What happened there.</param>
    /// <param name="mark">How it is meant.</param>
    /// <param name="at">When it happened, since the start of the run.</param>
    public SequenceDiagram Divider(string one, string other, string text, Mark mark = Mark.Neutral, TimeSpan? at = null)
    {
        var (from, to) = (IndexOf(one), IndexOf(other));
        return Add(new DividerStep(Math.Min(from, to), Math.Max(from, to), text, mark, at));
    }

    /// <summary>Lets distances follow time; rows that would touch are kept a line of text apart.</summary>
    /// <exception cref="ArgumentException">A row has no time, or rows are not in the order of time.</exception>
    public SequenceDiagram ToScale() => (this with { IsToScale = true }).Checked();

    /// <summary>Says below the diagram what to see in it.</summary>
    public SequenceDiagram Caption(string text) => this with { CaptionText = text };

    /// <summary>Replaces the generated description for readers who do not see the diagram.</summary>
    public SequenceDiagram Alt(string text) => this with { AltText = text };

    /// <inheritdoc/>
    public string ToSvg() => new SequenceDrawing(this).ToSvg();

    /// <summary>Draws the diagram in characters of one width.</summary>
    public override string ToString() => new SequenceText(this).ToString();

    /// <summary>Fixes the order of categories, and so their colours, so that diagrams of one kind look alike.</summary>
    /// <remarks>Categories that are not named here follow in the order of their first arrow.</remarks>
    /// <exception cref="ArgumentException">There are more categories than colours.</exception>
    public SequenceDiagram Categorised(params IEnumerable<string> categories)
    {
        ImmutableArray<string> order = [.. categories];
        return order.Length <= Palette.SeriesMaximum
            ? this with { CategoryOrder = order }
            : throw Refusal($"expected {Palette.SeriesMaximum} categories at most, got {order.Length}.");
    }

    /// <summary>Gets all categories in the order of colours, also those that have no arrow.</summary>
    internal ImmutableArray<string> Categories => [.. CategoryOrder.Union(CategoriesShown)];

    /// <summary>Gets the categories that have an arrow, in the order of the first.</summary>
    internal IEnumerable<string> CategoriesShown =>
        Steps.OfType<ArrowStep>().Select(arrow => arrow.Category).Where(name => name.Length > 0).Distinct();

    private ImmutableArray<string> CategoryOrder { get; init; } = [];

    internal bool HasTimes => Steps.Any(step => step.At is not null);

    /// <summary>Writes a time without its unit, which <see cref="TimeUnit"/> names.</summary>
    internal string TimeLabel(TimeSpan time) =>
        NumberText.Of(IsInSeconds ? Math.Round(time.TotalSeconds, 2) : Math.Round(time.TotalMilliseconds, 1));

    internal string TimeUnit => IsInSeconds ? "s" : "ms";

    private bool IsInSeconds => Steps.Max(step => step.At) >= TimeSpan.FromSeconds(10);

    private SequenceDiagram Add(SequenceStep step) => (this with { Steps = Steps.Add(step) }).Checked();

    private SequenceDiagram Checked()
    {
        if (Steps.Length > StepMaximum)
            throw Refusal($"expected {StepMaximum} rows at most. Draw a part of the run, or summarise it in a table.");
        if (!IsToScale) return this;
        if (Steps.FirstOrDefault(step => step.At is null) is { } timeless)
            throw Refusal($"'{timeless.Text}' has no time; a diagram to scale needs one in each row.");
        if (Steps.Zip(Steps.Skip(1)).FirstOrDefault(pair => pair.Second.At < pair.First.At) is { Second: { } early })
            throw Refusal($"'{early.Text}' happened before the row above it. Add rows in the order of time.");
        return this;
    }

    private int IndexOf(string participant)
    {
        var index = Participants.IndexOf(participant);
        return index >= 0
            ? index
            : throw Refusal($"there is no participant '{participant}'; expected {string.Join(", ", Participants)}.");
    }

    private ArgumentException Refusal(string why) => new($"Sequence diagram '{Title}': {why}");
}
