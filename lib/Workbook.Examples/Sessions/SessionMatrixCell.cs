using Workbook.Mqtt.Packets;

namespace Workbook.Examples;

/// <summary>One cell of the session matrix: what one subscriber gets of one message.</summary>
public sealed record SessionMatrixCell
{
    /// <summary>The QoS of the publish.</summary>
    public QualityOfService PublishQoS { get; init; }

    /// <summary>The QoS that SUBACK granted.</summary>
    public QualityOfService GrantedQoS { get; init; }

    /// <summary>The subscriber's session.</summary>
    public SessionKind Session { get; init; }

    /// <summary>Whether the subscriber is connected when the message is published.</summary>
    public bool IsOnline { get; init; }

    /// <summary>Whether the message is published with RETAIN.</summary>
    public bool IsRetained { get; init; }

    /// <summary>The lower of the two: the QoS at which the subscriber may get it.</summary>
    public QualityOfService EffectiveQoS => PublishQoS < GrantedQoS ? PublishQoS : GrantedQoS;

    /// <summary>When the subscriber gets it first.</summary>
    public Obtained Obtained { get; init; }

    /// <summary>The QoS at which it gets it; null: never.</summary>
    public QualityOfService? DeliveredQoS => Obtained == Obtained.Never ? null : EffectiveQoS;

    /// <summary>The RETAIN flag of that delivery: 0 on an established subscription, 1 for the stored copy.</summary>
    /// <remarks>MQTT 5.0: a subscription with Retain As Published keeps the publisher's flag.</remarks>
    public bool HasRetainFlag => Obtained == Obtained.AtNextSubscribe;

    /// <summary>What becomes of a handshake that a cut interrupts.</summary>
    public string AfterACut { get; init; } = "";

    /// <summary>Whether the standard leaves it to the server.</summary>
    public bool IsServersChoice { get; init; }

    /// <summary>Why, in a sentence.</summary>
    public string Why { get; init; } = "";

    /// <summary>The statements that decide it, of both versions.</summary>
    public string Clause { get; init; } = "";
}
