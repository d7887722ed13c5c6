namespace Workbook.Examples;

/// <summary>One line of a calculation.</summary>
/// <param name="Quantity">What is computed.</param>
/// <param name="Value">Its value in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit; empty for a plain number.</param>
/// <param name="How">The formula with the numbers put in, or where the number comes from.</param>
public sealed record Working(string Quantity, double Value, string Unit, string How)
{
    /// <summary>Gives the line as text.</summary>
    public override string ToString() => $"{Quantity} = {How} = {Value:G6} {Unit}".TrimEnd();
}
