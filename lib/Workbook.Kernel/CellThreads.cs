#pragma warning disable SYSLIB0046 // ControlledExecution is made for exactly this: running code that a user may stop.
using System.Runtime;

namespace Workbook.Kernel;

/// <summary>
/// The threads of one cell: its code and the continuations of its awaits run here, where they can be stopped.
/// </summary>
/// <remarks>
/// A stop is asked for in three steps. The cell's token is cancelled and the cell has <see cref="Grace"/> to end by
/// itself. Then code that has gone on longer than that without an await is interrupted where it waits and aborted where
/// it runs; its <c>finally</c> blocks run, and a socket that it waits for is shut down (<see cref="SocketCalls"/>).
/// Code that does not react to that within <see cref="ReactionLimit"/> is abandoned: it is in a call of the operating
/// system. So is clean-up that takes longer than <see cref="StopLimit"/>, and code on a thread that the cell did not
/// get from here. An abort has two limits: awaits in clean-up code do not run after it, and optimised code has no
/// <c>finally</c> for a block that calls nothing and cannot throw; a cell aborted in an empty endless loop loses the
/// variables that it declared itself.
/// </remarks>
internal sealed class CellThreads : SynchronizationContext
{
    /// <summary>The most threads of one cell; more work waits until a thread is free.</summary>
    public const int ThreadsMaximum = 64;

    /// <summary>How long a cell may take to end by itself once its token is cancelled.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    /// <summary>How long code that was interrupted or aborted may take to come back before it is abandoned.</summary>
    public static readonly TimeSpan ReactionLimit = TimeSpan.FromMilliseconds(500);

    /// <summary>How long after the stop a cell that cleans up is abandoned.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan IdleLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);

    private readonly object _gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();
    private readonly List<WorkItem> _running = [];
    private readonly CellContext _cell;
    private readonly TaskCompletionSource _fault = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _threadCount;
    private int _idleCount;
    private bool _isClosed;
    private bool _hasCellEnded;
    private volatile bool _isAbandoned;

    public CellThreads(CellContext cell) => _cell = cell;

    /// <summary>Fails with the first exception of the cell that nothing awaits; else it never ends.</summary>
    public Task Fault => _fault.Task;

    /// <summary>Starts the cell's code here; the task ends with it.</summary>
    public Task<T> Start<T>(Func<Task<T>> code)
    {
        var started = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(
            _ =>
            {
                try
                {
                    started.SetResult(code());
                }
                finally
                {
                    started.TrySetCanceled();
                }
            },
            null);
        return started.Task.Unwrap();
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            if (_isClosed) return;
            _work.Enqueue((d, state));
            Monitor.Pulse(_gate);

            // A blocked thread must not hold up what would free it, so work never waits for a busy thread.
            if (_work.Count <= _idleCount || _threadCount == ThreadsMaximum) return;
            _threadCount++;
            new Thread(Work) { IsBackground = true, Name = "cell" }.UnsafeStart();
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Cancels the cell's token, stops the cell and returns whether it has ended.</summary>
    public bool Stop(Task code, CancellationTokenSource stopCell)
    {
        Cancel(stopCell);
        // Aborted in a continuation, the code ends with a fault here, and its task may never end.
        Task[] cell = Fault.IsCompleted ? [code] : [code, Fault];
        var start = Environment.TickCount64;
        while (!HasEnded(cell, Poll) && Elapsed(start) < StopLimit && !_isAbandoned
            && !Array.Exists(Running(), item => item.IsStuck))
        {
            foreach (var item in Running()) item.StopIfOverdue(start);
        }

        // Aborted code gives back what it had declared on another thread, a moment after its fault is known.
        if (Fault.IsCompleted) HasEnded([code], ReactionLimit);
        lock (_gate) _isClosed = true;
        foreach (var item in Running()) item.StopNow();
        return HasEnded(cell, Poll);
    }

    /// <summary>Lets threads end once they are idle: only what the cell left in the background needs more.</summary>
    public void Rest()
    {
        lock (_gate)
        {
            _hasCellEnded = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Lets a stop that is under way wait no longer.</summary>
    public void Abandon() => _isAbandoned = true;

    // On a thread of its own: what is called back may block, and the cell may have filled the pool.
    private static void Cancel(CancellationTokenSource source) => new Thread(() =>
    {
        try
        {
            source.Cancel();
        }
        catch (Exception e) when (e is AggregateException or ObjectDisposedException)
        {
            // What the cell's own callbacks throw is lost as the rest of the cell is; an abort came too late.
        }
    }) { IsBackground = true, Name = "cell stop" }.UnsafeStart();

    private static TimeSpan Elapsed(long sinceTicks) => TimeSpan.FromMilliseconds(Environment.TickCount64 - sinceTicks);

    private static bool HasEnded(Task[] cell, TimeSpan limit) => Task.WaitAny(cell, limit) >= 0;

    private WorkItem[] Running()
    {
        lock (_gate) return [.. _running];
    }

    private void Work()
    {
        SetSynchronizationContext(this);
        CellContext.Current = _cell;
        var thread = SocketCalls.CurrentThread();
        while (TryTake(out var work))
        {
            if (Run(work.Callback, work.State, thread)) continue;
            lock (_gate) _threadCount--;
            return;
        }
    }

    private bool TryTake(out (SendOrPostCallback Callback, object? State) work)
    {
        lock (_gate)
        {
            if (_work.Count == 0 && !_hasCellEnded)
            {
                _idleCount++;
                Monitor.Wait(_gate, IdleLimit);
                _idleCount--;
            }

            if (_work.TryDequeue(out work)) return true;
            _threadCount--;
            return false;
        }
    }

    // Returns whether the thread may go on: one that was aborted or interrupted is not used again.
    private bool Run(SendOrPostCallback callback, object? state, string? thread)
    {
        using var item = new WorkItem(_cell, thread);
        lock (_gate) _running.Add(item);
        try
        {
            ControlledExecution.Run(() => callback(state), item.Token);
        }
        catch (Exception e)
        {
            _fault.TrySetException(e);
        }
        finally
        {
            lock (_gate) _running.Remove(item);
        }

        return !item.End();
    }

    /// <summary>One stretch of code between two pauses, on one thread.</summary>
    private sealed class WorkItem(CellContext cell, string? systemThread) : IDisposable
    {
        // Interrupted code cleans up in full, aborted code may not: who is on the way to a wait gets time to reach it.
        private static readonly TimeSpan RunningGrace = 2 * Grace;
        private static readonly TimeSpan StopPause = TimeSpan.FromMilliseconds(150);

        private readonly Lock _lock = new();
        private readonly CellContext _cell = cell;
        private readonly string? _systemThread = systemThread;
        private readonly CancellationTokenSource _abort = new();
        private readonly Thread _thread = Thread.CurrentThread;
        private readonly long _start = Environment.TickCount64;
        private long _firstStop;
        private long _lastStop;
        private bool _isStopped;
        private bool _hasEnded;

        public CancellationToken Token => _abort.Token;

        /// <summary>Whether it runs on although it was told to stop long ago.</summary>
        public bool IsStuck
        {
            get
            {
                lock (_lock) return _isStopped && !_hasEnded && Elapsed(_firstStop) >= ReactionLimit;
            }
        }

        private bool IsWaiting => _thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin);

        public void Dispose() => _abort.Dispose();

        /// <summary>Stops the code if it goes on too long, and again after each pause.</summary>
        public void StopIfOverdue(long stopStart)
        {
            lock (_lock)
            {
                var isWaiting = IsWaiting;
                if (_hasEnded || Elapsed(Math.Max(_start, stopStart)) < (isWaiting ? Grace : RunningGrace)) return;
                if (!_isStopped || Elapsed(_lastStop) >= StopPause) Stop(isWaiting);
            }
        }

        public void StopNow()
        {
            lock (_lock)
            {
                if (!_hasEnded) Stop(IsWaiting);
            }
        }

        public bool End()
        {
            lock (_lock)
            {
                _hasEnded = true;
                return _isStopped;
            }
        }

        private void Stop(bool isWaiting)
        {
            _lastStop = Environment.TickCount64;
            if (!_isStopped) _firstStop = _lastStop;
            _isStopped = true;
            _cell.MarkStopped();

            // An abort does not wake a thread that waits, and cancelling returns only when it is done.
            if (isWaiting) _thread.Interrupt();
            else if (!_abort.IsCancellationRequested) Cancel(_abort);
            else SocketCalls.End(_systemThread);
        }
    }
}
