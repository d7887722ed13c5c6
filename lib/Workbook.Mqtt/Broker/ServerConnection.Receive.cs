using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Broker;

public sealed partial class ServerConnection
{
    /// <summary>Takes in any packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="now">The time since the driver's start.</param>
    public void Receive(Packet packet, TimeSpan now)
    {
        switch (packet)
        {
            case PublishPacket publish:
                ReceivePublish(publish.ToIncoming(now, ClientIdentifier), now);
                break;
            case AcknowledgementPacket acknowledgement:
                ReceiveAcknowledgement(acknowledgement.ToAcknowledgement(), now);
                break;
            default:
                ReceiveControl(packet, now);
                break;
        }
    }

    /// <summary>Takes in a PUBLISH.</summary>
    /// <param name="publish">The message and its hop's header.</param>
    /// <param name="now">The time since the driver's start.</param>
    public void ReceivePublish(in IncomingPublish publish, TimeSpan now)
    {
        if (!Expects(PacketType.Publish, now))
            return;
        IncomingPublish resolved = publish;
        ReasonCode reason = aliases.Resolve(ref resolved);
        if (reason != ReasonCode.Success)
        {
            Fail(reason, $"Expected a topic or a known topic alias, but got alias {publish.TopicAlias}.", now);
            return;
        }

        if (resolved.QualityOfService > broker.Policy.MaximumQoS)
            Fail(ReasonCode.QoSNotSupported,
                $"Expected at most {broker.Policy.MaximumQoS}, but got {resolved.QualityOfService}.", now);
        else if (resolved.Retain && !broker.Policy.RetainAvailable)
            Fail(ReasonCode.RetainNotSupported,
                "Expected RETAIN 0, because nothing is retained here, but got RETAIN 1.", now);
        else
            Accept(resolved, now);
    }

    /// <summary>Takes in a PUBACK, PUBREC, PUBREL or PUBCOMP.</summary>
    /// <param name="acknowledgement">The acknowledgement.</param>
    /// <param name="now">The time since the driver's start.</param>
    public void ReceiveAcknowledgement(in Acknowledgement acknowledgement, TimeSpan now)
    {
        if (!Expects(acknowledgement.Type, now))
            return;
        BrokerSession session = Owner!;
        ServerSession state = session.State;
        if (acknowledgement.Type == PacketType.PubRel)
        {
            if (!state.Receiver.ReceivePubrel(acknowledgement.PacketIdentifier, now, Peer, session))
            {
                Fail(
                    ReasonCode.ProtocolError,
                    $"Expected a PUBREL that the table takes, but it refuses {acknowledgement.PacketIdentifier}.", now);
            }
        }
        else if (state.Outbox.Sender.Receive(acknowledgement, now, Peer, session))
            state.Outbox.Pump(now, Peer, session);
        else
        {
            Fail(
                ReasonCode.ProtocolError,
                $"Expected the next step of exchange {acknowledgement.PacketIdentifier}, " +
                $"{state.Outbox.Sender.StateOf(acknowledgement.PacketIdentifier)}, but got {acknowledgement.Type}.",
                now);
        }
    }

    /// <summary>Ends the connection because the bytes that came are not a packet, and says so where that is
    /// possible.</summary>
    /// <param name="reason">The reason code that answers it.</param>
    /// <param name="explanation">What is wrong, as a sentence.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="connectVersion">The version in which a CONNECT that cannot be accepted is answered
    /// (<see cref="Codec.PacketReader.AnswerVersionOf"/>); null for bytes that are none: they are not
    /// answered.</param>
    public void ReceiveMalformed(
        ReasonCode reason, string explanation, TimeSpan now, ProtocolVersion? connectVersion = null)
    {
        if (State == ConnectionState.Closed)
            return;
        bool isUnsupported = reason == ReasonCode.UnsupportedProtocolVersion;
        bool isAnswered = connectVersion == ProtocolVersion.V500 || (connectVersion is not null && isUnsupported);
        if (State == ConnectionState.New && isAnswered)
            Refuse(reason, explanation, now);
        else
            Fail(isUnsupported ? ReasonCode.ProtocolError : reason, explanation, now);
    }

    private void Accept(in IncomingPublish publish, TimeSpan now)
    {
        bool isAllowed = broker.Access.MayPublish(Identity, publish.Message.Topic);
        bool is311 = Version == ProtocolVersion.V311;
        if (!isAllowed && is311 && broker.Policy.UnauthorizedPublish == UnauthorizedPublish.Close)
        {
            Fail(ReasonCode.NotAuthorized, $"The client may not publish to '{publish.Message.Topic}'.", now);
            return;
        }

        if (publish.QualityOfService == QualityOfService.AtMostOnce)
        {
            if (isAllowed)
                broker.Route(publish.Message, Owner!, now);
            return;
        }

        ReasonCode verdict = isAllowed ? ReasonCode.Success : ReasonCode.NotAuthorized;
        ReasonCode reason = Owner!.State.Receiver.Receive(publish, verdict, now, Peer, Owner);
        if (reason == ReasonCode.ReceiveMaximumExceeded)
            Fail(reason,
                $"Expected at most {broker.Policy.ReceiveMaximum} unfinished messages, but another one came.", now);
        else if (reason != ReasonCode.Success)
            Fail(reason, $"Expected a free packet identifier, but {publish.PacketIdentifier} is in use.", now);
    }

    private bool Expects(PacketType type, TimeSpan now)
    {
        if (State == ConnectionState.Closed)
            return false;
        broker.Received.Add(type);
        lastReceived = now;
        if (State == ConnectionState.Connected)
            return true;
        Fail(ReasonCode.ProtocolError, $"Expected CONNECT as the first packet, but got {type}.", now);
        return false;
    }

    private void ReceiveControl(Packet packet, TimeSpan now)
    {
        if (packet is ConnectPacket connect && State == ConnectionState.New)
        {
            broker.Received.Add(PacketType.Connect);
            lastReceived = now;
            broker.Connect(this, connect, now);
            return;
        }

        if (!Expects(packet.Type, now))
            return;
        switch (packet)
        {
            case SubscribePacket subscribe:
                ReceiveSubscribe(subscribe, now);
                break;
            case UnsubscribePacket unsubscribe:
                broker.Unsubscribe(Owner!, unsubscribe, now);
                break;
            case PingReqPacket:
                Peer.Send(new PingRespPacket());
                break;
            case DisconnectPacket disconnect:
                ReceiveDisconnect(disconnect, now);
                break;
            default:
                Fail(ReasonCode.ProtocolError,
                    $"Expected a packet that a client may send now, but got {packet.Type}.", now);
                break;
        }
    }

    private void ReceiveSubscribe(SubscribePacket subscribe, TimeSpan now)
    {
        bool is500 = Version == ProtocolVersion.V500;
        foreach (Subscription subscription in subscribe.Subscriptions)
        {
            if (is500 && broker.FindUnsupported(subscription, subscribe) is { } reason)
            {
                Fail(reason, $"Expected what CONNACK announced as available, but got '{subscription.TopicFilter}': " +
                    $"{reason}.", now);
                return;
            }

            if (subscription.NoLocal && subscription.TopicFilter.StartsWith("$share/", StringComparison.Ordinal))
            {
                Fail(
                    ReasonCode.ProtocolError,
                    $"Expected No Local 0 for the shared subscription '{subscription.TopicFilter}', but got 1.", now);
                return;
            }
        }

        broker.Subscribe(Owner!, subscribe, now);
    }

    private void ReceiveDisconnect(DisconnectPacket disconnect, TimeSpan now)
    {
        ServerSession session = Owner!.State;
        if (disconnect.Properties.SessionExpiryInterval is { } seconds)
        {
            if (seconds > 0 && session.ExpiryInterval == TimeSpan.Zero)
            {
                Fail(
                    ReasonCode.ProtocolError,
                    $"Expected Session Expiry Interval 0, because CONNECT said 0, but DISCONNECT says {seconds}.", now);
                return;
            }

            session.ExpiryInterval = broker.LimitExpiry(seconds);
        }

        var end = new ConnectionEnd(ClosedBy.Client, disconnect.ReasonCode, "The client disconnected.");
        End(end, now, publishesWill: disconnect.ReasonCode != ReasonCode.Success);
    }
}
