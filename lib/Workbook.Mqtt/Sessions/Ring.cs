namespace Workbook.Mqtt.Sessions;

/// <summary>A growing list in a flat circular array: cheap at both ends, ordered, and without any array while it is
/// empty from the start.</summary>
internal struct Ring<T>
{
    private const int SmallestCapacity = 4;

    private T[]? items;
    private int head;

    public int Count { get; private set; }

    public readonly ref T this[int position] => ref items![(head + position) & (items.Length - 1)];

    public void Add(in T item)
    {
        if (items is null)
            items = new T[SmallestCapacity];
        else if (Count == items.Length)
            Grow();
        Count++;
        this[Count - 1] = item;
    }

    /// <summary>Takes out one item and keeps the order of the others; moves whichever side is shorter.</summary>
    public void RemoveAt(int position)
    {
        if (position <= (Count - 1) / 2)
        {
            for (int to = position; to > 0; to--)
                this[to] = this[to - 1];
            this[0] = default!;
            head = (head + 1) & (items!.Length - 1);
        }
        else
        {
            for (int to = position; to < Count - 1; to++)
                this[to] = this[to + 1];
            this[Count - 1] = default!;
        }

        Count--;
    }

    public void Clear()
    {
        if (Count > 0)
            Array.Clear(items!);
        head = 0;
        Count = 0;
    }

    private void Grow()
    {
        T[] larger = new T[items!.Length * 2];
        for (int position = 0; position < Count; position++)
            larger[position] = this[position];
        items = larger;
        head = 0;
    }
}
