namespace Workbook.Explore;

/// <summary>What breaks a connection.</summary>
internal enum BreakKind
{
    /// <summary>The network.</summary>
    Cut,

    /// <summary>The client dies and forgets.</summary>
    Forget,

    /// <summary>Another client takes its identifier.</summary>
    TakeOver,
}
