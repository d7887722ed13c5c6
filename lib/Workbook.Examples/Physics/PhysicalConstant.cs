namespace Workbook.Examples;

/// <summary>A number that a model uses, with all that one must know to judge it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">The value in <paramref name="Unit"/>; of a range its middle.</param>
/// <param name="Unit">The unit; empty for a plain number.</param>
/// <param name="Condition">Under which conditions it holds; empty: always.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Confidence">How far it may be trusted.</param>
public sealed record PhysicalConstant(
    string Name, double Value, string Unit, string Condition, Source Source, Confidence Confidence)
{
    /// <summary>The group that it belongs to: the name of a class of <see cref="Physics"/>.</summary>
    public string Group => Physics.GroupOf(this);

    /// <summary>The lowest published value; null when one value was published.</summary>
    public double? Low { get; init; }

    /// <summary>The highest published value; null when one value was published.</summary>
    public double? High { get; init; }

    /// <summary>Gives the value, so that a constant stands in a formula.</summary>
    /// <param name="constant">The constant.</param>
    public static implicit operator double(PhysicalConstant constant)
    {
        ArgumentNullException.ThrowIfNull(constant);
        return constant.Value;
    }

    /// <summary>Gives the value; the named form of the conversion.</summary>
    public double ToDouble() => Value;

    /// <summary>Gives name, value and unit.</summary>
    public override string ToString() => $"{Name}: {Value} {Unit}".TrimEnd();
}
