namespace Workbook;

/// <summary>Looks at a reader's answer in stages, from 'not started' to 'right', and answers with the first stage that fits.</summary>
/// <remarks>An exercise never fails its cell: an answer that is missing or wrong draws a hint.</remarks>
public sealed class Exercise
{
    private readonly List<(Func<bool> Fits, ExerciseStage Stage, string Text)> stages = [];

    private Exercise(string title) => Title = title;

    /// <summary>What the exercise asks for, in a few words.</summary>
    public string Title { get; }

    /// <summary>Starts the review of an answer.</summary>
    /// <param name="title">What the exercise asks for, in a few words.</param>
    public static Exercise Review(string title) => new(title);

    /// <summary>Adds the stage of an answer that was not given yet.</summary>
    /// <param name="fits">Whether the answer is at this stage.</param>
    /// <param name="text">What to do first.</param>
    public Exercise NotStarted(Func<bool> fits, string text) => Add(fits, ExerciseStage.NotStarted, text);

    /// <summary>Adds a stage of an answer of the wrong kind.</summary>
    /// <param name="fits">Whether the answer is at this stage.</param>
    /// <param name="text">A hint that does not give the answer away.</param>
    public Exercise WrongKind(Func<bool> fits, string text) => Add(fits, ExerciseStage.WrongKind, text);

    /// <summary>Adds a stage of an answer that is nearly right.</summary>
    /// <param name="fits">Whether the answer is at this stage.</param>
    /// <param name="text">A hint to the last step.</param>
    public Exercise Nearly(Func<bool> fits, string text) => Add(fits, ExerciseStage.Nearly, text);

    /// <summary>Adds the stage of the right answer and reviews.</summary>
    /// <param name="fits">Whether the answer is right.</param>
    /// <param name="text">Why it is right.</param>
    /// <returns>The first stage that fits; an answer that fits none, or makes a stage throw, is of the wrong kind.</returns>
    public ExerciseResult Right(Func<bool> fits, string text)
    {
        Add(fits, ExerciseStage.Right, text);
        foreach (var (condition, stage, answer) in stages)
        {
            try
            {
                if (condition())
                    return new ExerciseResult(Title, stage, answer);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return new ExerciseResult(Title, ExerciseStage.WrongKind, $"Your answer cannot be tried: {exception.Message}");
            }
        }

        return new ExerciseResult(Title, ExerciseStage.WrongKind, "Not yet. Compare what you see with what the exercise asks for.");
    }

    private Exercise Add(Func<bool> fits, ExerciseStage stage, string text)
    {
        stages.Add((fits, stage, text));
        return this;
    }
}
