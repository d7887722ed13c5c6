using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Examples;

public static partial class DecisionFramework
{
    private const QualityOfService Zero = QualityOfService.AtMostOnce;
    private const QualityOfService One = QualityOfService.AtLeastOnce;
    private const QualityOfService Two = QualityOfService.ExactlyOnce;

    private static readonly Source Review =
        new("iotclass.org, MQTT comprehensive review", "https://iotclass.org/app-protocols/mqtt-comprehensive-review.html");

    private static readonly Source Introduction =
        new("iotclass.org, MQTT QoS worked examples", "https://iotclass.org/app-protocols/mqtt-qos-worked-examples.html");

    private static readonly MessageNeed Replaceable = new() { IsReplaceable = true, IsIdempotent = true };

    /// <summary>The kinds of message for which the course publishes a QoS, with our reading of each.</summary>
    public static IReadOnlyList<PublishedMessageType> PublishedTypes { get; } =
    [
        new("frequent telemetry", [Zero], false, "the next reading replaces it; 1 to 5 % loss is acceptable",
            Replaceable with { LossCost = LossCost.Noticeable }, Review),
        new("alert", [One], false, "must arrive; the application handles duplicates",
            new() { LossCost = LossCost.Serious, DuplicateCost = DuplicateCost.Noticeable }, Review),
        new("actuator command: set a state", [One, Two], false, "2 if a duplicate harms", Command(isIdempotent: true), Review),
        new("actuator command: toggle, or one more", [One, Two], false, "2 if a duplicate harms",
            Command(isIdempotent: false), Review),
        new("configuration update", [Two], false, "no double application",
            Replaceable with
            {
                LossCost = LossCost.Serious,
                DuplicateCost = DuplicateCost.Noticeable,
                Direction = Direction.ToClient,
                Sleep = SleepPattern.Intermittent,
                LongestAbsence = TimeSpan.FromHours(8),
            }, Review),
        new("heartbeat", [Zero], false, "one miss is harmless", Replaceable, Review),
        new("device status", [One], true, "the last state for newcomers",
            Replaceable with { LossCost = LossCost.Serious }, Review),
        new("financial transaction", [Two], false, "no duplicate payment",
            new() { LossCost = LossCost.Serious, DuplicateCost = DuplicateCost.Harmful }, Review),
        new("GPS position of a fleet", [Zero], false, "replaced soon",
            Replaceable with { LossCost = LossCost.Noticeable, Sleep = SleepPattern.Intermittent }, Introduction),
        new("delivery confirmation", [Two], false, "counts once",
            new()
            {
                LossCost = LossCost.Serious,
                DuplicateCost = DuplicateCost.Noticeable,
                Sleep = SleepPattern.Intermittent,
                LongestAbsence = TimeSpan.FromHours(1),
            }, Introduction),
        new("door lock in the introduction", [One], false, "must arrive", Command(isIdempotent: true), Introduction),
        new("unlock door in the index", [Two], false, "critical command", Command(isIdempotent: true), Sources.Course),
        new("dispense medication", [Two], false, "critical command", Command(isIdempotent: false), Sources.Course),
    ];

    /// <summary>Puts each published choice beside ours.</summary>
    public static IReadOnlyList<DecisionComparison> Compare() =>
        [.. PublishedTypes.Select(type => new DecisionComparison(type, Decide(type.Need)))];

    private static MessageNeed Command(bool isIdempotent) => new()
    {
        LossCost = LossCost.Serious,
        DuplicateCost = DuplicateCost.Harmful,
        IsIdempotent = isIdempotent,
        StalenessLimit = TimeSpan.FromSeconds(30),
        Direction = Direction.ToClient,
    };
}
