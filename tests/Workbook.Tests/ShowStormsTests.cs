using Workbook.Display;
using Workbook.Mqtt.Sessions;
using Workbook.Simulate;

namespace Workbook.Tests;

/// <summary>Storms are drawn second by second, as far as they last.</summary>
public sealed class ShowStormsTests
{
    private static readonly StormOutcome Constant =
        new Storm { Clients = 1000, AdmissionPerSecond = 500, Backoff = Backoff.Constant }.Run();

    [Fact]
    public void Every_second_of_a_storm_is_drawn_and_what_comes_after_it_is_zero()
    {
        var figure = Show.Connects("Back", 30, ("constant", Constant));
        var line = Assert.IsType<LineTrace>(Assert.Single(figure.Traces));
        Assert.Equal(30, line.Ys.Length);
        Assert.Equal(Constant.Attempts, line.Ys.Sum());
        Assert.Equal(0, line.Ys[^1]);
        Assert.Contains("Level line at 500: taken in: 500/s.", figure.AltText);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3601)]
    public void A_time_that_cannot_be_drawn_gets_a_sentence(int seconds) => Assert.Contains(
        $"expected 2 to 3,600 seconds, got {seconds}",
        Assert.Throws<ArgumentException>(() => Show.Connects("Back", seconds, ("constant", Constant))).Message);
}
