namespace Workbook.Mqtt.Sessions;

/// <summary>Computes the waits of <see cref="Backoff"/>, in the caller's unit of time.</summary>
/// <remarks>Only what IEEE 754 defines to the last bit is used: the same on every machine.</remarks>
public static class BackoffRule
{
    /// <summary>Gives the longest wait: the base, doubled with each wait up to the cap.</summary>
    /// <param name="first">The base, above zero.</param>
    /// <param name="cap">The longest wait; below the base it is the base that is cut.</param>
    /// <param name="number">Which wait it is, 1 for the first since the connection was lost.</param>
    public static double Ceiling(double first, double cap, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return Math.Min(cap, Math.ScaleB(first, number - 1));
    }

    /// <summary>Gives one wait.</summary>
    /// <param name="backoff">The rule.</param>
    /// <param name="first">The base, above zero.</param>
    /// <param name="cap">The longest wait.</param>
    /// <param name="number">Which wait it is, 1 for the first since the connection was lost.</param>
    /// <param name="last">The wait before this one, the base for the first; only <see cref="Backoff.Decorrelated"/>
    /// asks for it.</param>
    /// <param name="draw">A random number from 0 up to, but not, 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rule is unknown or the number below 1.</exception>
    public static double Wait(this Backoff backoff, double first, double cap, int number, double last, double draw) =>
        backoff switch
        {
            Backoff.None => 0,
            Backoff.Constant => Math.Min(cap, first),
            Backoff.Exponential => Ceiling(first, cap, number),
            Backoff.EqualJitter => Ceiling(first, cap, number) / 2 * (1 + draw),
            Backoff.FullJitter => Ceiling(first, cap, number) * draw,
            Backoff.Decorrelated => Math.Min(cap, first + (last * 3 - first) * draw),
            _ => throw new ArgumentOutOfRangeException(nameof(backoff), $"There is no rule {backoff} of waiting."),
        };
}
