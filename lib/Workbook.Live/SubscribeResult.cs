using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>What the server answered to a SUBSCRIBE.</summary>
/// <param name="ReasonCodes">One for each filter, in order: the granted QoS (0, 1, 2) or a failure (0x80 and
/// above).</param>
public sealed record SubscribeResult(IReadOnlyList<ReasonCode> ReasonCodes)
{
    /// <summary>Whether every filter was accepted.</summary>
    public bool IsSuccess => ReasonCodes.All(code => code < ReasonCode.UnspecifiedError);

    /// <summary>The highest QoS at which the server sends what matches the first filter; null when that filter was
    /// refused.</summary>
    public QualityOfService? GrantedQoS =>
        ReasonCodes is [<= ReasonCode.GrantedQoS2 and var granted, ..] ? (QualityOfService)granted : null;
}
