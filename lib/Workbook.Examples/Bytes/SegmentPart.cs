namespace Workbook.Examples;

/// <summary>A label on a range of bytes of a <see cref="Segment"/>.</summary>
/// <param name="Offset">The first byte.</param>
/// <param name="Length">How many bytes; 0 for the heading of a layer.</param>
/// <param name="Name">What stands there.</param>
/// <param name="Value">Its value in words.</param>
/// <param name="Meaning">What it is for; may be empty.</param>
/// <param name="Level">0 for a layer, 1 and more for what stands in it.</param>
public sealed record SegmentPart(int Offset, int Length, string Name, string Value, string Meaning, int Level);
