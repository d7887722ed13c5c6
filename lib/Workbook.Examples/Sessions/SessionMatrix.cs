using Workbook.Mqtt.Packets;

namespace Workbook.Examples;

/// <summary>What the standard says a subscriber gets: by QoS, session, presence and RETAIN.</summary>
public static class SessionMatrix
{
    private const string Lower =
        "the lower QoS: MQTT 3.1.1 [MQTT-3.8.4-6], MQTT 5.0 [MQTT-3.8.4-8]";

    private const string Stored = "MQTT 3.1.1 [MQTT-3.1.2-5], MQTT 5.0 [MQTT-4.5.0-1]";

    private const string QoS0 = "QoS 0 may be stored: MQTT 3.1.1 section 3.1.2.4, MQTT 5.0 section 4.1";

    private const string Ends = "a clean session ends with its connection: MQTT 3.1.1 [MQTT-3.1.2-6], MQTT 5.0 [MQTT-4.1.0-2]";

    private const string Kept = "retained messages are of the topic: MQTT 3.1.1 [MQTT-3.1.2-7], [MQTT-3.3.1-6], MQTT 5.0 [MQTT-3.3.1-9]";

    private static readonly bool[] Either = [false, true];

    /// <summary>All 72 cells.</summary>
    /// <param name="queuesQoS0">Whether the server keeps QoS 0 messages for persistent sessions.</param>
    public static IReadOnlyList<SessionMatrixCell> Cells(bool queuesQoS0 = false) =>
    [
        .. from publish in Enum.GetValues<QualityOfService>()
           from granted in Enum.GetValues<QualityOfService>()
           from session in Enum.GetValues<SessionKind>()
           from isOffline in Either
           from isRetained in Either
           select Of(publish, granted, session, !isOffline, isRetained, queuesQoS0),
    ];

    /// <summary>Computes one cell.</summary>
    /// <param name="publishQoS">The QoS of the publish.</param>
    /// <param name="grantedQoS">The QoS that SUBACK granted.</param>
    /// <param name="session">The subscriber's session.</param>
    /// <param name="isOnline">Whether it is connected when the message is published.</param>
    /// <param name="isRetained">Whether the message is published with RETAIN.</param>
    /// <param name="queuesQoS0">Whether the server keeps QoS 0 messages for persistent sessions.</param>
    public static SessionMatrixCell Of(
        QualityOfService publishQoS,
        QualityOfService grantedQoS,
        SessionKind session,
        bool isOnline,
        bool isRetained,
        bool queuesQoS0 = false)
    {
        var cell = new SessionMatrixCell
        {
            PublishQoS = publishQoS,
            GrantedQoS = grantedQoS,
            Session = session,
            IsOnline = isOnline,
            IsRetained = isRetained,
        };
        bool isQoS0 = cell.EffectiveQoS == QualityOfService.AtMostOnce;
        cell = cell with { AfterACut = AfterACut(session, isQoS0) };
        if (isOnline)
            return cell with { Obtained = Obtained.AtOnce, Why = "It is connected and subscribed.", Clause = Lower };
        if (session == SessionKind.Persistent && (!isQoS0 || queuesQoS0))
        {
            return cell with
            {
                Obtained = Obtained.AtReconnect,
                IsServersChoice = isQoS0,
                Why = isQoS0 ? "This server keeps QoS 0 messages for the absent." : "It waits in the stored session.",
                Clause = $"{(isQoS0 ? QoS0 : Stored)}; {Lower}",
            };
        }

        string why = session == SessionKind.Persistent
            ? "At QoS 0 nothing waits for the absent."
            : "The session and its subscriptions ended with the connection.";
        string clause = session == SessionKind.Persistent ? QoS0 : Ends;
        return isRetained
            ? cell with
            {
                Obtained = Obtained.AtNextSubscribe,
                IsServersChoice = session == SessionKind.Persistent,
                Why = $"{why} The topic keeps its last message for the next SUBSCRIBE.",
                Clause = $"{clause}; {Kept}; {Lower}",
            }
            : cell with
            {
                Obtained = Obtained.Never,
                IsServersChoice = session == SessionKind.Persistent,
                Why = why,
                Clause = clause,
            };
    }

    private static string AfterACut(SessionKind session, bool isQoS0) =>
        isQoS0 ? "nothing to resume: what was in flight is lost"
        : session == SessionKind.Persistent ? "resumed at the next connection"
        : "dropped on both sides";
}
