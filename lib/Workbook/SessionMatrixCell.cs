using Workbook.Mqtt.Packets;

namespace Workbook;

/// <summary>One case of the <see cref="SessionMatrix"/>: how a message was published, and how its subscriber stood.</summary>
/// <param name="Published">The QoS at which it was published.</param>
/// <param name="Granted">The QoS that the subscriber was granted.</param>
/// <param name="Session">Whether the broker remembers the subscriber.</param>
/// <param name="IsOnline">Whether the subscriber was connected while it was published.</param>
/// <param name="IsRetained">Whether it was published with RETAIN.</param>
public sealed record SessionMatrixCell(
    QualityOfService Published, QualityOfService Granted, LabSession Session, bool IsOnline, bool IsRetained)
{
    /// <summary>All 72 cases.</summary>
    public static IReadOnlyList<SessionMatrixCell> All { get; } =
    [
        .. from isOnline in new[] { true, false }
           from session in Enum.GetValues<LabSession>()
           from granted in Enum.GetValues<QualityOfService>()
           from isRetained in new[] { false, true }
           from published in Enum.GetValues<QualityOfService>()
           select new SessionMatrixCell(published, granted, session, isOnline, isRetained),
    ];

    /// <summary>The lower of the two levels: that of the broker's hop.</summary>
    public QualityOfService Effective => Published < Granted ? Published : Granted;

    /// <summary>The name of the subscriber in an experiment.</summary>
    internal string Subscriber => $"{(IsOnline ? "here" : "away")}-{Session.ToString().ToLowerInvariant()}-{(int)Granted}";

    /// <summary>The topic in an experiment.</summary>
    internal string Topic => $"matrix/{(IsRetained ? "kept" : "plain")}/{(int)Published}";

    /// <summary>What the standard prescribes.</summary>
    /// <remarks>
    /// Online: one copy at the lower level, RETAIN 0 [MQTT-3.3.1-12]. Away with a session: what has an effective QoS of 1 or 2
    /// waits [MQTT-4.1.0-1, section 4.1]; QoS 0 may wait. Away without one: nothing, but who subscribes again gets the
    /// topic's retained message, RETAIN 1 [MQTT-3.3.1-6, MQTT-3.3.1-8].
    /// </remarks>
    public SessionMatrixOutcome Normative => (IsOnline, Session) switch
    {
        (true, _) => new SessionMatrixOutcome(Effective, IsRetainSet: false),
        (false, LabSession.Persistent) when Effective > QualityOfService.AtMostOnce =>
            new SessionMatrixOutcome(Effective, IsRetainSet: false),
        (false, LabSession.Persistent) => new SessionMatrixOutcome(null, false) { MayWait = true },
        _ when IsRetained => new SessionMatrixOutcome(Effective, IsRetainSet: true),
        _ => new SessionMatrixOutcome(null, false),
    };

    /// <summary>Gives the case in words.</summary>
    public override string ToString() =>
        $"published at QoS {(int)Published}{(IsRetained ? " retained" : "")}, granted QoS {(int)Granted}, " +
        $"{Session.ToString().ToLowerInvariant()} session, {(IsOnline ? "online" : "away")}";
}
