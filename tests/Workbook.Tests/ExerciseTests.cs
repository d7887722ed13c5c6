namespace Workbook.Tests;

/// <summary>An exercise answers with the first stage that fits, and never fails its cell.</summary>
public sealed class ExerciseTests
{
    private static ExerciseResult Review(int? answer) => Exercise.Review("Four")
        .NotStarted(() => answer is null, "Write a number.")
        .WrongKind(() => answer < 0, "Positive, please.")
        .Nearly(() => Math.Abs(answer!.Value - 4) == 1, "One off.")
        .Right(() => 100 / answer == 25, "Two and two.");

    [Theory]
    [InlineData(null, ExerciseStage.NotStarted, "Write a number.")]
    [InlineData(-2, ExerciseStage.WrongKind, "Positive, please.")]
    [InlineData(3, ExerciseStage.Nearly, "One off.")]
    [InlineData(4, ExerciseStage.Right, "Two and two.")]
    public void The_first_stage_that_fits_answers(int? answer, ExerciseStage stage, string text)
    {
        var result = Review(answer);
        Assert.Equal((stage, text), (result.Stage, result.Text));
    }

    [Fact]
    public void An_answer_that_fits_no_stage_is_not_there_yet() => Assert.Equal(ExerciseStage.WrongKind, Review(50).Stage);

    [Fact]
    public void An_answer_that_makes_the_review_throw_draws_the_reason()
    {
        var result = Review(0);
        Assert.Equal(ExerciseStage.WrongKind, result.Stage);
        Assert.StartsWith("Your answer cannot be tried: ", result.Text);
    }
}
