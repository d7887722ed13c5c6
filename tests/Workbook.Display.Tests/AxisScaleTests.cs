using FsCheck;
using FsCheck.Fluent;

namespace Workbook.Display.Tests;

/// <summary>Goal: ticks stand at round numbers, whatever the data. Method: known cases and arbitrary ranges.</summary>
public sealed class AxisScaleTests
{
    [Theory]
    [InlineData(0, 112, new double[] { 0, 50, 100, 150 })]
    [InlineData(0, 1, new double[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(-30, 12.5, new double[] { -30, -20, -10, 0, 10, 20 })]
    public void Ticks_are_round(double low, double high, double[] expected) =>
        Assert.Equal(expected, AxisScale.Fit(new Axis("y"), low, high, 5).Ticks);

    [Fact]
    public void Counts_have_whole_ticks() =>
        Assert.Equal([0, 1, 2], AxisScale.Fit(new Axis("y"), 0, 2, 5, isWhole: true).Ticks);

    [Fact]
    public void Given_ends_are_kept()
    {
        var scale = AxisScale.Fit(new Axis("y", From: 3, To: 17), 5, 6, 5);
        Assert.Equal((3, 17), (scale.Minimum, scale.Maximum));
        Assert.Equal([5, 10, 15], scale.Ticks);
    }

    [Fact]
    public void Logarithmic_ticks_are_powers_of_ten() =>
        Assert.Equal(
            [1, 10, 100, 1000], AxisScale.Fit(new Axis("y", IsLogarithmic: true), 2, 900, 5).Ticks);

    [Fact]
    public void Arbitrary_ranges_have_few_ascending_ticks_that_hold_the_data()
    {
        var number = ArbMap.Default.GeneratorFor<NormalFloat>().Select(value => value.Get % 1e290);
        Prop.ForAll(number.Two().ToArbitrary(), pair =>
        {
            var (low, high) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
            var scale = AxisScale.Fit(new Axis("y"), low, high, 5);
            var ascends = scale.Ticks.Zip(scale.Ticks.Skip(1)).All(next => next.First < next.Second);
            var labels = scale.Ticks.Select(scale.LabelOf).ToArray();
            return ascends
                && scale.Ticks.Count is >= 2 and <= 8
                && scale.Fraction(low) >= -1e-6 && scale.Fraction(high) <= 1 + 1e-6
                && labels.Distinct().Count() == labels.Length
                && labels.All(label => label.Length <= 20);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261, 7));
    }
}
