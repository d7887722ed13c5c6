using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Broker;

/// <summary>Hears what happens in a broker, for logs and labs.</summary>
/// <remarks>Each method does nothing unless it is implemented. A listener must not call back into the
/// broker.</remarks>
public interface IBrokerEvents
{
    /// <summary>A client is connected.</summary>
    /// <param name="connection">Its connection.</param>
    /// <param name="isSessionPresent">Whether a stored session goes on.</param>
    void OnConnected(ServerConnection connection, bool isSessionPresent)
    {
    }

    /// <summary>A CONNECT was refused.</summary>
    /// <param name="connection">The connection, which is closed.</param>
    /// <param name="reason">The reason code in CONNACK.</param>
    /// <param name="explanation">Why, as a sentence.</param>
    void OnRefused(ServerConnection connection, ReasonCode reason, string explanation)
    {
    }

    /// <summary>The connection of a client is over.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="end">By whom and why; Session taken over (0x8E) when another connection has its client identifier
    /// now.</param>
    void OnDisconnected(ServerConnection connection, ConnectionEnd end)
    {
    }

    /// <summary>A SUBSCRIBE was answered for one filter.</summary>
    /// <param name="clientIdentifier">The client.</param>
    /// <param name="subscription">What it asked for.</param>
    /// <param name="reason">The granted QoS, or why not.</param>
    void OnSubscribed(string clientIdentifier, Subscription subscription, ReasonCode reason)
    {
    }

    /// <summary>A subscription was given up.</summary>
    /// <param name="clientIdentifier">The client.</param>
    /// <param name="topicFilter">The filter.</param>
    void OnUnsubscribed(string clientIdentifier, string topicFilter)
    {
    }

    /// <summary>A message does not reach a client.</summary>
    /// <param name="clientIdentifier">The client that misses it.</param>
    /// <param name="delivery">The message and how it would have been sent.</param>
    /// <param name="reason">Why.</param>
    void OnDropped(string clientIdentifier, in Delivery delivery, DropReason reason)
    {
    }

    /// <summary>A will was published.</summary>
    /// <param name="clientIdentifier">Whose it was.</param>
    /// <param name="message">The message.</param>
    void OnWillPublished(string clientIdentifier, Message message)
    {
    }

    /// <summary>A session is gone.</summary>
    /// <param name="clientIdentifier">Whose it was.</param>
    /// <param name="hasExpired">True when its time ran out while the client was away; false when it ended with a
    /// connection or at a clean start.</param>
    void OnSessionEnded(string clientIdentifier, bool hasExpired)
    {
    }

    /// <summary>A client broke a rule of the protocol; its connection is closed.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="reason">The reason code.</param>
    /// <param name="explanation">What was expected and what came.</param>
    void OnProtocolError(ServerConnection connection, ReasonCode reason, string explanation)
    {
    }
}
