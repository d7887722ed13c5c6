using Workbook.Mqtt.Packets;

namespace Workbook.Examples;

/// <summary>How a kind of message is to be sent, with the reasons.</summary>
public sealed record Decision
{
    /// <summary>The QoS of the publish, and at least of the subscription.</summary>
    public QualityOfService QoS { get; init; }

    /// <summary>Whether it is retained.</summary>
    public bool Retain { get; init; }

    /// <summary>The kind of the device's session.</summary>
    public SessionKind Session { get; init; }

    /// <summary>How long that session outlives its connection; null with a clean session.</summary>
    public TimeSpan? SessionExpiry { get; init; }

    /// <summary>The Message Expiry Interval; null: none. MQTT 3.1.1 has none: put the time into the payload.</summary>
    public TimeSpan? MessageExpiry { get; init; }

    /// <summary>By what the receiving application knows a repetition; null: it need not.</summary>
    public string? DeduplicationKey { get; init; }

    /// <summary>The rule that decided each aspect, in order.</summary>
    public IReadOnlyList<DecisionRule> Reasons { get; init; } = [];

    /// <summary>What this decision cannot mend; each a sentence.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Gives the decision in a line.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        $"QoS {(int)QoS}",
        Retain ? "retained" : "",
        Session == SessionKind.Clean ? "clean session" : $"session kept for {SessionExpiry}",
        MessageExpiry is { } expiry ? $"expires after {expiry}" : "",
        DeduplicationKey ?? "",
    }.Where(part => part.Length > 0));
}
