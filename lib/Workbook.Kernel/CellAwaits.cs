using System.Runtime.CompilerServices;

namespace Workbook.Kernel;

/// <summary>
/// What a cell awaits, made to end when the cell is told to stop. An await that never ends cannot be interrupted from
/// outside, and no <c>finally</c> behind it would run; so every <c>await x</c> of a cell is compiled as
/// <c>await CellAwaits.Stoppable(x)</c>, on the same line. A stop ends what is awaited when it comes, or else the next
/// await; those after it are clean-up, as are all in <c>catch</c> and <c>finally</c>, and run undisturbed.
/// </summary>
public static class CellAwaits
{
    /// <summary>How long after the stop a cell still waits for what it awaits to end by itself.</summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns the task, ended early with <see cref="OperationCanceledException"/> on stop.</summary>
    public static Task Stoppable(Task task) =>
        task is null || task.IsCompleted || IsOwnCode(task) || CellContext.Current is not { } cell
            ? task!
            : Wait(task, cell);

    /// <summary>Returns the task, ended early with <see cref="OperationCanceledException"/> on stop.</summary>
    public static Task<T> Stoppable<T>(Task<T> task) =>
        task is null || task.IsCompleted || IsOwnCode(task) || CellContext.Current is not { } cell
            ? task!
            : Wait(task, cell);

    /// <summary>Returns the task, ended early with <see cref="OperationCanceledException"/> on stop.</summary>
    public static ValueTask Stoppable(ValueTask task) =>
        task.IsCompleted ? task : new(Stoppable(task.AsTask()));

    /// <summary>Returns the task, ended early with <see cref="OperationCanceledException"/> on stop.</summary>
    public static ValueTask<T> Stoppable<T>(ValueTask<T> task) =>
        task.IsCompleted ? task : new(Stoppable(task.AsTask()));

    /// <summary>Returns a task for it, ended early with <see cref="OperationCanceledException"/> on stop.</summary>
    /// <remarks>The cell goes on on its own threads all the same, where it can be stopped.</remarks>
    public static Task Stoppable(ConfiguredTaskAwaitable awaitable)
    {
        return Stoppable(Plain());
        async Task Plain() => await awaitable;
    }

    /// <inheritdoc cref="Stoppable(ConfiguredTaskAwaitable)"/>
    public static Task<T> Stoppable<T>(ConfiguredTaskAwaitable<T> awaitable)
    {
        return Stoppable(Plain());
        async Task<T> Plain() => await awaitable;
    }

    /// <inheritdoc cref="Stoppable(ConfiguredTaskAwaitable)"/>
    public static Task Stoppable(ConfiguredValueTaskAwaitable awaitable)
    {
        return Stoppable(Plain());
        async Task Plain() => await awaitable;
    }

    /// <inheritdoc cref="Stoppable(ConfiguredTaskAwaitable)"/>
    public static Task<T> Stoppable<T>(ConfiguredValueTaskAwaitable<T> awaitable)
    {
        return Stoppable(Plain());
        async Task<T> Plain() => await awaitable;
    }

    /// <summary>Returns the sequence, ended early with <see cref="OperationCanceledException"/> on stop.</summary>
    public static async IAsyncEnumerable<T> Stoppable<T>(IAsyncEnumerable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var items = source.GetAsyncEnumerator(CellContext.StopTokenOfCurrent);
        var next = Task.FromResult(true);
        try
        {
            while (await Stoppable(next = items.MoveNextAsync().AsTask())) yield return items.Current;
        }
        finally
        {
            // An iterator refuses to be disposed while it still waits for its next item.
            if (next.IsCompleted) await items.DisposeAsync();
        }
    }

    /// <summary>Returns any other awaitable as it is, unless the cell has been told to stop.</summary>
    public static T Stoppable<T>(T awaitable)
    {
        CellContext.Current?.BeginAwait();
        return awaitable;
    }

    private static async Task Wait(Task task, CellContext cell)
    {
        var stop = cell.BeginAwait();
        try
        {
            await task.WaitAsync(stop).ConfigureAwait(false);
            return;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            cell.MarkStopped();
        }

        // What the cell awaits may have heard of the stop too, and be about to clean up and end.
        await Task.WhenAny(task, Task.Delay(Grace, CancellationToken.None)).ConfigureAwait(false);
        if (task.IsFaulted) await task.ConfigureAwait(false);
        throw new OperationCanceledException(stop);
    }

    private static async Task<T> Wait<T>(Task<T> task, CellContext cell)
    {
        await Wait((Task)task, cell).ConfigureAwait(false);
        return task.Result;
    }

    // An async method of a cell: the stop ends what it awaits itself, and then the method, with its clean-up done.
    private static bool IsOwnCode(Task task) =>
        task.GetType() is { IsGenericType: true } type && CellFrames.IsOfCell(type.GenericTypeArguments[^1].Assembly);
}
