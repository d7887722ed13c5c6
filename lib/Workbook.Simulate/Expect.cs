using System.Runtime.CompilerServices;

namespace Workbook.Simulate;

/// <summary>Refuses inputs that no client, link, broker or fleet can have, with a sentence.</summary>
internal static class Expect
{
    /// <summary>A millionth a second, one in eleven days.</summary>
    private const double Slowest = 1e-6;

    /// <summary>Ten million a second: one in each tick of <see cref="TimeSpan"/>.</summary>
    private const double Fastest = TimeSpan.TicksPerSecond;

    /// <summary>A hundred years: sums of such times stay far from the last that a <see cref="TimeSpan"/> can
    /// name.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(36_525);

    public static double Probability(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and <= 1 ? value : throw Wrong(name, "a number from 0 to 1", value);

    public static double NotNegative(double value, string unit, [CallerMemberName] string name = "") =>
        value >= 0 && double.IsFinite(value) ? value : throw Wrong(name, $"a number of {unit}, 0 or more", value);

    public static double Positive(double value, string unit, [CallerMemberName] string name = "") =>
        value > 0 && double.IsFinite(value) ? value : throw Wrong(name, $"a number of {unit} above 0", value);

    public static double Rate(double value, string unit, [CallerMemberName] string name = "") =>
        value is >= Slowest and <= Fastest ? value : throw Wrong(name, $"{Slowest} to {Fastest:#,0} {unit}", value);

    public static int Within(int value, int low, int high, string unit, [CallerMemberName] string name = "") =>
        value >= low && value <= high ? value : throw Wrong(name, $"{low:#,0} to {high:#,0} {unit}", $"{value:#,0}");

    public static TimeSpan NotNegative(TimeSpan value, [CallerMemberName] string name = "") =>
        value >= TimeSpan.Zero && value <= Longest
            ? value
            : throw Wrong(name, $"a duration from 0 to {Longest.Days:#,0} days", value);

    public static TimeSpan Positive(TimeSpan value, [CallerMemberName] string name = "") =>
        Positive(value, Longest, name);

    public static TimeSpan Positive(TimeSpan value, TimeSpan longest, [CallerMemberName] string name = "") =>
        value > TimeSpan.Zero && value <= longest
            ? value
            : throw Wrong(name, $"a duration above 0, at most {longest.Days:#,0} days", value);

    private static ArgumentException Wrong(string name, string expected, object value) =>
        new($"{name}: expected {expected}, got {value}.");
}
