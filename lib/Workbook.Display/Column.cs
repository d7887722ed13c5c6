namespace Workbook.Display;

/// <summary>One column of a <see cref="Table"/>.</summary>
/// <param name="Header">What stands above it.</param>
/// <param name="Unit">The unit of its values, shown in the header; empty for none.</param>
/// <param name="Align">On which side its cells stand.</param>
/// <param name="Format">A .NET format string for its values, such as "0.0"; empty for about four digits.</param>
/// <param name="IsMonospace">Whether its cells are shown in a font of one width, as for bytes.</param>
public sealed record Column(
    string Header, string Unit = "", Align Align = Align.Automatic, string Format = "", bool IsMonospace = false)
{
    /// <summary>Gets the header with the unit in parentheses.</summary>
    public string Label => Unit.Length == 0 ? Header : $"{Header} ({Unit})";
}
