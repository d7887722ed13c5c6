using System.Collections.Immutable;

namespace Workbook.Display;

/// <summary>A bar for each category of the figure.</summary>
public sealed record BarTrace : Trace
{
    internal BarTrace(string name, ImmutableArray<double> values)
        : base(name) => Values = values;

    /// <summary>Gets the length of each bar, in the order of the categories.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>Gets the half-length of each error bar, or an empty array for none.</summary>
    public ImmutableArray<double> PlusMinus { get; internal init; } = [];
}
