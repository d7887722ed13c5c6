using Microsoft.CodeAnalysis;

namespace Workbook.Kernel;

/// <summary>Says what is known of the name at a place of a cell.</summary>
internal static class CellInspection
{
    public static IReadOnlyDictionary<string, string>? At(
        SemanticModel model, string code, int position, bool detailed)
    {
        var node = model.SyntaxTree.GetRoot().FindToken(Math.Min(position, code.Length)).Parent;
        if (node is null) return null;
        var info = model.GetSymbolInfo(node);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault() ?? model.GetDeclaredSymbol(node);
        if (symbol is null) return null;
        var text = symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return new Dictionary<string, string> { ["text/plain"] = detailed ? $"{symbol.Kind}: {text}" : text };
    }
}
