namespace Workbook.Display;

/// <summary>Says how a row, a note or a divider is meant; it is shown by a sign beside the colour.</summary>
public enum Mark
{
    /// <summary>Neither good nor bad: no sign.</summary>
    Neutral,

    /// <summary>As it should be: ✓.</summary>
    Good,

    /// <summary>A fault or a refuted claim: ✗.</summary>
    Bad,
}
