namespace Workbook.Display;

/// <summary>Bins of equal, round width that hold every value of a histogram: each holds its lower edge.</summary>
internal sealed record HistogramBins(double Start, double Width, int Count)
{
    public double End => Start + Count * Width;

    public double Edge(int bin) => Start + bin * Width;

    public static HistogramBins Over(IReadOnlyList<double> values, int binCount)
    {
        var (low, high) = (values.Min(), values.Max());
        if (AxisScale.IsPoint(low, high)) (low, high) = (low - 0.5, high + 0.5);
        var width = AxisScale.NiceStep((high - low) / binCount);
        var start = Math.Floor(low / width) * width;
        var count = (int)Math.Floor((high - start) / width) + 1;
        return new HistogramBins(start, width, count);
    }

    public int[] CountIn(IEnumerable<double> values)
    {
        var counts = new int[Count];
        foreach (var value in values)
            counts[Math.Clamp((int)Math.Floor((value - Start) / Width), 0, Count - 1)]++;
        return counts;
    }
}
