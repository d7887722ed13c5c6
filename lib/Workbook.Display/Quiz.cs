using System.Collections.Immutable;
using System.Text;

namespace Workbook.Display;

/// <summary>Questions with an analysis for every answer, right or wrong.</summary>
/// <remarks>
/// The reader opens an answer to see its analysis. This needs neither kernel nor script, and works by keyboard; where a
/// front end strips the folding elements, a list with all analyses remains. A quiz is immutable.
/// </remarks>
[TypeFormatterSource(typeof(HtmlFormatters), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed record Quiz : IHtmlView
{
    /// <summary>Starts a quiz without questions.</summary>
    public Quiz(string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        Title = title;
    }

    /// <summary>Gets what the quiz is about, as its heading.</summary>
    public string Title { get; }

    /// <summary>Gets the questions in their order.</summary>
    public ImmutableArray<Question> Questions { get; private init; } = [];

    /// <inheritdoc/>
    public string AltText => $"Quiz: {Title}, questions: {Questions.Length}.";

    /// <summary>Adds a question; of its answers at least one is right.</summary>
    /// <exception cref="ArgumentException">There are fewer than two answers, too many, or none is right.</exception>
    public Quiz Ask(string question, params IEnumerable<Answer> answers) =>
        this with { Questions = Questions.Add(new Question(question, [.. answers])) };

    /// <inheritdoc/>
    public string ToHtml()
    {
        var html = new StringBuilder($"<p><b>{Markup.Escape(Title)}</b></p>\n");
        for (var number = 1; number <= Questions.Length; number++)
        {
            var question = Questions[number - 1];
            html.Append($"<p><b>{NumberOf(number)}{Markup.Escape(question.Text)}</b>{HintOf(question)}</p>\n<ol type=\"A\">\n");
            foreach (var answer in question.Answers)
            {
                html.Append($"<li><details><summary>{Markup.Escape(answer.Text)}</summary>\n")
                    .Append($"<p><b>{answer.Verdict}</b> {Markup.Escape(answer.Analysis)}</p></details></li>\n");
            }

            html.Append("</ol>\n");
        }

        return html.ToString();
    }

    /// <summary>Writes all questions, then all analyses, so that a reader can think before looking.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Title).Append('\n');
        for (var number = 1; number <= Questions.Length; number++)
        {
            var question = Questions[number - 1];
            text.Append($"\n{NumberOf(number)}{question.Text}{HintOf(question)}\n");
            for (var i = 0; i < question.Answers.Length; i++)
                text.Append($"   {Letter(i)}. {question.Answers[i].Text}\n");
        }

        text.Append("\nAnswers\n");
        for (var number = 1; number <= Questions.Length; number++)
        {
            var answers = Questions[number - 1].Answers;
            for (var i = 0; i < answers.Length; i++)
                text.Append($"{(Questions.Length > 1 ? $"{number}" : "")}{Letter(i)}  {answers[i].Verdict} {answers[i].Analysis}\n");
        }

        return text.ToString();
    }

    /// <summary>A single question needs no number.</summary>
    private string NumberOf(int question) => Questions.Length > 1 ? $"{question}. " : "";

    private static char Letter(int answer) => (char)('A' + answer);

    private static string HintOf(Question question) =>
        question.Answers.Count(answer => answer.IsRight) > 1 ? " (more than one is right)" : "";
}
