using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

public sealed partial class ClientConnection
{
    /// <summary>Publishes a message: sends it now if the window has room, else lets it wait in the session's
    /// queue.</summary>
    /// <remarks>What becomes of a QoS 1 or 2 message is told by <see cref="IClientEvents.OnPublishCompleted"/>, with
    /// this same message object.</remarks>
    /// <param name="message">The message; its QoS and RETAIN are those of the PUBLISH.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <exception cref="ArgumentException">No PUBLISH can carry the message; nothing has changed.</exception>
    public SendResult Publish(Message message, TimeSpan now)
    {
        message.Check();
        PeerSink? open = State == ConnectionState.Connected ? peer : null;
        var delivery = new Delivery(message, message.QualityOfService, message.Retain);
        SendResult result = Session.Outbox.Send(delivery, now, open, Session);
        NoteSent(now);
        return result;
    }

    /// <summary>Sends SUBSCRIBE.</summary>
    /// <param name="subscriptions">At least one filter with its options.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="properties">Properties, for instance a subscription identifier (MQTT 5.0); null for none.</param>
    /// <returns>The packet identifier, which its SUBACK will carry.</returns>
    /// <exception cref="InvalidOperationException">The connection is not open, or all packet identifiers are in
    /// use.</exception>
    /// <exception cref="ArgumentException">The packet would be illegal, or larger than the server takes; nothing has
    /// changed.</exception>
    public ushort Subscribe(IReadOnlyList<Subscription> subscriptions, TimeSpan now, Properties? properties = null)
    {
        Properties sent = properties ?? Properties.Empty;
        return SendRequest("SUBSCRIBE", subscriptions.Count, subscribing, now, identifier => new SubscribePacket
        {
            PacketIdentifier = identifier,
            Subscriptions = subscriptions,
            Properties = sent,
        });
    }

    /// <summary>Sends UNSUBSCRIBE.</summary>
    /// <param name="topicFilters">At least one filter, exactly as it was subscribed.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="properties">Properties (MQTT 5.0); null for none.</param>
    /// <returns>The packet identifier, which its UNSUBACK will carry.</returns>
    /// <exception cref="InvalidOperationException">The connection is not open, or all packet identifiers are in
    /// use.</exception>
    /// <exception cref="ArgumentException">The packet would be illegal, or larger than the server takes; nothing has
    /// changed.</exception>
    public ushort Unsubscribe(IReadOnlyList<string> topicFilters, TimeSpan now, Properties? properties = null)
    {
        Properties sent = properties ?? Properties.Empty;
        return SendRequest("UNSUBSCRIBE", topicFilters.Count, unsubscribing, now, identifier => new UnsubscribePacket
        {
            PacketIdentifier = identifier,
            TopicFilters = topicFilters,
            Properties = sent,
        });
    }

    /// <summary>Sends PINGREQ before keep-alive asks for it; the answer must come within the ping time-out.</summary>
    /// <param name="now">The time since the driver's start.</param>
    /// <exception cref="InvalidOperationException">The connection is not open.</exception>
    public void Ping(TimeSpan now)
    {
        if (State != ConnectionState.Connected)
        {
            throw new InvalidOperationException(
                $"Expected an open connection for PINGREQ, but it is {State}; connect first.");
        }

        SendPing(now);
    }

    private ushort SendRequest(
        string name, int filterCount, List<ushort> pending, TimeSpan now, Func<ushort, Packet> packetOf)
    {
        if (State != ConnectionState.Connected)
            throw new InvalidOperationException(
                $"Expected an open connection for {name}, but it is {State}; connect first.");
        if (filterCount == 0)
            throw new ArgumentException($"Expected at least one filter in {name}, but there is none; name one.");
        ushort identifier = Session.Identifiers.Take();
        try
        {
            Packet packet = packetOf(identifier);
            CheckSize(name, PacketWriter.SizeOf(Version, packet));
            peer.Send(packet);
        }
        catch (ArgumentException)
        {
            Session.Identifiers.Release(identifier);
            throw;
        }

        pending.Add(identifier);
        NoteSent(now);
        return identifier;
    }

    private void CheckSize(string name, int size)
    {
        if ((uint)size > peer.Limits.MaximumPacketSize)
        {
            throw new ArgumentException(
                $"Expected a {name} within the server's Maximum Packet Size of {peer.Limits.MaximumPacketSize} B, " +
                $"but it takes {size} B; name fewer filters at once (MQTT 5.0 [MQTT-3.2.2-15]).");
        }
    }
}
