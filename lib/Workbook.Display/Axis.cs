namespace Workbook.Display;

/// <summary>One axis of a <see cref="Figure"/>: what it measures, in which unit, over which range.</summary>
/// <param name="Title">What the axis measures, in words.</param>
/// <param name="Unit">The unit, or empty for counts and categories.</param>
/// <param name="From">The lower end of the range, or null to fit the data.</param>
/// <param name="To">The upper end of the range, or null to fit the data.</param>
/// <param name="IsLogarithmic">Whether equal distances stand for equal ratios; all values are then above zero.</param>
public sealed record Axis(
    string Title, string Unit = "", double? From = null, double? To = null, bool IsLogarithmic = false)
{
    /// <summary>Gets the title with the unit in parentheses, as it stands at the axis.</summary>
    public string Label => Unit.Length == 0 ? Title : $"{Title} ({Unit})";
}
