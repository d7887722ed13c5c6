namespace Workbook.Examples;

/// <summary>What becomes of an outcome when one input is lowered and raised by the same part.</summary>
/// <param name="Input">The input.</param>
/// <param name="Lowered">The outcome with the input lowered.</param>
/// <param name="Base">The outcome as it is.</param>
/// <param name="Raised">The outcome with the input raised.</param>
public sealed record SensitivityRow(string Input, double Lowered, double Base, double Raised)
{
    /// <summary>The distance from the lowest to the highest outcome, as a part of the outcome as it is.</summary>
    public double Swing =>
        (Math.Max(Base, Math.Max(Lowered, Raised)) - Math.Min(Base, Math.Min(Lowered, Raised))) / Math.Abs(Base);
}
