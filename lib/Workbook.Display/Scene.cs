using System.Collections.Immutable;

namespace Workbook.Display;

/// <summary>Runs under the same conditions, to be played side by side in a <see cref="Visualizer"/>.</summary>
/// <param name="Group">The heading under which the conditions stand in the list.</param>
/// <param name="Conditions">The conditions in a few words.</param>
/// <param name="Meaning">The conditions in a sentence or two.</param>
/// <param name="Seed">What chose the moments of chance.</param>
/// <param name="Playbacks">The runs, from left to right; 1 to 3, in every scene of a visualizer the same ones.</param>
public sealed record Scene(
    string Group, string Conditions, string Meaning, int Seed, ImmutableArray<Playback> Playbacks)
{
    /// <summary>Gets when the last of the runs has ended.</summary>
    public TimeSpan End => Playbacks.Max(playback => playback.End);
}
