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

/// <summary>Whether a cell can be run as it stands, and if more must follow, where the next line begins.</summary>
/// <param name="Status">Whether it is complete.</param>
/// <param name="Indent">The white space at the start of the next line, when the cell is incomplete.</param>
public sealed record CellCompleteness(CompletenessStatus Status, string Indent = "");
