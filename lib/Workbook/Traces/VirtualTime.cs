namespace Workbook.Traces;

/// <summary>Time that passes only from one thing to the next: what is planned for the same moment happens in the order of
/// planning.</summary>
internal sealed class VirtualTime
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Number)> plan = new();
    private long planned;

    /// <summary>The time since the start.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Whether nothing is planned any more.</summary>
    public bool IsIdle => plan.Count == 0;

    /// <summary>When the next thing happens; null when nothing is planned.</summary>
    public TimeSpan? Next => plan.TryPeek(out _, out var place) ? place.At : null;

    /// <summary>Plans something; what should have happened already happens now.</summary>
    public void At(TimeSpan time, Action action) => plan.Enqueue(action, (time > Now ? time : Now, planned++));

    /// <summary>Plans something after a while.</summary>
    public void After(TimeSpan wait, Action action) => At(Now + wait, action);

    /// <summary>Lets time pass without doing what is planned.</summary>
    public void PassTo(TimeSpan time) => Now = time > Now ? time : Now;

    /// <summary>Does the next thing.</summary>
    public void Step()
    {
        if (!plan.TryDequeue(out var action, out var place))
            return;
        PassTo(place.At);
        action();
    }
}
