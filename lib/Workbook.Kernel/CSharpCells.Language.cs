using Microsoft.CodeAnalysis;

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
        position = Math.Clamp(position, 0, code.Length);
        return DirectiveCompletion.At(code, position)
            ?? CellCompletion.At(Model(code), position);
    }

    /// <summary>
    /// Returns by mime type what is known of the name at the position, in UTF-16 units, or of the call whose arguments
    /// stand there; null when nothing is. In detail it has parameters, result and remarks too. It may be asked for while
    /// a cell runs.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Inspect(string code, int position, bool detailed)
    {
        ArgumentNullException.ThrowIfNull(code);
        return CellInspection.At(Model(code), Math.Clamp(position, 0, code.Length), detailed);
    }

    /// <summary>Returns whether the cell can be run as it stands.</summary>
    public static CellCompleteness CheckComplete(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return CellCompleteness.Of(CellDirectives.CSharpOf(code));
    }

    private SemanticModel Model(string code)
    {
        var script = Create(CellDirectives.CSharpOf(code), "", _libraries.CopyToLookAt);
        var compilation = script.GetCompilation();
        return compilation.GetSemanticModel(compilation.SyntaxTrees.First(tree => tree.FilePath.Length == 0));
    }
}
