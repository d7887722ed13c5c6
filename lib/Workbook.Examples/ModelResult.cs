namespace Workbook.Examples;

/// <summary>What a model gives: its figures, and how they came about.</summary>
public abstract record ModelResult
{
    /// <summary>The calculation, step by step, with units.</summary>
    public IReadOnlyList<Working> Working { get; init; } = [];

    /// <summary>What makes the result doubtful in reality; each a sentence. Show them with the result.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
