using System.Collections.Immutable;

namespace Workbook.Display;

/// <summary>The states of a machine and what leads from one to another.</summary>
/// <remarks>
/// States stand below each other in the order in which they are first named; the first is the initial one. A diagram is
/// immutable: each method returns a new one.
/// </remarks>
[TypeFormatterSource(typeof(DrawingFormatters), PreferredMimeTypes = [MimeTypes.Svg, MimeTypes.Text])]
public sealed record StateDiagram : IDrawing
{
    /// <summary>The largest number of states; a larger machine is better read as a table.</summary>
    public const int StateMaximum = 12;

    /// <summary>The largest number of transitions.</summary>
    public const int TransitionMaximum = 60;

    private readonly string? altText;

    /// <summary>Starts a diagram, with its states in the order in which they stand, as far as they are known.</summary>
    public StateDiagram(string title, params IEnumerable<string> states)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        Title = title;
        States = [.. states.Distinct()];
        Check();
    }

    /// <summary>Gets what machine this is, as the heading.</summary>
    public string Title { get; }

    /// <summary>Gets the states from top to bottom; the first is the initial one.</summary>
    public ImmutableArray<string> States { get; private init; }

    /// <summary>Gets the transitions in the order in which they were added.</summary>
    public ImmutableArray<(string From, string To, string Label)> Transitions { get; private init; } = [];

    /// <summary>Gets the sentence below the diagram that says what to see in it; empty for none.</summary>
    public string CaptionText { get; private init; } = "";

    /// <summary>Gets the diagram in words: from <see cref="Alt"/>, otherwise from its transitions.</summary>
    public string AltText { get => altText ?? Description(); private init => altText = value; }

    /// <summary>Adds a transition, and its states where they are new.</summary>
    /// <exception cref="ArgumentException">There are too many states or transitions.</exception>
    public StateDiagram Transition(string from, string to, string label)
    {
        var grown = this with
        {
            States = [.. States.Append(from).Append(to).Distinct()],
            Transitions = Transitions.Add((from, to, label)),
        };
        grown.Check();
        return grown;
    }

    /// <summary>Says below the diagram what to see in it.</summary>
    public StateDiagram Caption(string text) => this with { CaptionText = text };

    /// <summary>Replaces the generated description for readers who do not see the diagram.</summary>
    public StateDiagram Alt(string text) => this with { AltText = text };

    /// <inheritdoc/>
    public string ToSvg() => new StateDrawing(this).ToSvg();

    /// <summary>Writes the transitions as a table in characters of one width.</summary>
    public override string ToString()
    {
        var table = Table.Of(Title, new Column("From"), new Column("On"), new Column("To")).Caption(CaptionText);
        return Transitions.Aggregate(table, (rows, each) => rows.Row(each.From, each.Label, each.To)).ToString();
    }

    private string Description() => $"State diagram: {Title}. States: {string.Join(", ", States)}. " + string.Join(
        " ", Transitions.Select(each => $"From {each.From} to {each.To} on {each.Label}."));

    private void Check()
    {
        if (States.Length > StateMaximum || Transitions.Length > TransitionMaximum)
            throw new ArgumentException(
                $"State diagram '{Title}': expected {StateMaximum} states and {TransitionMaximum} transitions at most. "
                + "Show a larger machine as a table.");
    }
}
