namespace Workbook.Mqtt.Broker;

/// <summary>Deadlines by time: a binary heap in which each deadline knows its place, so that it can be moved and
/// removed.</summary>
/// <remarks>There is one deadline for each owner at most, so the schedule cannot outgrow connections and
/// sessions.</remarks>
internal sealed class Schedule
{
    private readonly List<Deadline> heap = [];

    public TimeSpan? Next => heap.Count > 0 ? heap[0].DueAt : null;

    public void Set(Deadline deadline, TimeSpan dueAt)
    {
        deadline.DueAt = dueAt;
        if (deadline.Position < 0)
        {
            deadline.Position = heap.Count;
            heap.Add(deadline);
        }

        MoveDown(MoveUp(deadline.Position));
    }

    public void Remove(Deadline deadline)
    {
        int position = deadline.Position;
        if (position < 0)
            return;
        deadline.Position = -1;
        Deadline last = heap[^1];
        heap.RemoveAt(heap.Count - 1);
        if (last == deadline)
            return;
        Place(last, position);
        MoveDown(MoveUp(position));
    }

    /// <summary>Runs all that is due; what is scheduled meanwhile for now or earlier runs too.</summary>
    public void Run(TimeSpan now)
    {
        while (heap.Count > 0 && heap[0].DueAt <= now)
        {
            Deadline due = heap[0];
            Remove(due);
            due.Owner.OnDue(now);
        }
    }

    private int MoveUp(int position)
    {
        Deadline moved = heap[position];
        while (position > 0 && heap[(position - 1) / 2].DueAt > moved.DueAt)
        {
            Place(heap[(position - 1) / 2], position);
            position = (position - 1) / 2;
        }

        Place(moved, position);
        return position;
    }

    private void MoveDown(int position)
    {
        Deadline moved = heap[position];
        for (int child = 2 * position + 1; child < heap.Count; child = 2 * position + 1)
        {
            if (child + 1 < heap.Count && heap[child + 1].DueAt < heap[child].DueAt)
                child++;
            if (heap[child].DueAt >= moved.DueAt)
                break;
            Place(heap[child], position);
            position = child;
        }

        Place(moved, position);
    }

    private void Place(Deadline deadline, int position)
    {
        heap[position] = deadline;
        deadline.Position = position;
    }
}
