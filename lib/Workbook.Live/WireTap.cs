using System.Diagnostics;
using Workbook.Mqtt.Trace;

namespace Workbook.Live;

/// <summary>Records what passes a <see cref="FaultProxy"/>, in both directions, with the time since the proxy
/// started.</summary>
/// <remarks>
/// It may be read at any time, from any thread. It keeps <see cref="EntryMaximum"/> entries;
/// later ones pass unrecorded and are counted in <see cref="MissedCount"/>.
/// </remarks>
public sealed class WireTap
{
    private readonly Lock gate = new();
    private readonly long start = Stopwatch.GetTimestamp();
    private readonly List<Slot> slots = [];
    private TaskCompletionSource? changed;

    internal WireTap()
    {
    }

    /// <summary>The most entries that are kept.</summary>
    public static int EntryMaximum => 200_000;

    /// <summary>How many entries came after <see cref="EntryMaximum"/> was reached.</summary>
    public long MissedCount { get; private set; }

    /// <summary>The time since the recording began.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(start);

    /// <summary>Everything recorded so far.</summary>
    public Timeline Timeline
    {
        get
        {
            lock (gate)
                return new Timeline(slots.Select(slot => slot.Entry));
        }
    }

    /// <summary>Forgets everything recorded so far; times go on.</summary>
    public void Clear()
    {
        lock (gate)
            slots.Clear();
    }

    /// <summary>Waits until the recording satisfies a condition.</summary>
    /// <param name="condition">The condition, asked again whenever something is recorded.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <param name="cancellation">Ends the wait early.</param>
    /// <returns>The recording that satisfies the condition.</returns>
    /// <exception cref="TimeoutException">The time ran out first; the message shows what was recorded
    /// last.</exception>
    public async Task<Timeline> WaitForAsync(
        Func<Timeline, bool> condition, TimeSpan timeout, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        TimeSpan deadline = Elapsed + timeout;
        while (true)
        {
            Task change;
            lock (gate)
            {
                changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                change = changed.Task;
            }

            Timeline seen = Timeline;
            if (condition(seen))
                return seen;
            TimeSpan left = deadline - Elapsed;
            if (left <= TimeSpan.Zero || !await EndsWithinAsync(change, left, cancellation).ConfigureAwait(false))
            {
                string last = seen.Count == 0
                    ? "nothing was recorded"
                    : $"the last of {seen.Count} entries is: {seen[^1]}";
                throw new TimeoutException(
                    $"What was waited for did not pass the wire within {timeout.TotalSeconds:F1} s; {last}");
            }
        }
    }

    internal Slot Record(TimelineEntry entry)
    {
        var slot = new Slot(entry);
        lock (gate)
        {
            if (slots.Count < EntryMaximum)
                slots.Add(slot);
            else
                MissedCount++;
            SignalChange();
        }

        return slot;
    }

    internal void Settle(Slot slot, Fate fate)
    {
        lock (gate)
        {
            var packet = (TimelinePacket)slot.Entry;
            slot.Entry = packet with { Fate = fate, PassedAt = fate is Fate.Passed or Fate.Delayed ? Elapsed : null };
            SignalChange();
        }
    }

    private static async Task<bool> EndsWithinAsync(Task task, TimeSpan time, CancellationToken cancellation)
    {
        try
        {
            await task.WaitAsync(time, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void SignalChange()
    {
        changed?.TrySetResult();
        changed = null;
    }

    /// <summary>The place of one entry, whose fate may be settled later.</summary>
    internal sealed class Slot(TimelineEntry entry)
    {
        internal TimelineEntry Entry { get; set; } = entry;
    }
}
