namespace Workbook.Examples;

/// <summary>What <see cref="DeliveryDelay"/> gives.</summary>
public sealed record DelayResult : ModelResult
{
    /// <summary>Mean time from publisher to subscriber, in ms.</summary>
    public double DeliveryMilliseconds { get; init; }

    /// <summary>Time until the sender is sure, in ms; not a number at QoS 0, where it never is.</summary>
    public double CompletionMilliseconds { get; init; }

    /// <summary>Messages a second that the window allows; infinite at QoS 0, which has no window.</summary>
    public double MessagesPerSecond { get; init; }
}
