namespace Workbook.Examples;

/// <summary>What it costs when one message arrives twice.</summary>
public enum DuplicateCost
{
    /// <summary>Nothing.</summary>
    Harmless,

    /// <summary>A count or a log is wrong.</summary>
    Noticeable,

    /// <summary>Something is done twice that must be done once.</summary>
    Harmful,
}
