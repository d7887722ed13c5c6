namespace Workbook.Examples;

/// <summary>A way to keep a lock's audit trail, and what it proves.</summary>
/// <param name="Way">How it is done.</param>
/// <param name="RepeatsPerYear">Reports that the lock sends again, a year: the upper bound of copies.</param>
/// <param name="DuplicatesPerYear">Entries that the log has twice, a year.</param>
/// <param name="ShowsGaps">Whether a missing entry is seen.</param>
/// <param name="ShowsTampering">Whether a changed entry is seen.</param>
/// <param name="SurvivesTheBroker">Whether it holds beyond the hop to the broker.</param>
public sealed record AuditLog(
    string Way, double RepeatsPerYear, double DuplicatesPerYear, bool ShowsGaps, bool ShowsTampering,
    bool SurvivesTheBroker);
