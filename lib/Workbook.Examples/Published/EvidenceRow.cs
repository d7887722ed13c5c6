namespace Workbook.Examples;

/// <summary>One published figure and ours.</summary>
/// <param name="Label">Which figure.</param>
/// <param name="Published">As published.</param>
/// <param name="Computed">As our model gives it.</param>
/// <param name="Unit">The unit of both.</param>
/// <param name="Tolerance">The part of the figure by which they may differ; 0: exactly.</param>
public sealed record EvidenceRow(string Label, double Published, double Computed, string Unit, double Tolerance)
{
    /// <summary>The difference that is allowed whatever the tolerance, in the unit: rounding in print.</summary>
    public double Rounding { get; init; }

    /// <summary>The right figure where the published one is known to be wrong; null: it is not.</summary>
    public double? Correction { get; init; }

    /// <summary>Whether the published columns of this row contradict each other.</summary>
    public bool IsContradictory { get; init; }

    /// <summary>Whether the figure is a lower bound only.</summary>
    public bool IsLowerBound { get; init; }

    /// <summary>What to know about it; empty: nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>The difference as a part of the published figure; of a published 0 the difference itself.</summary>
    public double Error => Math.Abs(Computed - Published) / (Published == 0 ? 1 : Math.Abs(Published));

    /// <summary>
    /// The part of what is allowed that the difference uses up; 0 for what must be exact, and for bounds.
    /// </summary>
    public double ToleranceUsed =>
        IsLowerBound || Allowed(Published) == 0 ? 0 : Math.Abs(Computed - Published) / Allowed(Published);

    /// <summary>What came of it.</summary>
    public Verdict Verdict
    {
        get
        {
            if (IsContradictory) return Verdict.Contradictory;
            bool isPublishedMet = IsLowerBound ? Computed >= Published : IsMet(Published);
            if (Correction is not { } correction) return isPublishedMet ? Verdict.Confirmed : Verdict.Unmet;
            return !isPublishedMet && IsMet(correction) ? Verdict.Corrected : Verdict.Unmet;
        }
    }

    /// <summary>Makes a row whose published figure is a lower bound.</summary>
    /// <param name="label">Which figure.</param>
    /// <param name="bound">The bound.</param>
    /// <param name="computed">Ours.</param>
    /// <param name="unit">The unit of both.</param>
    public static EvidenceRow AtLeast(string label, double bound, double computed, string unit = "") =>
        new(label, bound, computed, unit, 0) { IsLowerBound = true };

    private bool IsMet(double target) => Math.Abs(Computed - target) <= Allowed(target);

    private double Allowed(double target) => Math.Max(Tolerance * Math.Abs(target), Rounding);
}
