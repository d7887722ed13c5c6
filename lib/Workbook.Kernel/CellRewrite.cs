using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Workbook.Kernel;

/// <summary>
/// How a cell's code is changed so that it can be stopped: every <c>await x</c> becomes
/// <c>await CellAwaits.Stoppable(x)</c>, and an await that does nothing goes before the first statement, since code that
/// is aborted before its first await would lose its variables. All lines keep their numbers.
/// </summary>
internal sealed class CellRewrite
{
    private const string Beginning = "await global::System.Threading.Tasks.Task.Yield(); ";
    private const string Opening = "global::Workbook.Kernel.CellAwaits.Stoppable(";

    private readonly List<(int At, string Text)> _insertions;

    private CellRewrite(IEnumerable<(int At, string Text)> insertions) =>
        _insertions = [.. insertions.OrderBy(insertion => insertion.At)];

    /// <summary>Leaves the code as it is.</summary>
    public static CellRewrite None { get; } = new([]);

    public bool IsEmpty => _insertions.Count == 0;

    /// <summary>Finds what is to be changed; awaits in <c>catch</c> and <c>finally</c> are clean-up and stay.</summary>
    public static CellRewrite Of(CompilationUnitSyntax cell)
    {
        var nodes = cell.DescendantNodes(parent => parent is not (CatchClauseSyntax or FinallyClauseSyntax));
        var operands = nodes.Select(node => node switch
        {
            AwaitExpressionSyntax wait => wait.Expression,
            CommonForEachStatementSyntax loop when loop.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword) => loop.Expression,
            _ => null,
        });
        var awaits = operands.OfType<ExpressionSyntax>()
            .Select(operand => operand.Span)
            .SelectMany(span => new (int At, string Text)[] { (span.Start, Opening), (span.End, ")") });
        var first = cell.Members.FirstOrDefault(member => member is GlobalStatementSyntax or FieldDeclarationSyntax);
        return new CellRewrite(first is null ? awaits : awaits.Prepend((first.SpanStart, Beginning)));
    }

    public string Apply(string code)
    {
        foreach (var (at, text) in Enumerable.Reverse(_insertions)) code = code.Insert(at, text);
        return code;
    }

    /// <summary>Returns where in the code as written the diagnostic stands.</summary>
    public FileLinePositionSpan AsWritten(Diagnostic diagnostic, string place)
    {
        var span = diagnostic.Location.GetMappedLineSpan();
        if (diagnostic.Location.SourceTree is not { } tree || tree.FilePath != place) return span;
        var position = diagnostic.Location.SourceSpan.Start;
        var lineStart = tree.GetText().Lines.GetLineFromPosition(position).Start;
        var shift = 0;
        var added = 0;
        foreach (var (at, text) in _insertions)
        {
            // Where the insertion begins in the changed code.
            var begin = at + added;
            added += text.Length;
            if (begin >= lineStart && begin < position) shift += text.Length;
        }

        var start = span.StartLinePosition;
        var column = Math.Max(0, start.Character - shift);
        return new FileLinePositionSpan(span.Path, new(start.Line, column), new(start.Line, column));
    }
}
