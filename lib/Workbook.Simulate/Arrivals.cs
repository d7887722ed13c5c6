namespace Workbook.Simulate;

/// <summary>How publications follow each other.</summary>
public enum Arrivals
{
    /// <summary>Always after the same time.</summary>
    Periodic,

    /// <summary>In each interval once, at a moment drawn evenly.</summary>
    Jittered,

    /// <summary>At random, independently of each other (a Poisson process).</summary>
    Poisson,
}
