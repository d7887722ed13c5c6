using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>Hears what happens on a client. A listener must not call back into the client from within an
/// event.</summary>
public interface IClientEvents
{
    /// <summary>The server accepted the connection.</summary>
    /// <param name="connAck">Its answer.</param>
    void OnConnected(ConnAckPacket connAck);

    /// <summary>A message is delivered; when this returns it counts as taken over.</summary>
    /// <param name="publish">The message and its hop's header.</param>
    void OnMessage(in IncomingPublish publish);

    /// <summary>The exchange of a QoS 1 or 2 message is over.</summary>
    /// <param name="message">The message; null when the content was not kept over a restore.</param>
    /// <param name="packetIdentifier">The packet identifier, which is free again.</param>
    /// <param name="reasonCode">Below 0x80: the server took it; otherwise why it refused.</param>
    void OnPublishCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode);

    /// <summary>A message is given up: before it was sent, or in flight together with the session.</summary>
    /// <param name="delivery">The message and how it would have been sent.</param>
    /// <param name="reason">Why.</param>
    void OnPublishDropped(in Delivery delivery, DropReason reason);

    /// <summary>The server answered a SUBSCRIBE.</summary>
    /// <param name="subAck">Its answer.</param>
    void OnSubscribed(SubAckPacket subAck);

    /// <summary>The server answered an UNSUBSCRIBE.</summary>
    /// <param name="unsubAck">Its answer.</param>
    void OnUnsubscribed(UnsubAckPacket unsubAck);

    /// <summary>The server has answered a PINGREQ: all that it sent before on this connection has come in.</summary>
    void OnPong()
    {
    }

    /// <summary>The connection is over, also when it was refused; comes once for each connection.</summary>
    /// <param name="end">By whom and why.</param>
    void OnClosed(ConnectionEnd end);
}
