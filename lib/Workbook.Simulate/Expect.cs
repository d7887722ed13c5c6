using System.Runtime.CompilerServices;

namespace Workbook.Simulate;

/// <summary>Refuses inputs that no link, device or fleet can have, with a sentence.</summary>
internal static class Expect
{
    public static double Probability(double value, [CallerMemberName] string name = "") =>
        value is >= 0 and <= 1 ? value : throw Wrong(name, "a number from 0 to 1", value);

    public static double NotNegative(double value, string unit, [CallerMemberName] string name = "") =>
        value >= 0 && double.IsFinite(value) ? value : throw Wrong(name, $"a number of {unit}, 0 or more", value);

    public static double Positive(double value, string unit, [CallerMemberName] string name = "") =>
        value > 0 && double.IsFinite(value) ? value : throw Wrong(name, $"a number of {unit} above 0", value);

    public static int Within(int value, int low, int high, string unit, [CallerMemberName] string name = "") =>
        value >= low && value <= high ? value : throw Wrong(name, $"{low} to {high} {unit}", value);

    public static TimeSpan NotNegative(TimeSpan value, [CallerMemberName] string name = "") =>
        value >= TimeSpan.Zero ? value : throw Wrong(name, "a duration, 0 or more", value);

    public static TimeSpan Positive(TimeSpan value, [CallerMemberName] string name = "") =>
        value > TimeSpan.Zero ? value : throw Wrong(name, "a duration above 0", value);

    private static ArgumentException Wrong(string name, string expected, object value) =>
        new($"{name}: expected {expected}, got {value}.");
}
