namespace Workbook.Display;

/// <summary>Something that is put in at one end, or comes out at the other.</summary>
/// <param name="At">When, since the start of the run.</param>
/// <param name="Name">Which, in at most three characters.</param>
/// <param name="IsRepeat">Whether it has come out before.</param>
/// <param name="IsOvertaken">Whether it comes out for the first time, but after a younger one.</param>
public sealed record PlayedItem(TimeSpan At, string Name, bool IsRepeat = false, bool IsOvertaken = false);
