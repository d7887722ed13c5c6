using System.Runtime.CompilerServices;

namespace Workbook.Simulate;

/// <summary>Refuses inputs that no client, broker or network can have, with a sentence.</summary>
internal static class Bound
{
    public static int Within(int value, int low, int high, string unit, [CallerMemberName] string name = "") =>
        value >= low && value <= high
            ? value
            : throw new ArgumentException($"{name}: expected {low:#,0} to {high:#,0} {unit}, got {value:#,0}.");

    public static double Rate(double value, string unit, [CallerMemberName] string name = "") =>
        value is >= Slowest and <= Fastest
            ? value
            : throw new ArgumentException($"{name}: expected {Slowest} to {Fastest:#,0} {unit}, got {value}.");

    public static TimeSpan Positive(TimeSpan value, [CallerMemberName] string name = "") =>
        Positive(value, Longest, name);

    public static TimeSpan Positive(TimeSpan value, TimeSpan longest, [CallerMemberName] string name = "") =>
        value > TimeSpan.Zero && value <= longest
            ? value
            : throw new ArgumentException(
                $"{name}: expected a duration above 0, at most {longest.Days:#,0} days, got {value}.");

    public static TimeSpan NotNegative(TimeSpan value, [CallerMemberName] string name = "") =>
        value >= TimeSpan.Zero && value <= Longest
            ? value
            : throw new ArgumentException(
                $"{name}: expected a duration from 0 to {Longest.Days:#,0} days, got {value}.");

    /// <summary>A millionth a second, one in eleven days.</summary>
    private const double Slowest = 1e-6;

    /// <summary>Ten million a second: one in each tick of <see cref="TimeSpan"/>.</summary>
    private const double Fastest = TimeSpan.TicksPerSecond;

    /// <summary>A hundred years: sums of such times stay far from the last that a <see cref="TimeSpan"/> can
    /// name.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_525);
}
