using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Examples;

/// <summary>From what a message is for to how it is sent.</summary>
/// <remarks>The rules are ours; they go further than the one question of the course's flowchart.</remarks>
public static partial class DecisionFramework
{
    /// <summary>How much longer than the longest absence a session is kept: proposed by us.</summary>
    public const double SessionSafety = 2;

    /// <summary>How long a session is kept for a device that is hardly ever away: proposed by us.</summary>
    public static TimeSpan ShortSession { get; } = TimeSpan.FromHours(1);

    /// <summary>All rules, aspect by aspect, each aspect in the order in which its rules are asked.</summary>
    public static IReadOnlyList<DecisionRule> Rules { get; } =
    [
        Rule(DecisionAspect.QoS, "Is a loss harmless, or bearable until the next one replaces it?", "QoS 0",
            "What is not missed need not be acknowledged; over TCP only a cut or an overflow loses it anyway.",
            (need, _) => need.LossCost == LossCost.Negligible
                || (need.IsReplaceable && need.LossCost == LossCost.Noticeable),
            (_, decision) => decision with { QoS = QualityOfService.AtMostOnce }),
        Rule(DecisionAspect.QoS, "Does a duplicate do harm, and is the message not idempotent?", "QoS 2",
            "QoS 2 keeps the hop free of duplicates while both sides keep their session. It is no end-to-end guarantee: an "
                + "application that publishes again sends a new message, so a key is needed as well.",
            (need, _) => need.DuplicateCost == DuplicateCost.Harmful && !need.IsIdempotent,
            (_, decision) => decision with { QoS = QualityOfService.ExactlyOnce }),
        Rule(DecisionAspect.QoS, "otherwise", "QoS 1",
            "It must arrive, and a second copy is recognised or does nothing: QoS 2 would add a round trip and a state "
                + "for nothing.",
            (_, _) => true,
            (_, decision) => decision with { QoS = QualityOfService.AtLeastOnce }),

        Rule(DecisionAspect.Retain, "Is it a state that newcomers must know: replaced by the next, serious when missed?",
            "retain", "Whoever subscribes later gets the last value at once.",
            (need, _) => need.IsReplaceable && need.LossCost == LossCost.Serious,
            (_, decision) => decision with { Retain = true }),
        Rule(DecisionAspect.Retain, "otherwise", "do not retain",
            "An event or a command that is retained happens again for each new subscriber.",
            (_, _) => true,
            (_, decision) => decision with { Retain = false }),

        Rule(DecisionAspect.Session, "Is it for the device, above QoS 0, not retained, and is the device away at times?",
            "persistent, kept for twice the longest absence",
            "Only a session that outlives the connection queues messages for who is away.",
            (need, decision) => IsQueuedFor(need, decision) && need.IsAway,
            (need, decision) => Persistent(decision, Longer(need.LongestAbsence * SessionSafety, ShortSession))),
        Rule(DecisionAspect.Session, "Is it for the device, above QoS 0, and not retained?", "persistent, kept for an hour",
            "A fault may cut the connection: the session bridges it and is forgotten soon after.",
            (need, decision) => IsQueuedFor(need, decision),
            (_, decision) => Persistent(decision, ShortSession)),
        Rule(DecisionAspect.Session, "Does the device publish it at QoS 2?", "persistent, longer than the longest absence",
            "A handshake that a cut interrupted is finished only in the same session; else it is a loss or a duplicate.",
            (need, decision) => need.Direction == Direction.ToServer && decision.QoS == QualityOfService.ExactlyOnce,
            (need, decision) => Persistent(decision, Longer(need.LongestAbsence * SessionSafety, ShortSession))),
        Rule(DecisionAspect.Session, "otherwise", "clean",
            "Nothing waits for the device: it publishes (and repeats at QoS 1 what was not acknowledged), takes QoS 0, or "
                + "finds the retained value each time.",
            (_, _) => true,
            (_, decision) => decision with { Session = SessionKind.Clean }),

        Rule(DecisionAspect.MessageExpiry, "Must it not be acted on after some time?", "expires at the staleness limit",
            "What waits in a queue grows old; the server drops it and tells the receiver what is left (MQTT 5.0 section "
                + "3.3.2.3.3).",
            (need, _) => need.StalenessLimit is not null,
            (need, decision) => decision with { MessageExpiry = need.StalenessLimit }),
        Rule(DecisionAspect.MessageExpiry, "otherwise", "no expiry", "It is as good late as early.",
            (_, _) => true,
            (_, decision) => decision),

        Rule(DecisionAspect.DeduplicationKey, "Is it sent at QoS 0, or is a duplicate harmless?", "no key",
            "Nothing is repeated, or a repetition changes nothing.",
            (need, decision) =>
                decision.QoS == QualityOfService.AtMostOnce || need.DuplicateCost == DuplicateCost.Harmless,
            (_, decision) => decision),
        Rule(DecisionAspect.DeduplicationKey, "Does the next one replace it?", "time stamp",
            "The newest wins, so a repetition that comes late changes nothing.",
            (need, _) => need.IsReplaceable,
            (_, decision) => decision with { DeduplicationKey = "time stamp: the newest wins" }),
        Rule(DecisionAspect.DeduplicationKey, "Is it for the device?", "command identifier",
            "The device keeps the identifiers that it has carried out, at least until they expire. Packet identifiers are "
                + "no such key: they are of one hop and are used again.",
            (need, _) => need.Direction == Direction.ToClient,
            (_, decision) => decision with { DeduplicationKey = "command identifier" }),
        Rule(DecisionAspect.DeduplicationKey, "otherwise", "event identifier",
            "Device and sequence number: a repetition is known, and a gap shows as well.",
            (_, _) => true,
            (_, decision) => decision with { DeduplicationKey = "event identifier: device and sequence number" }),
    ];

    /// <summary>Gives the rules of one aspect in order: a flowchart.</summary>
    /// <param name="aspect">What is decided.</param>
    public static IReadOnlyList<DecisionRule> RulesFor(DecisionAspect aspect) =>
        [.. Rules.Where(rule => rule.Aspect == aspect)];

    /// <summary>Decides how a kind of message is to be sent.</summary>
    /// <param name="need">What it is for.</param>
    public static Decision Decide(MessageNeed need)
    {
        ArgumentNullException.ThrowIfNull(need);
        var decision = new Decision();
        foreach (DecisionAspect aspect in Enum.GetValues<DecisionAspect>())
        {
            DecisionRule rule = Rules.First(rule => rule.Aspect == aspect && rule.Applies(need, decision));
            decision = rule.Conclude(need, decision) with { Reasons = [.. decision.Reasons, rule] };
        }

        return decision with { Warnings = [.. Doubts(need, decision)] };
    }

    private static IEnumerable<string> Doubts(MessageNeed need, Decision decision)
    {
        if (need.StalenessLimit is { } limit && need.Direction == Direction.ToClient && limit < need.LongestAbsence)
        {
            yield return $"The message is stale after {limit} but the device may be away for {need.LongestAbsence}: many "
                + "will expire unseen. Wake more often, or keep the device connected.";
        }

        if (need.IsAway && need.LongestAbsence == TimeSpan.Zero && decision.Session == SessionKind.Persistent)
            yield return "The longest absence is not given, so the session's expiry is a guess.";
        if (decision.QoS == QualityOfService.ExactlyOnce)
        {
            yield return "Brokers such as AWS IoT Core and Azure Event Grid have no QoS 2; with the key, QoS 1 does as well.";
        }
    }

    private static bool IsQueuedFor(MessageNeed need, Decision decision) => need.Direction == Direction.ToClient
        && decision.QoS != QualityOfService.AtMostOnce && !decision.Retain;

    private static Decision Persistent(Decision decision, TimeSpan expiry) =>
        decision with { Session = SessionKind.Persistent, SessionExpiry = expiry };

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static DecisionRule Rule(
        DecisionAspect aspect,
        string condition,
        string conclusion,
        string reason,
        Func<MessageNeed, Decision, bool> applies,
        Func<MessageNeed, Decision, Decision> conclude) =>
        new(aspect, condition, conclusion, reason) { Applies = applies, Conclude = conclude };
}
