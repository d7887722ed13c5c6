namespace Workbook.Examples;

/// <summary>What came of recomputing a published figure.</summary>
public enum Verdict
{
    /// <summary>The model gives the published figure within the tolerance.</summary>
    Confirmed,

    /// <summary>The published figure is wrong; the model gives the right one within the tolerance.</summary>
    Corrected,

    /// <summary>The published columns contradict each other, so no model can give all of them.</summary>
    Contradictory,

    /// <summary>The model gives something else: this library is wrong, or a new erratum was found.</summary>
    Unmet,
}
