using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>Hears what became of the messages given to an <see cref="Outbox"/>. An observer must not call back into
/// it.</summary>
public interface IDeliveryObserver
{
    /// <summary>The exchange of a QoS 1 or 2 message is over.</summary>
    /// <param name="message">The message; null when the content was not kept over a restore.</param>
    /// <param name="packetIdentifier">The packet identifier, which is free again.</param>
    /// <param name="reasonCode">Below 0x80: the receiver took it; otherwise why it refused.</param>
    void OnCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode);

    /// <summary>A message is given up before it was sent, or with the session.</summary>
    /// <param name="delivery">The message and how it would have been sent.</param>
    /// <param name="reason">Why.</param>
    void OnDropped(in Delivery delivery, DropReason reason);
}
