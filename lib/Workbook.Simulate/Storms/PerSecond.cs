namespace Workbook.Simulate;

/// <summary>Counts what happens in each second of virtual time.</summary>
internal sealed class PerSecond
{
    private int[] counts = new int[64];

    /// <summary>The seconds from the start to the last in which something happened.</summary>
    public int Count { get; private set; }

    public void Add(TimeSpan at)
    {
        int second = (int)(at.Ticks / TimeSpan.TicksPerSecond);
        if (second >= Count)
        {
            if (second >= counts.Length)
                Array.Resize(ref counts, Math.Max(second + 1, counts.Length * 2));
            Count = second + 1;
        }

        counts[second]++;
    }

    /// <summary>Gives the counts of a number of seconds, those after the last being 0.</summary>
    public IReadOnlyList<int> ToList(int seconds)
    {
        var list = new int[seconds];
        Array.Copy(counts, list, Math.Min(seconds, Count));
        return list;
    }
}
