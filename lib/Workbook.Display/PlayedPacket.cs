namespace Workbook.Display;

/// <summary>Something that travels from one life line to another.</summary>
/// <param name="At">When it leaves, since the start of the run.</param>
/// <param name="Ends">When it arrives, or is lost.</param>
/// <param name="From">The life line that it leaves, counted from 0.</param>
/// <param name="To">The life line that it is meant for.</param>
/// <param name="Label">What it is.</param>
/// <param name="Category">What kind of thing it is, counted from 0; each kind has a colour.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="IsLost">Whether it never arrives.</param>
public sealed record PlayedPacket(
    TimeSpan At, TimeSpan Ends, int From, int To, string Label, int Category, int Bytes, bool IsLost);
