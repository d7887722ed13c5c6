using Workbook.Display;
using Workbook.Simulate;

namespace Workbook;

public static partial class Show
{
    /// <summary>Draws how many connects reach the broker in each second of reconnection storms.</summary>
    /// <param name="title">What came back, and how.</param>
    /// <param name="seconds">How many seconds to draw, 2 to 3,600.</param>
    /// <param name="runs">The storms, each with its name; the rate at which the first takes clients in is marked.</param>
    /// <exception cref="ArgumentException">There is no run, or fewer than 2 or more than 3,600 seconds.</exception>
    public static Figure Connects(
        string title, int seconds, params IReadOnlyList<(string Name, StormOutcome Run)> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0)
            throw new ArgumentException($"Figure '{title}': expected at least one storm, got none.");
        if (seconds is < 2 or > 3600)
            throw new ArgumentException($"Figure '{title}': expected 2 to 3,600 seconds, got {seconds}.");
        int[] at = [.. Enumerable.Range(0, seconds)];
        int[] Series(StormOutcome run) => [.. at.Select(run.ConnectsPerSecond.ElementAtOrDefault)];
        double rate = 1 / runs[0].Run.Storm.ServiceSeconds;
        return runs.Skip(1)
            .Aggregate(
                Figure.Line(title, at, Series(runs[0].Run), runs[0].Name),
                (figure, each) => figure.AddLine(each.Name, at, Series(each.Run)))
            .Level(rate, $"taken in: {rate:#,0}/s")
            .XAxis("time since the start", "s").YAxis("connects that reach the broker", "1/s", from: 0);
    }
}
