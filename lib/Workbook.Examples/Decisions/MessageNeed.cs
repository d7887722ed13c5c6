using Workbook.Mqtt.Trace;

namespace Workbook.Examples;

/// <summary>What a kind of message is for: all that the decision depends on.</summary>
public sealed record MessageNeed
{
    /// <summary>What it costs to lose one.</summary>
    public LossCost LossCost { get; init; }

    /// <summary>What it costs to get one twice.</summary>
    public DuplicateCost DuplicateCost { get; init; }

    /// <summary>Whether doing it twice comes to the same: "set the lock to open", not "toggle the lock".</summary>
    public bool IsIdempotent { get; init; }

    /// <summary>After which time it must not be acted on any more; null: never stale.</summary>
    public TimeSpan? StalenessLimit
    {
        get;
        init => field = value is { } limit ? Expect.Positive(limit) : null;
    }

    /// <summary>Whether the next one of its kind makes it unnecessary.</summary>
    public bool IsReplaceable { get; init; }

    /// <summary>From the device (to the server) or for the device (to the client).</summary>
    public Direction Direction { get; init; } = Direction.ToServer;

    /// <summary>How the device is connected.</summary>
    public SleepPattern Sleep { get; init; }

    /// <summary>The longest time that the device is away; zero: not known or never.</summary>
    public TimeSpan LongestAbsence { get; init => field = Expect.NotNegative(value); }

    /// <summary>Whether the device is away now and then.</summary>
    public bool IsAway => Sleep != SleepPattern.AlwaysConnected || LongestAbsence > TimeSpan.Zero;
}
