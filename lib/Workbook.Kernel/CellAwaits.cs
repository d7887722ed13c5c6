using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbook.Kernel;

/// <summary>
/// What a cell awaits, made to end when the cell is told to stop. An await that never ends cannot be interrupted from
/// outside, and no <c>finally</c> behind it would run; so every <c>await x</c> of a cell is compiled as
/// <c>await CellAwaits.Stoppable(x)</c>, on the same line. Awaits in <c>catch</c> and <c>finally</c> stay as they are:
/// they clean up, also after a stop.
/// </summary>
public static class CellAwaits
{
    private const string Opening = "global::Workbook.Kernel.CellAwaits.Stoppable(";

    /// <summary>Returns the task, ended early with <see cref="OperationCanceledException"/> on stop.</summary>
    public static Task Stoppable(Task task) =>
        task is null || task.IsCompleted ? task! : task.WaitAsync(CellContext.StopTokenOfCurrent);

    /// <summary>Returns the task, ended early with <see cref="OperationCanceledException"/> on stop.</summary>
    public static Task<T> Stoppable<T>(Task<T> task) =>
        task is null || task.IsCompleted ? task! : task.WaitAsync(CellContext.StopTokenOfCurrent);

    /// <summary>Returns the task, ended early with <see cref="OperationCanceledException"/> on stop.</summary>
    public static ValueTask Stoppable(ValueTask task) =>
        task.IsCompleted ? task : new(task.AsTask().WaitAsync(CellContext.StopTokenOfCurrent));

    /// <summary>Returns the task, ended early with <see cref="OperationCanceledException"/> on stop.</summary>
    public static ValueTask<T> Stoppable<T>(ValueTask<T> task) =>
        task.IsCompleted ? task : new(task.AsTask().WaitAsync(CellContext.StopTokenOfCurrent));

    /// <summary>Returns the sequence, ended early with <see cref="OperationCanceledException"/> on stop.</summary>
    public static async IAsyncEnumerable<T> Stoppable<T>(IAsyncEnumerable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var stop = CellContext.StopTokenOfCurrent;
        var items = source.GetAsyncEnumerator(stop);
        var isPending = false;
        try
        {
            while (true)
            {
                var next = items.MoveNextAsync().AsTask();
                isPending = true;
                if (!await next.WaitAsync(stop)) break;
                isPending = false;
                yield return items.Current;
            }

            isPending = false;
        }
        finally
        {
            // An iterator refuses to be disposed while it still waits for its next item.
            if (!isPending) await items.DisposeAsync();
        }
    }

    /// <summary>Returns any other awaitable as it is, unless the cell has been told to stop.</summary>
    public static T Stoppable<T>(T awaitable)
    {
        CellContext.StopTokenOfCurrent.ThrowIfCancellationRequested();
        return awaitable;
    }

    /// <summary>Returns the cell's code with every await made stoppable, or null when the cell awaits nothing.</summary>
    internal static string? Rewrite(CompilationUnitSyntax cell, string code)
    {
        var nodes = cell.DescendantNodes(parent => parent is not (CatchClauseSyntax or FinallyClauseSyntax));
        var operands = nodes.Select(node => node switch
        {
            AwaitExpressionSyntax wait => wait.Expression,
            CommonForEachStatementSyntax loop when loop.AwaitKeyword.IsKind(SyntaxKind.AwaitKeyword) => loop.Expression,
            _ => null,
        });
        var insertions = operands.OfType<ExpressionSyntax>()
            .SelectMany(operand => new (int At, string Text)[] { (operand.Span.Start, Opening), (operand.Span.End, ")") })
            .OrderByDescending(insertion => insertion.At)
            .ToList();
        if (insertions.Count == 0) return null;
        foreach (var (at, text) in insertions) code = code.Insert(at, text);
        return code;
    }
}
