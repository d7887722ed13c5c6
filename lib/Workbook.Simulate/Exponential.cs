namespace Workbook.Simulate;

/// <summary>Waiting times that are drawn alike on every machine.</summary>
public static class Exponential
{
    private const double Log2 = 0.693147180559945309;

    /// <summary>Draws a waiting time for an event that comes at random.</summary>
    /// <remarks>The logarithm is computed here, with additions, multiplications and divisions alone: those of the
    /// machines' own libraries may differ in the last bit.</remarks>
    /// <param name="stream">The random numbers.</param>
    /// <param name="mean">The mean waiting time, above zero.</param>
    public static TimeSpan NextExponential(this RandomStream stream, TimeSpan mean)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Expect.Positive(mean, nameof(mean));
        return TimeSpan.FromTicks((long)(-Log(1 - stream.NextUnit()) * mean.Ticks));
    }

    /// <summary>The natural logarithm of a number above 0 and up to 1.</summary>
    internal static double Log(double value)
    {
        int exponent = 0;
        while (value < 0.75)
        {
            value *= 2;
            exponent--;
        }

        // ln(v) = 2 (s + s^3/3 + s^5/5 + ...) with s = (v - 1) / (v + 1), here below 1/7 in size (or 1/5 above 1).
        double ratio = (value - 1) / (value + 1);
        double square = ratio * ratio;
        double sum = 0;
        for (int power = 25; power >= 1; power -= 2)
            sum = sum * square + 1.0 / power;
        return 2 * ratio * sum + exponent * Log2;
    }
}
