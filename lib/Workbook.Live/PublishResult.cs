using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>What became of a published message on this hop.</summary>
/// <param name="PacketIdentifier">The packet identifier that it had; 0 at QoS 0.</param>
/// <param name="ReasonCode">
/// What the server said: Success, or NoMatchingSubscribers when nobody subscribes (MQTT 5.0); a refusal is 0x80 or
/// above. PacketIdentifierNotFound answers a repeated PUBREL of an exchange that the server had completed: the message
/// is there. At QoS 0 always Success, which says only that the operating system has the bytes.
/// </param>
public sealed record PublishResult(ushort PacketIdentifier, ReasonCode ReasonCode)
{
    /// <summary>Whether the server took the message over; at QoS 0 whether it was handed to the operating
    /// system.</summary>
    public bool IsSuccess => ReasonCode is < ReasonCode.UnspecifiedError or ReasonCode.PacketIdentifierNotFound;
}
