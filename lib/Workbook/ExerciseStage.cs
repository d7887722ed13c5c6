namespace Workbook;

/// <summary>How far a reader's answer has come.</summary>
public enum ExerciseStage
{
    /// <summary>There is no answer yet.</summary>
    NotStarted,

    /// <summary>The answer is of the wrong kind.</summary>
    WrongKind,

    /// <summary>The answer is nearly right.</summary>
    Nearly,

    /// <summary>The answer is right.</summary>
    Right,
}
