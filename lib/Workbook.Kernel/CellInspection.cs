using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Kernel;

/// <summary>Says what is known of the name at a place of a cell: signatures and documentation.</summary>
internal static class CellInspection
{
    /// <summary>The most signatures shown of one name; the rest are counted.</summary>
    public const int SignaturesMaximum = 12;

    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithMemberOptions(SymbolDisplayFormat.MinimallyQualifiedFormat.MemberOptions | SymbolDisplayMemberOptions.IncludeModifiers)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword)
        .WithParameterOptions(
            SymbolDisplayFormat.MinimallyQualifiedFormat.ParameterOptions | SymbolDisplayParameterOptions.IncludeDefaultValue);

    public static IReadOnlyDictionary<string, string>? At(SemanticModel model, int position, bool detailed)
    {
        if (Named(model, position) is not { Count: > 0 } symbols) return null;
        var shown = symbols.Take(SignaturesMaximum).Select(symbol => symbol.ToDisplayString(Format)).Distinct().ToList();
        if (symbols.Count > shown.Count && symbols.Count > SignaturesMaximum)
        {
            var rest = symbols.Count - SignaturesMaximum;
            shown.Add(string.Create(CultureInfo.InvariantCulture, $"// and {rest} more"));
        }

        var documentation = symbols.Select(symbol => SymbolDocumentation.Of(symbol, model.Compilation, detailed))
            .FirstOrDefault(text => text is not null);
        var signatures = string.Join('\n', shown);
        return new Dictionary<string, string>
        {
            ["text/markdown"] = $"```csharp\n{signatures}\n```" + (documentation is null ? "" : $"\n\n{documentation}"),
            ["text/plain"] = signatures + (documentation is null ? "" : $"\n\n{documentation}"),
        };
    }

    private static IReadOnlyList<ISymbol> Named(SemanticModel model, int position)
    {
        var root = model.SyntaxTree.GetRoot();
        var token = root.FindToken(position);
        // Behind the last letter of a name it is that name that is meant.
        if (!IsName(token) || token.SpanStart > position)
        {
            var before = root.FindToken(Math.Max(0, position - 1));
            if (IsName(before) && before.Span.End >= position) token = before;
            else if (token.SpanStart >= position) token = before;
        }

        if (IsName(token) && token.Span.Start <= position && position <= token.Span.End && token.Parent is { } node)
        {
            var named = Symbols(model, node);
            if (named.Count > 0) return named;
        }

        // Between the brackets of a call it is the call.
        var call = token.Parent?.AncestorsAndSelf().OfType<BaseArgumentListSyntax>()
            .FirstOrDefault(list => list.SpanStart < position && position <= list.Span.End)?.Parent;
        return call switch
        {
            InvocationExpressionSyntax invocation => Symbols(model, invocation.Expression),
            ObjectCreationExpressionSyntax creation => Symbols(model, creation),
            _ => [],
        };
    }

    private static bool IsName(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsPredefinedType(token.Kind());

    // The one that is meant first, then its overloads.
    private static IReadOnlyList<ISymbol> Symbols(SemanticModel model, SyntaxNode node)
    {
        var info = model.GetSymbolInfo(node);
        var declared = model.GetDeclaredSymbol(node);
        ISymbol?[] meant = [info.Symbol, .. info.CandidateSymbols, .. model.GetMemberGroup(node), declared];
        return [.. meant.OfType<ISymbol>().Distinct<ISymbol>(SymbolEqualityComparer.Default)];
    }
}
