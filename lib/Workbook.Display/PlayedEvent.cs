namespace Workbook.Display;

/// <summary>Something that happens between two life lines.</summary>
/// <param name="At">When, since the start of the run.</param>
/// <param name="From">One life line, counted from 0.</param>
/// <param name="To">The other.</param>
/// <param name="Text">What happens, in a word or two.</param>
public sealed record PlayedEvent(TimeSpan At, int From, int To, string Text);
