using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workbook.Kernel;

/// <summary>What an editor asks about a cell that is being written.</summary>
public sealed partial class CSharpCells
{
    /// <summary>
    /// Returns what may stand at the position, in UTF-16 units, given all that earlier cells declared; it may be asked
    /// for while a cell runs.
    /// </summary>
    public CompletionList Complete(string code, int position)
    {
        ArgumentNullException.ThrowIfNull(code);
        return CellCompletion.At(Model(code), code, Math.Clamp(position, 0, code.Length));
    }

    /// <summary>
    /// Returns by mime type what is known of the name at the position, in UTF-16 units, or null; in detail it has the
    /// documentation too.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Inspect(string code, int position, bool detailed)
    {
        ArgumentNullException.ThrowIfNull(code);
        return CellInspection.At(Model(code), code, Math.Clamp(position, 0, code.Length), detailed);
    }

    /// <summary>Returns whether the cell can be run as it stands.</summary>
    public static CellCompleteness CheckComplete(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var tree = CSharpSyntaxTree.ParseText(code, Dialect);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
        {
            var last = code[(code.LastIndexOf('\n') + 1)..];
            var indent = last[..^last.TrimStart().Length];
            return new(CompletenessStatus.Incomplete, last.TrimEnd().EndsWith('{') ? indent + "    " : indent);
        }

        return new(tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error)
            ? CompletenessStatus.Invalid : CompletenessStatus.Complete);
    }

    private SemanticModel Model(string code)
    {
        var compilation = Create(code, new CellLabel(0)).GetCompilation();
        return compilation.GetSemanticModel(compilation.SyntaxTrees.Single());
    }
}
