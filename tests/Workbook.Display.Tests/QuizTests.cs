using System.Xml.Linq;

namespace Workbook.Display.Tests;

/// <summary>Goal: a quiz teaches without a kernel and without script. Method: HTML and text are read back.</summary>
public sealed class QuizTests
{
    private static readonly Quiz Quiz = (Quiz)Samples.Views["quiz"];

    [Fact]
    public void Every_answer_opens_by_itself_and_has_its_analysis()
    {
        var html = XElement.Parse($"<div>{Quiz.ToHtml()}</div>");
        var answers = Quiz.Questions.SelectMany(question => question.Answers).ToArray();
        var folded = html.Descendants("details").ToArray();
        Assert.Equal(answers.Select(answer => answer.Text), folded.Select(each => each.Element("summary")!.Value));
        Assert.All(folded.Zip(answers), pair => Assert.Contains(pair.Second.Analysis, pair.First.Element("p")!.Value));
        Assert.All(folded, each => Assert.Null(each.Attribute("open")));
        Assert.Empty(html.Descendants("script"));
    }

    [Fact]
    public void Verdict_does_not_show_before_an_answer_is_opened()
    {
        var html = XElement.Parse($"<div>{Quiz.ToHtml()}</div>");
        foreach (var folded in html.Descendants("details").ToArray()) folded.Elements("p").Remove();
        Assert.DoesNotContain("✓", html.Value);
        Assert.DoesNotContain("✗", html.Value);
    }

    [Fact]
    public void Text_gives_the_answers_after_all_questions()
    {
        var text = Quiz.ToString();
        Assert.True(text.IndexOf("2. Which", StringComparison.Ordinal) < text.IndexOf('✓'));
        Assert.Contains("1B  ✓ Right. The sender cannot tell", text);
    }

    [Fact]
    public void A_question_without_a_right_answer_is_refused() => Assert.Contains(
        "no answer is right",
        Assert.Throws<ArgumentException>(() => Quiz.Ask("q", Answer.Wrong("a", "b"), Answer.Wrong("c", "d"))).Message);

    [Fact]
    public void An_answer_without_analysis_is_refused() =>
        Assert.Contains("has no analysis", Assert.Throws<ArgumentException>(() => Answer.Right("a", " ")).Message);

    [Fact]
    public void A_question_needs_two_answers() => Assert.Contains(
        "expected 2 to 8 answers, got 1",
        Assert.Throws<ArgumentException>(() => Quiz.Ask("q", Answer.Right("a", "b"))).Message);
}
