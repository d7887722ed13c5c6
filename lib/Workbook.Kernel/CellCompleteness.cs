using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workbook.Kernel;

/// <summary>Whether a cell can be run as it stands, and if more must follow, where the next line begins.</summary>
/// <param name="Status">Whether it is complete.</param>
/// <param name="Indent">The white space at the start of the next line, when the cell is incomplete.</param>
public sealed record CellCompleteness(CompletenessStatus Status, string Indent = "")
{
    private const string Step = "    ";

    internal static CellCompleteness Of(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, CSharpCells.Dialect);
        if (!SyntaxFactory.IsCompleteSubmission(tree)) return new(CompletenessStatus.Incomplete, NextIndent(code));
        var hasErrors = tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error);
        return new(hasErrors ? CompletenessStatus.Invalid : CompletenessStatus.Complete);
    }

    // As deep as the last line with text, and one step deeper behind what it opens.
    private static string NextIndent(string code)
    {
        var last = code.Split('\n').Select(line => line.TrimEnd()).LastOrDefault(line => line.Length > 0) ?? "";
        var indent = last[..^last.TrimStart().Length];
        return last.EndsWith('{') || last.EndsWith('(') || last.EndsWith('[') ? indent + Step : indent;
    }
}
