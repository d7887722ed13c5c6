using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>What the server answered to an UNSUBSCRIBE.</summary>
/// <param name="ReasonCodes">One for each filter, in order: Success, NoSubscriptionExisted, or a failure (0x80 and
/// above); empty in MQTT 3.1.1, whose UNSUBACK has none.</param>
public sealed record UnsubscribeResult(IReadOnlyList<ReasonCode> ReasonCodes)
{
    /// <summary>Whether the client is subscribed to none of the filters now.</summary>
    public bool IsSuccess => ReasonCodes.All(code => code < ReasonCode.UnspecifiedError);
}
