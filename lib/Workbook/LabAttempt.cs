namespace Workbook;

/// <summary>An experiment that may fail: what it showed, or why it could not be carried out.</summary>
/// <param name="Run">What it showed; null when it failed.</param>
/// <param name="Problem">Why it failed; empty when it did not.</param>
public sealed record LabAttempt(LabRun? Run, string Problem);
