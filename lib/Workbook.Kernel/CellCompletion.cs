using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Kernel;

/// <summary>Proposes what may stand at a place of a cell, from what the compiler knows there.</summary>
internal static class CellCompletion
{
    public static CompletionList At(SemanticModel model, string code, int position)
    {
        var start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1])) start--;
        var prefix = code[start..position];
        var symbols = Target(model, start) is { } target
            ? Members(model, start, target)
            : model.LookupSymbols(start);
        var keywords = Target(model, start) is null
            ? SyntaxFacts.GetReservedKeywordKinds().Select(k => new CompletionItem(SyntaxFacts.GetText(k), "keyword"))
            : [];
        return new CompletionList(start, position,
        [
            .. symbols.Where(s => s.CanBeReferencedByName)
                .Select(s => new CompletionItem(s.Name, Kind(s)))
                .Concat(keywords)
                .Where(item => item.Text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                .DistinctBy(item => item.Text)
                .OrderBy(item => item.Text, StringComparer.Ordinal),
        ]);
    }

    public static string Kind(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Unknown } => "type",
        INamedTypeSymbol type => type.TypeKind.ToString().ToLowerInvariant(),
        ILocalSymbol or IParameterSymbol or IFieldSymbol { ContainingType.IsScriptClass: true } => "variable",
        _ => symbol.Kind.ToString().ToLowerInvariant(),
    };

    // What stands before the dot, when a dot stands before the place.
    private static ExpressionSyntax? Target(SemanticModel model, int start)
    {
        var dot = model.SyntaxTree.GetRoot().FindToken(Math.Max(0, start - 1));
        if (dot.Span.End != start) return null;
        return dot.Parent switch
        {
            MemberAccessExpressionSyntax access when access.OperatorToken == dot => access.Expression,
            QualifiedNameSyntax name when name.DotToken == dot => name.Left,
            _ => null,
        };
    }

    private static IEnumerable<ISymbol> Members(SemanticModel model, int start, SyntaxNode target)
    {
        var symbol = model.GetSymbolInfo(target).Symbol;
        if (symbol is INamespaceOrTypeSymbol container)
            return model.LookupSymbols(start, container).Where(s => s.IsStatic || s is INamespaceOrTypeSymbol);
        return model.GetTypeInfo(target).Type is { } type
            ? model.LookupSymbols(start, type, includeReducedExtensionMethods: true).Where(s => !s.IsStatic)
            : [];
    }
}
