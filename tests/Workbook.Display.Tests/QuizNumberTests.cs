namespace Workbook.Display.Tests;

/// <summary>Questions are numbered only where there are several.</summary>
public sealed class QuizNumberTests
{
    private static readonly Quiz One = Asked(new Quiz("Quiz"));

    private static Quiz Asked(Quiz quiz) => quiz.Ask("Why?", Answer.Right("So.", "It is."), Answer.Wrong("No.", "It is not."));

    [Fact]
    public void A_single_question_has_no_number()
    {
        Assert.Contains("<b>Why?</b>", One.ToHtml());
        Assert.Contains("\nA  ", One.ToString());
    }

    [Fact]
    public void Several_questions_are_numbered()
    {
        Assert.Contains("<b>2. Why?</b>", Asked(One).ToHtml());
        Assert.Contains("\n2A  ", Asked(One).ToString());
    }
}
