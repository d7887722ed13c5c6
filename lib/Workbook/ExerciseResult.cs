using Workbook.Display;

namespace Workbook;

/// <summary>What an exercise says of a reader's answer.</summary>
/// <param name="Title">What the exercise asks for.</param>
/// <param name="Stage">How far the answer has come.</param>
/// <param name="Text">A hint, or why the answer is right.</param>
[TypeFormatterSource(typeof(HtmlFormatters), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed record ExerciseResult(string Title, ExerciseStage Stage, string Text) : IHtmlView
{
    private string Label => Stage switch
    {
        ExerciseStage.NotStarted => "\u25CB Not started",
        ExerciseStage.WrongKind => "\u25D4 Not yet",
        ExerciseStage.Nearly => "\u25D1 Nearly",
        _ => "\u2713 Right",
    };

    /// <inheritdoc/>
    public string AltText => ToString();

    /// <inheritdoc/>
    public string ToHtml() => $"<p><b>{Markup.Escape(Title)}: {Label}</b><br>{Markup.Escape(Text)}</p>";

    /// <summary>Gives title, stage and text in one line.</summary>
    public override string ToString() => $"{Title}: {Label}. {Text}";
}
