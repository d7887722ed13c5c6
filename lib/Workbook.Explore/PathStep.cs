namespace Workbook.Explore;

/// <summary>One move of a path.</summary>
/// <param name="Move">The number of the move in its system.</param>
/// <param name="Text">What it does, in a few words.</param>
/// <param name="IsFault">Whether the adversary made it.</param>
public sealed record PathStep(int Move, string Text, bool IsFault)
{
    /// <summary>Gives the text; faults are marked.</summary>
    public override string ToString() => IsFault ? $"! {Text}" : Text;
}
