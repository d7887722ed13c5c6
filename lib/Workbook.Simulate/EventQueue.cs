namespace Workbook.Simulate;

/// <summary>What is to happen and when: events come out in order of time, and those of one moment in the order in
/// which they went in.</summary>
/// <typeparam name="TEvent">The event; a small struct keeps a large simulation fast.</typeparam>
public sealed class EventQueue<TEvent>
{
    private readonly PriorityQueue<TEvent, (long Ticks, long Number)> queue = new();
    private long added;

    /// <summary>How many events wait.</summary>
    public int Count => queue.Count;

    /// <summary>When the next event is due; null when none waits.</summary>
    public TimeSpan? NextAt =>
        queue.TryPeek(out _, out var priority) ? TimeSpan.FromTicks(priority.Ticks) : null;

    /// <summary>When the event that was taken last was due: the time of the simulation.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Adds an event.</summary>
    /// <param name="at">When it is due, in time since the start; not before <see cref="Now"/>.</param>
    /// <param name="item">The event.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is past; the queue is unchanged.</exception>
    public void Add(TimeSpan at, TEvent item)
    {
        if (at < Now)
        {
            throw new ArgumentOutOfRangeException(
                nameof(at), $"Expected a moment from {Now} on, the time of the simulation, but got {at}.");
        }

        queue.Enqueue(item, (at.Ticks, added++));
    }

    /// <summary>Takes the next event and moves the time to it.</summary>
    /// <param name="item">The event.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(out TEvent item)
    {
        if (!queue.TryDequeue(out item!, out var priority))
            return false;
        Now = TimeSpan.FromTicks(priority.Ticks);
        return true;
    }
}
