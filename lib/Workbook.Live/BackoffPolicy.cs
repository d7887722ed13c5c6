using Workbook.Mqtt.Sessions;

namespace Workbook.Live;

/// <summary>How long a client waits before it connects again: exponential backoff with full jitter, spread from the
/// first attempt on.</summary>
/// <remarks>
/// The wait before attempt n is drawn evenly from zero to min(<see cref="Maximum"/>, <see cref="Base"/> x 2^(n-1)).
/// The first attempt is spread as well, because a broker that restarts loses all its clients in the same moment.
/// </remarks>
public sealed record BackoffPolicy
{
    /// <summary>The longest wait before the first attempt.</summary>
    public TimeSpan Base { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait before any attempt.</summary>
    public TimeSpan Maximum { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many attempts in a row may fail before the client gives up; null: any number.</summary>
    public int? AttemptMaximum { get; init; }

    /// <summary>The seed of the jitter, which makes the waits the same in every run; null: they differ from run to
    /// run.</summary>
    public int? Seed { get; init; }

    /// <summary>Draws the wait before an attempt.</summary>
    /// <param name="attempt">1 for the first attempt after the loss.</param>
    /// <param name="random">Where the jitter comes from.</param>
    public TimeSpan WaitBefore(int attempt, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        ArgumentNullException.ThrowIfNull(random);
        double first = Base.TotalMilliseconds;
        return TimeSpan.FromMilliseconds(
            Backoff.FullJitter.Wait(first, Maximum.TotalMilliseconds, attempt, first, random.NextDouble()));
    }

    internal Random CreateRandom() => Seed is { } seed ? new Random(seed) : new Random();
}
