namespace Workbook.Explore;

/// <summary>Why an exploration ended.</summary>
public enum StopReason
{
    /// <summary>Every state that can be reached was visited.</summary>
    Finished,

    /// <summary>An "always" was refuted, and the options say to stop then.</summary>
    Refuted,

    /// <summary>The memory bound was reached: what was not visited may still hold a refutation.</summary>
    MemoryBound,

    /// <summary>The caller cancelled it: what was not visited may still hold a refutation.</summary>
    Cancelled,
}
