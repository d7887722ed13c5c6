using FsCheck;
using FsCheck.Fluent;

namespace Workbook.Examples.Tests;

/// <summary>Runs a property over many generated values; the seed is fixed, and a failure names it.</summary>
internal static class Checking
{
    private const ulong Seed = 20_261_125;

    public static void ForAll<T>(Gen<T> values, Func<T, bool> holds) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(Seed, 1),
        Prop.ForAll(Arb.From(values), value => holds(value)));

    /// <summary>Numbers spread over a range.</summary>
    public static Gen<double> Between(double low, double high) =>
        Gen.Choose(0, 1_000_000).Select(step => low + (high - low) * step / 1_000_000);

    public static void Within(double expected, double actual, double part) => Assert.True(
        Math.Abs(actual - expected) <= part * Math.Abs(expected), $"expected {expected} within {part:P1}, got {actual}");

    public static void Refuses(string start, Func<object> act)
    {
        var error = Assert.Throws<ArgumentException>(() => act());
        Assert.StartsWith(start, error.Message);
    }
}
