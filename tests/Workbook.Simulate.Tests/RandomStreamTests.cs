namespace Workbook.Simulate.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void The_same_seed_and_name_give_the_same_numbers()
    {
        var one = new RandomStream(7, "backoff");
        var other = new RandomStream(7, "backoff");
        Assert.Equal(Enumerable.Range(0, 100).Select(_ => one.NextBits()), Enumerable.Range(0, 100).Select(_ => other.NextBits()));
    }

    [Theory]
    [InlineData(8, "backoff")]
    [InlineData(7, "backofg")]
    public void Another_seed_or_name_gives_other_numbers(int seed, string name) =>
        Assert.NotEqual(new RandomStream(7, "backoff").NextBits(), new RandomStream(seed, name).NextBits());

    [Fact]
    public void Times_fill_their_range_evenly()
    {
        var stream = new RandomStream(1, "times");
        var times = Enumerable.Range(0, 100_000).Select(_ => stream.NextBelow(TimeSpan.FromSeconds(1)).TotalSeconds).ToList();
        Assert.All(times, time => Assert.InRange(time, 0, 1));
        // The mean of n even draws lies within 4 / sqrt(12 n) of the middle but for once in 16,000 seeds.
        Assert.InRange(times.Average(), 0.5 - 4 / Math.Sqrt(12 * 100_000), 0.5 + 4 / Math.Sqrt(12 * 100_000));
    }
}
