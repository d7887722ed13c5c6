using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>Goal: the waits are those of the formulas. Method: base 1, cap 20, the draw in the test's hand.</summary>
public sealed class BackoffRuleTests
{
    [Theory]
    [InlineData(Backoff.None, 3, 0, 0)]
    [InlineData(Backoff.Constant, 3, 1, 1)]
    [InlineData(Backoff.Exponential, 1, 1, 1)]
    [InlineData(Backoff.Exponential, 5, 16, 16)]
    [InlineData(Backoff.Exponential, 6, 20, 20)]
    [InlineData(Backoff.EqualJitter, 3, 2, 4)]
    [InlineData(Backoff.FullJitter, 1, 0, 1)]
    [InlineData(Backoff.FullJitter, 4, 0, 8)]
    [InlineData(Backoff.FullJitter, 9, 0, 20)]
    public void A_wait_lies_between_the_bounds_of_its_rule(Backoff rule, int number, double least, double most)
    {
        Assert.Equal(least, rule.Wait(1, 20, number, last: 1, draw: 0));
        Assert.Equal((least + most) / 2, rule.Wait(1, 20, number, last: 1, draw: 0.5));
        Assert.Equal(most, rule.Wait(1, 20, number, last: 1, draw: 1));
    }

    [Fact]
    public void A_decorrelated_wait_lies_between_the_base_and_three_times_the_last()
    {
        Assert.Equal(1, Backoff.Decorrelated.Wait(1, 20, 7, last: 5, draw: 0));
        Assert.Equal(8, Backoff.Decorrelated.Wait(1, 20, 7, last: 5, draw: 0.5));
        Assert.Equal(20, Backoff.Decorrelated.Wait(1, 20, 7, last: 9, draw: 0.9));
    }

    [Fact]
    public void However_often_it_doubled_the_cap_holds() =>
        Assert.Equal(20, BackoffRule.Ceiling(1, 20, int.MaxValue));

    [Fact]
    public void Neither_the_zeroth_wait_nor_an_unknown_rule_exists()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => BackoffRule.Ceiling(1, 20, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Backoff)99).Wait(1, 20, 1, 1, 0));
    }
}
