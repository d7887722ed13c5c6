using System.Diagnostics;

namespace Workbook.Live;

/// <summary>What turns a pure machine into a live one: a lock around it, a clock, a timer for its next deadline, and
/// flushes.</summary>
/// <remarks>
/// Every step of the machine happens between <see cref="Enter"/> and the end of the scope that it gives. The packets
/// that a step wrote are sent after the lock is released, all of a connection together.
/// </remarks>
internal sealed class LiveMachine : IDisposable
{
    private static readonly TimeSpan TimerMaximum = TimeSpan.FromDays(20);

    /// <summary>One start for all machines of the process, so that a session can move from one to another with its
    /// times.</summary>
    private static readonly long Start = Stopwatch.GetTimestamp();
    private readonly Lock gate = new();
    private readonly Timer timer;
    private readonly Func<TimeSpan?> nextDeadline;
    private List<WireConnection> unsent = [];
    private List<WireConnection>? spare;
    private TimeSpan armedFor = TimeSpan.MaxValue;
    private bool isDisposed;

    /// <summary>Makes the surroundings of a machine.</summary>
    /// <param name="advance">Tells the machine the time; called within a step.</param>
    /// <param name="nextDeadline">Asks the machine when it wants to be told next; called within a step.</param>
    internal LiveMachine(Action<TimeSpan> advance, Func<TimeSpan?> nextDeadline)
    {
        this.nextDeadline = nextDeadline;
        timer = new Timer(_ => Tick(advance));
    }

    /// <summary>The machine's time: since the first machine of this process was made.</summary>
    internal static TimeSpan Now => Stopwatch.GetElapsedTime(Start);

    /// <summary>Begins a step; no other runs until its scope is disposed of.</summary>
    internal Step Enter()
    {
        gate.Enter();
        return new Step(this);
    }

    /// <summary>Notes within a step that a connection has something to send.</summary>
    internal void NoteUnsent(WireConnection wire)
    {
        if (wire.IsNoted)
            return;
        wire.IsNoted = true;
        unsent.Add(wire);
    }

    public void Dispose()
    {
        lock (gate)
            isDisposed = true;
        timer.Dispose();
    }

    private void Tick(Action<TimeSpan> advance)
    {
        using Step step = Enter();
        armedFor = TimeSpan.MaxValue;
        if (!isDisposed)
            advance(Now);
    }

    private void Exit()
    {
        Arm();
        List<WireConnection> toSend = unsent;
        if (toSend.Count == 0)
        {
            gate.Exit();
            return;
        }

        unsent = spare ?? [];
        spare = null;
        foreach (WireConnection wire in toSend)
            wire.IsNoted = false;
        gate.Exit();

        foreach (WireConnection wire in toSend)
            wire.Flush();
        toSend.Clear();
        lock (gate)
            spare ??= toSend;
    }

    /// <summary>Sets the timer when a deadline comes before the one it is set to; a later one is found when the timer
    /// fires.</summary>
    private void Arm()
    {
        if (isDisposed || nextDeadline() is not { } deadline || deadline >= armedFor)
            return;
        armedFor = deadline;
        TimeSpan wait = deadline - Now;
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > TimerMaximum ? TimerMaximum : wait;
        timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }

    /// <summary>One step of the machine; its end releases the lock and sends what was written.</summary>
    internal readonly ref struct Step(LiveMachine machine)
    {
        public void Dispose() => machine.Exit();
    }
}
