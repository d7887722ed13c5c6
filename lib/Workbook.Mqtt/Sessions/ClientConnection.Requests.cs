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
    public SendResult Publish(Message message, TimeSpan now)
    {
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
    public ushort Subscribe(IReadOnlyList<Subscription> subscriptions, TimeSpan now, Properties? properties = null)
    {
        ushort identifier = BeginRequest("SUBSCRIBE", subscriptions.Count, subscribing);
        peer.Send(new SubscribePacket
        {
            PacketIdentifier = identifier,
            Subscriptions = subscriptions,
            Properties = properties ?? Properties.Empty,
        });
        NoteSent(now);
        return identifier;
    }

    /// <summary>Sends UNSUBSCRIBE.</summary>
    /// <param name="topicFilters">At least one filter, exactly as it was subscribed.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="properties">Properties (MQTT 5.0); null for none.</param>
    /// <returns>The packet identifier, which its UNSUBACK will carry.</returns>
    /// <exception cref="InvalidOperationException">The connection is not open, or all packet identifiers are in
    /// use.</exception>
    public ushort Unsubscribe(IReadOnlyList<string> topicFilters, TimeSpan now, Properties? properties = null)
    {
        ushort identifier = BeginRequest("UNSUBSCRIBE", topicFilters.Count, unsubscribing);
        peer.Send(new UnsubscribePacket
        {
            PacketIdentifier = identifier,
            TopicFilters = topicFilters,
            Properties = properties ?? Properties.Empty,
        });
        NoteSent(now);
        return identifier;
    }

    /// <summary>Sends PINGREQ before keep-alive asks for it; the answer must come within the ping time-out.</summary>
    /// <param name="now">The time since the driver's start.</param>
    /// <exception cref="InvalidOperationException">The connection is not open.</exception>
    public void Ping(TimeSpan now)
    {
        if (State != ConnectionState.Connected)
            throw new InvalidOperationException($"Expected an open connection for PINGREQ, but it is {State}; connect first.");
        peer.Send(new PingReqPacket());
        NoteSent(now);
        answerDueAt ??= now + Session.Options.PingTimeout;
    }

    private ushort BeginRequest(string name, int filterCount, List<ushort> pending)
    {
        if (State != ConnectionState.Connected)
            throw new InvalidOperationException(
                $"Expected an open connection for {name}, but it is {State}; connect first.");
        if (filterCount == 0)
            throw new ArgumentException($"Expected at least one filter in {name}, but there is none; name one.");
        ushort identifier = Session.Identifiers.Take();
        pending.Add(identifier);
        return identifier;
    }
}
