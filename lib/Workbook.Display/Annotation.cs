namespace Workbook.Display;

/// <summary>A text that a <see cref="Figure"/> puts at a place of its data.</summary>
/// <param name="Text">What it says.</param>
/// <param name="X">The horizontal position, or null for a level line over the whole width.</param>
/// <param name="Y">The vertical position.</param>
public sealed record Annotation(string Text, double? X, double Y);
