using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>What the server answered to a SUBSCRIBE or an UNSUBSCRIBE.</summary>
/// <param name="ReasonCodes">
/// One for each filter, in order: the granted QoS (0, 1, 2) or a failure (0x80 and above); empty for UNSUBSCRIBE in
/// MQTT 3.1.1.
/// </param>
public sealed record SubscribeResult(IReadOnlyList<ReasonCode> ReasonCodes)
{
    /// <summary>Whether every filter was accepted.</summary>
    public bool IsSuccess => ReasonCodes.All(code => code < ReasonCode.UnspecifiedError);

    /// <summary>The QoS granted to the first filter; meaningful when <see cref="IsSuccess"/>.</summary>
    public QualityOfService GrantedQoS => ReasonCodes.Count == 0 ? default : (QualityOfService)ReasonCodes[0];
}
