using System.Collections.Immutable;

namespace Workbook.Display;

/// <summary>Values that the figure counts in bins of equal width.</summary>
public sealed record HistogramTrace : Trace
{
    internal HistogramTrace(string name, ImmutableArray<double> values)
        : base(name) => Values = values;

    /// <summary>Gets the values that are counted.</summary>
    public ImmutableArray<double> Values { get; }
}
