namespace Workbook.Examples;

/// <summary>How far a figure may be trusted.</summary>
public enum Confidence
{
    /// <summary>A primary source, or recomputed from its raw data.</summary>
    High,

    /// <summary>A secondary copy, or a vendor's own benchmark.</summary>
    Medium,

    /// <summary>Weak provenance: good for an order of magnitude.</summary>
    Low,

    /// <summary>The text of a standard.</summary>
    Standard,

    /// <summary>Computed by us from published numbers.</summary>
    Computed,

    /// <summary>Measured, simulated or proposed by this project; nobody published it.</summary>
    Ours,
}
