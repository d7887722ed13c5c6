using System.Collections.Immutable;

namespace Workbook.Display;

/// <summary>Points, joined by a line or not.</summary>
public sealed record LineTrace : Trace
{
    internal LineTrace(string name, ImmutableArray<double> xs, ImmutableArray<double> ys, bool isJoined)
        : base(name) => (Xs, Ys, IsJoined) = (xs, ys, isJoined);

    /// <summary>Gets the horizontal position of each point.</summary>
    public ImmutableArray<double> Xs { get; }

    /// <summary>Gets the vertical position of each point.</summary>
    public ImmutableArray<double> Ys { get; }

    /// <summary>Gets whether a line joins the points in their order.</summary>
    public bool IsJoined { get; }

    /// <summary>Gets the half-length of each vertical error bar, or an empty array for none.</summary>
    public ImmutableArray<double> PlusMinus { get; internal init; } = [];
}
