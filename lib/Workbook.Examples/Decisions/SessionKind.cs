namespace Workbook.Examples;

/// <summary>Whether the session outlives the connection.</summary>
public enum SessionKind
{
    /// <summary>It ends with the connection.</summary>
    Clean,

    /// <summary>It outlives the connection, until it expires.</summary>
    Persistent,
}
