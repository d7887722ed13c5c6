using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Kernel;

/// <summary>Proposes what may stand at a place of a cell, from what the compiler knows there.</summary>
internal static class CellCompletion
{
    private static readonly CompletionItem[] Keywords =
    [
        .. SyntaxFacts.GetReservedKeywordKinds()
            .Concat(SyntaxFacts.GetContextualKeywordKinds())
            .Select(SyntaxFacts.GetText)
            .Where(text => text.Length > 1 && char.IsAsciiLetter(text[0]) && !text.StartsWith("__", StringComparison.Ordinal))
            .Select(text => new CompletionItem(text, "keyword")),
    ];

    public static CompletionList At(SemanticModel model, int position)
    {
        var text = model.SyntaxTree.GetText();
        var start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(text[start - 1])) start--;
        var end = position;
        while (end < text.Length && SyntaxFacts.IsIdentifierPartCharacter(text[end])) end++;
        if (IsInText(model.SyntaxTree.GetRoot(), position)) return new CompletionList(position, position, []);
        var prefix = text.ToString(new(start, position - start));
        var items = Dot(model, start) is { } dot
            ? Members(model, start, dot).Where(IsNameable).Select(Item)
            : model.LookupSymbols(start).Where(IsNameable).Select(Item).Concat(Keywords);
        return CompletionList.Of(start, end, prefix, items);
    }

    // Within a string, a character or a comment the compiler has nothing to propose.
    private static bool IsInText(SyntaxNode root, int position)
    {
        var token = root.FindToken(position);
        if (token.SpanStart >= position) token = token.GetPreviousToken(includeSkipped: true);
        var isOpen = token.Span.End == position && token.ContainsDiagnostics;
        var isText = token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringTextToken;
        if (isText && token.SpanStart < position && (position < token.Span.End || isOpen)) return true;
        var trivia = root.FindTrivia(Math.Max(0, position - 1));
        return trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            && trivia.SpanStart < position;
    }

    private static bool IsNameable(ISymbol symbol) => symbol.CanBeReferencedByName;

    private static CompletionItem Item(ISymbol symbol) => new(symbol.Name, symbol switch
    {
        INamedTypeSymbol type => type.TypeKind.ToString().ToLowerInvariant(),
        ILocalSymbol or IParameterSymbol or IFieldSymbol { ContainingType.IsScriptClass: true } => "variable",
        IRangeVariableSymbol => "variable",
        _ => symbol.Kind.ToString().ToLowerInvariant(),
    });

    private static SyntaxToken? Dot(SemanticModel model, int start)
    {
        if (start == 0) return null;
        var token = model.SyntaxTree.GetRoot().FindToken(start - 1);
        if (token.SpanStart >= start) token = token.GetPreviousToken();
        return token.IsKind(SyntaxKind.DotToken) && token.Span.End <= start ? token : null;
    }

    private static IEnumerable<ISymbol> Members(SemanticModel model, int start, SyntaxToken dot)
    {
        ExpressionSyntax? target = dot.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            MemberBindingExpressionSyntax binding =>
                binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
            _ => null,
        };
        if (target is null) return [];

        // What follows on the next line may make a type of what was meant as a value: "x." above "var y = 1;".
        var asValue = SyntaxFactory.ParseExpression(target.ToString());
        var symbol = model.GetSymbolInfo(target).Symbol
            ?? model.GetSpeculativeSymbolInfo(target.SpanStart, asValue, SpeculativeBindingOption.BindAsExpression).Symbol;
        if (symbol is INamespaceOrTypeSymbol container)
        {
            return model.LookupSymbols(start, container)
                .Where(member => member.IsStatic || member is INamespaceOrTypeSymbol);
        }

        var type = model.GetTypeInfo(target).Type;
        if (type is null or IErrorTypeSymbol)
            type = model.GetSpeculativeTypeInfo(target.SpanStart, asValue, SpeculativeBindingOption.BindAsExpression).Type;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            && dot.Parent is MemberBindingExpressionSyntax)
        {
            type = nullable.TypeArguments[0];
        }

        return type is null or IErrorTypeSymbol
            ? []
            : model.LookupSymbols(start, type, includeReducedExtensionMethods: true)
                .Where(member => !member.IsStatic && member is not INamedTypeSymbol);
    }
}
