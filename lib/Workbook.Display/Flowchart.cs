using System.Collections.Immutable;

namespace Workbook.Display;

/// <summary>Questions that are asked one after the other; the first that is answered by yes decides.</summary>
/// <remarks>A flowchart is immutable: each method returns a new one.</remarks>
[TypeFormatterSource(typeof(DrawingFormatters), PreferredMimeTypes = [MimeTypes.Svg, MimeTypes.Text])]
public sealed record Flowchart : IDrawing
{
    /// <summary>The largest number of questions; a longer list is better read as a table.</summary>
    public const int QuestionMaximum = 12;

    /// <summary>Starts a flowchart.</summary>
    /// <param name="title">What is decided.</param>
    public Flowchart(string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        Title = title;
    }

    /// <summary>Gets what is decided, as the heading.</summary>
    public string Title { get; }

    /// <summary>Gets the questions in their order, each with what follows from yes.</summary>
    public ImmutableArray<(string Question, string Conclusion)> Steps { get; private init; } = [];

    /// <summary>Gets what follows when every answer was no; empty for nothing.</summary>
    public string Otherwise { get; private init; } = "";

    /// <summary>Gets the sentence below the chart that says what to see in it; empty for none.</summary>
    public string CaptionText { get; private init; } = "";

    /// <inheritdoc/>
    public string AltText => $"Flowchart: {Title}. "
        + string.Concat(Steps.Select(step => $"{step.Question} Yes: {step.Conclusion}. No: go on. "))
        + (Otherwise.Length == 0 ? "" : $"Otherwise: {Otherwise}.");

    /// <summary>Adds a question, and what follows from yes.</summary>
    /// <exception cref="ArgumentException">There are too many questions.</exception>
    public Flowchart Ask(string question, string conclusion) => Steps.Length < QuestionMaximum
        ? this with { Steps = Steps.Add((question, conclusion)) }
        : throw new ArgumentException(
            $"Flowchart '{Title}': expected {QuestionMaximum} questions at most. Show a longer list as a table.");

    /// <summary>Says what follows when every answer was no.</summary>
    public Flowchart Else(string conclusion) => this with { Otherwise = conclusion };

    /// <summary>Says below the chart what to see in it.</summary>
    public Flowchart Caption(string text) => this with { CaptionText = text };

    /// <inheritdoc/>
    public string ToSvg() => new FlowchartDrawing(this).ToSvg();

    /// <summary>Writes questions and conclusions as a table in characters of one width.</summary>
    public override string ToString()
    {
        var table = Steps.Aggregate(
            Table.Of(Title, new Column("Ask"), new Column("If yes")),
            (rows, step) => rows.Row(step.Question, step.Conclusion));
        return (Otherwise.Length == 0 ? table : table.Row("otherwise", Otherwise)).Caption(CaptionText).ToString();
    }
}
