using System.Globalization;

namespace Workbook.Display;

/// <summary>Maps the values of an axis to a fraction of its length and chooses ticks at round numbers.</summary>
internal sealed class AxisScale
{
    private readonly double step;

    private AxisScale(double minimum, double maximum, bool isLogarithmic, IReadOnlyList<double> ticks, double step)
    {
        (Minimum, Maximum, IsLogarithmic, Ticks, this.step) = (minimum, maximum, isLogarithmic, ticks, step);
    }

    public double Minimum { get; }

    public double Maximum { get; }

    public bool IsLogarithmic { get; }

    public IReadOnlyList<double> Ticks { get; }

    /// <param name="axis">The axis; its own range is kept where it has one.</param>
    /// <param name="low">The least value to show.</param>
    /// <param name="high">The greatest value to show.</param>
    /// <param name="tickCount">About how many ticks are wanted.</param>
    /// <param name="isWhole">Whether only whole numbers make sense, as for counts.</param>
    public static AxisScale Fit(Axis axis, double low, double high, int tickCount, bool isWhole = false)
    {
        (low, high) = (axis.From ?? low, axis.To ?? high);
        return axis.IsLogarithmic
            ? Logarithmic(axis, low, high, tickCount)
            : Linear(axis, low, high, tickCount, isWhole);
    }

    /// <summary>Tells whether two ends are so near that no scale can be drawn between them.</summary>
    public static bool IsPoint(double low, double high) =>
        high - low <= 1e-9 * Math.Max(Math.Abs(low), Math.Abs(high));

    /// <summary>Returns the least of 1, 2 or 5 times a power of ten that is not below the given step.</summary>
    public static double NiceStep(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        foreach (var factor in (ReadOnlySpan<double>)[1, 2, 5])
        {
            if (atLeast <= factor * power * (1 + 1e-9)) return factor * power;
        }

        return 10 * power;
    }

    public double Fraction(double value) => IsLogarithmic
        ? (Math.Log10(value) - Math.Log10(Minimum)) / (Math.Log10(Maximum) - Math.Log10(Minimum))
        : (value - Minimum) / (Maximum - Minimum);

    public string LabelOf(double tick)
    {
        if (IsLogarithmic) return NumberText.Of(tick);
        var largest = Math.Max(Math.Abs(Minimum), Math.Abs(Maximum));
        var stepPower = (int)Math.Floor(Math.Log10(step) + 1e-9);
        if (largest < 1e7 && step >= 1e-4)
            return tick.ToString("#,0." + new string('0', Math.Max(0, -stepPower)), CultureInfo.InvariantCulture);
        var digits = Math.Clamp((int)Math.Floor(Math.Log10(largest)) - stepPower, 0, 12);
        return tick == 0 ? "0" : tick.ToString("0." + new string('#', digits) + "e0", CultureInfo.InvariantCulture);
    }

    private static AxisScale Linear(Axis axis, double low, double high, int tickCount, bool isWhole)
    {
        if (IsPoint(low, high))
        {
            var around = Math.Abs(low) * 0.1;
            (low, high) = (axis.From ?? low - around, axis.To ?? high + (low == 0 ? 1 : around));
        }

        var step = NiceStep((high - low) / tickCount);
        if (isWhole) step = Math.Max(1, step);
        var first = axis.From is null ? Math.Floor(low / step + 1e-9) : Math.Ceiling(low / step - 1e-9);
        var last = axis.To is null ? Math.Ceiling(high / step - 1e-9) : Math.Floor(high / step + 1e-9);
        var ticks = Enumerable.Range(0, (int)(last - first) + 1).Select(i => Exact((first + i) * step, step)).ToArray();
        return new AxisScale(axis.From ?? first * step, axis.To ?? last * step, false, ticks, step);
    }

    /// <summary>Removes the noise of binary fractions from a multiple of a round step.</summary>
    private static double Exact(double tick, double step)
    {
        var decimals = -(int)Math.Floor(Math.Log10(step) + 1e-9);
        return decimals is >= 0 and <= 15 ? Math.Round(tick, decimals) : tick;
    }

    private static AxisScale Logarithmic(Axis axis, double low, double high, int tickCount)
    {
        var minimum = axis.From ?? Math.Pow(10, Math.Floor(Math.Log10(low) + 1e-9));
        var maximum = axis.To ?? Math.Pow(10, Math.Ceiling(Math.Log10(high) - 1e-9));
        if (maximum <= minimum) maximum = minimum * 10;
        var decades = Math.Log10(maximum / minimum);
        if (decades < 1)
        {
            // Within a decade, multiples of a round step are easier to read than powers of ten.
            var step = NiceStep((maximum - minimum) / tickCount);
            var multiples = Enumerable.Range((int)Math.Ceiling(minimum / step - 1e-9), tickCount + 2)
                .Select(i => Exact(i * step, step))
                .Where(tick => tick <= maximum * (1 + 1e-9));
            return new AxisScale(minimum, maximum, true, multiples.ToArray(), step);
        }

        double[] factors = decades <= tickCount / 3.0 ? [1, 2, 5] : [1];
        var stride = Math.Max(1, (int)Math.Ceiling(decades / tickCount));
        var ticks =
            from power in Enumerable.Range((int)Math.Floor(Math.Log10(minimum)), (int)Math.Ceiling(decades) + 2)
            where power % stride == 0
            from factor in factors
            let tick = factor * Math.Pow(10, power)
            where tick >= minimum * (1 - 1e-9) && tick <= maximum * (1 + 1e-9)
            select tick;
        return new AxisScale(minimum, maximum, true, ticks.ToArray(), step: 1);
    }
}
