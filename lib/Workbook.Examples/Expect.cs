using System.Runtime.CompilerServices;

namespace Workbook.Examples;

/// <summary>Refuses inputs that no device, network or battery can have, with a sentence.</summary>
internal static class Expect
{
    public static double Within(
        double value, double low, double high, string unit, [CallerMemberName] string name = "") =>
        value >= low && value <= high
            ? value
            : throw new ArgumentException(
                $"{name}: expected {Text(low)} to {Text(high)} {unit}".TrimEnd() + $", got {value}.");

    public static int Within(int value, int low, int high, string unit, [CallerMemberName] string name = "") =>
        (int)Within((double)value, low, high, unit, name);

    public static double Positive(double value, string unit, [CallerMemberName] string name = "") =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentException($"{name}: expected a number of {unit} above 0, got {value}.");

    public static double NotNegative(double value, string unit, [CallerMemberName] string name = "") =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentException($"{name}: expected a number of {unit}, 0 or more, got {value}.");

    public static double Probability(double value, [CallerMemberName] string name = "") =>
        Within(value, 0, 1, "", name);

    public static TimeSpan Positive(TimeSpan value, [CallerMemberName] string name = "") =>
        value > TimeSpan.Zero
            ? value
            : throw new ArgumentException($"{name}: expected a duration above 0, got {value}.");

    public static TimeSpan NotNegative(TimeSpan value, [CallerMemberName] string name = "") =>
        value >= TimeSpan.Zero
            ? value
            : throw new ArgumentException($"{name}: expected a duration, 0 or more, got {value}.");

    private static string Text(double bound) => bound.ToString("#,0.######");
}
