namespace Workbook.Display;

/// <summary>One series of a <see cref="Figure"/>, of a closed family of kinds named as in Plotly.</summary>
public abstract record Trace
{
    private protected Trace(string name) => Name = name;

    /// <summary>Gets the name of the series; empty where a figure has a single one.</summary>
    public string Name { get; }
}
