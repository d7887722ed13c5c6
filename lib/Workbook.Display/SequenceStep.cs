namespace Workbook.Display;

/// <summary>One row of a <see cref="SequenceDiagram"/>.</summary>
/// <param name="Text">What is written there.</param>
/// <param name="At">When it happened, since the start of the run; null where time does not matter.</param>
internal abstract record SequenceStep(string Text, TimeSpan? At);

/// <param name="From">The index of the life line that sends.</param>
/// <param name="To">The index of the life line that is meant to receive.</param>
/// <param name="Text">What is sent.</param>
/// <param name="Detail">More about it, in small print; may be empty.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Category">What kind of thing it is, which chooses the colour; may be empty.</param>
/// <param name="At">When it was sent.</param>
/// <param name="Arrives">When it arrived.</param>
internal sealed record ArrowStep(
    int From, int To, string Text, string Detail, Fate Fate, string Category, TimeSpan? At, TimeSpan? Arrives)
    : SequenceStep(Text, At)
{
    /// <summary>The word beside the sign, so that neither colour nor shape stands alone.</summary>
    public string FateWord => Fate switch
    {
        Fate.Lost => "lost",
        Fate.Delayed => "delayed",
        Fate.Blocked => "blocked",
        _ => "",
    };
}

/// <param name="Over">The index of the life line that the note belongs to.</param>
/// <param name="Text">What it says.</param>
/// <param name="Mark">How it is meant.</param>
/// <param name="At">When it became true.</param>
internal sealed record NoteStep(int Over, string Text, Mark Mark, TimeSpan? At) : SequenceStep(Text, At);

/// <param name="From">The index of the leftmost life line that it concerns.</param>
/// <param name="To">The index of the rightmost.</param>
/// <param name="Text">What divides what is above from what is below.</param>
/// <param name="Mark">How it is meant.</param>
/// <param name="At">When it happened.</param>
internal sealed record DividerStep(int From, int To, string Text, Mark Mark, TimeSpan? At) : SequenceStep(Text, At);
