namespace Workbook.Kernel;

/// <summary>Whether a cell can be run as it stands.</summary>
public enum CompletenessStatus
{
    /// <summary>It can be run.</summary>
    Complete,

    /// <summary>More must follow: a bracket, a string or a statement is open.</summary>
    Incomplete,

    /// <summary>Nothing that follows would make it right.</summary>
    Invalid,
}
