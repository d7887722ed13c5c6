namespace Workbook.Explore;

/// <summary>What breaks a connection.</summary>
internal enum BreakKind
{
    /// <summary>The network.</summary>
    Cut,

    /// <summary>A machine that sees a protocol error.</summary>
    Error,

    /// <summary>The client dies and forgets.</summary>
    Forget,

    /// <summary>Another client takes its identifier.</summary>
    TakeOver,
}
