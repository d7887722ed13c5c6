using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

public sealed partial class ClientConnection
{
    private uint? sessionExpiryInterval;

    /// <summary>Takes in any packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="now">The time since the driver's start.</param>
    public void Receive(Packet packet, TimeSpan now)
    {
        switch (packet)
        {
            case PublishPacket publish:
                ReceivePublish(publish.ToIncoming(now), now);
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
        if (!Expects(PacketType.Publish))
            return;
        IncomingPublish resolved = publish;
        ReasonCode reason = aliases.Resolve(ref resolved);
        if (reason != ReasonCode.Success)
        {
            Fail(reason, $"Expected a topic or a known topic alias, but got alias {publish.TopicAlias}.");
            return;
        }

        if (resolved.QualityOfService == QualityOfService.AtMostOnce)
            events.OnMessage(resolved);
        else
            reason = Session.Receiver.Receive(resolved, ReasonCode.Success, now, peer, Session);
        if (reason != ReasonCode.Success)
            Fail(reason, $"Expected a PUBLISH within our Receive Maximum, but {resolved.PacketIdentifier} exceeds it.");
        NoteSent(now);
    }

    /// <summary>Takes in a PUBACK, PUBREC, PUBREL or PUBCOMP.</summary>
    /// <param name="acknowledgement">The acknowledgement.</param>
    /// <param name="now">The time since the driver's start.</param>
    public void ReceiveAcknowledgement(in Acknowledgement acknowledgement, TimeSpan now)
    {
        if (!Expects(acknowledgement.Type))
            return;
        if (acknowledgement.Type == PacketType.PubRel)
        {
            if (!Session.Receiver.ReceivePubrel(acknowledgement.PacketIdentifier, now, peer, Session))
            {
                Fail(
                    ReasonCode.ProtocolError,
                    $"Expected a PUBREL that the table takes, but it refuses {acknowledgement.PacketIdentifier}.");
            }
        }
        else if (Session.Outbox.Sender.Receive(acknowledgement, now, peer, Session))
            Session.Outbox.Pump(now, peer, Session);
        else
        {
            Fail(
                ReasonCode.ProtocolError,
                $"Expected the next step of exchange {acknowledgement.PacketIdentifier}, " +
                $"{Session.Outbox.Sender.StateOf(acknowledgement.PacketIdentifier)}, but got {acknowledgement.Type}.");
        }

        NoteSent(now);
    }

    /// <summary>Ends the connection because the bytes that came are not a packet, and says so where the version
    /// can.</summary>
    /// <param name="reason">The reason code that answers it.</param>
    /// <param name="explanation">What is wrong, as a sentence.</param>
    /// <param name="now">The time since the driver's start.</param>
    public void ReceiveMalformed(ReasonCode reason, string explanation, TimeSpan now)
    {
        if (State != ConnectionState.Closed)
            Fail(reason, explanation);
    }

    private bool Expects(PacketType type)
    {
        if (State == ConnectionState.Connected)
            return true;
        if (State != ConnectionState.Closed)
            Fail(ReasonCode.ProtocolError, $"Expected CONNACK as the server's first packet, but got {type}.");
        return false;
    }

    private void ReceiveControl(Packet packet, TimeSpan now)
    {
        if (packet is ConnAckPacket connAck && State == ConnectionState.Connecting)
        {
            ReceiveConnAck(connAck, now);
            return;
        }

        if (!Expects(packet.Type))
            return;
        switch (packet)
        {
            case SubAckPacket subAck:
                if (EndRequest(subscribing, subAck.PacketIdentifier, packet.Type))
                    events.OnSubscribed(subAck);
                break;
            case UnsubAckPacket unsubAck:
                if (EndRequest(unsubscribing, unsubAck.PacketIdentifier, packet.Type))
                    events.OnUnsubscribed(unsubAck);
                break;
            case PingRespPacket:
                UnansweredPingCount = Math.Max(0, UnansweredPingCount - 1);
                answerDueAt = UnansweredPingCount > 0 ? now + Session.Options.PingTimeout : null;
                events.OnPong();
                break;
            case DisconnectPacket disconnect:
                End(ClosedBy.Server, disconnect.ReasonCode, $"The server disconnected: {disconnect.ReasonCode}.");
                break;
            default:
                Fail(ReasonCode.ProtocolError, $"Expected a packet that a server may send now, but got {packet.Type}.");
                break;
        }
    }

    private void ReceiveConnAck(ConnAckPacket connAck, TimeSpan now)
    {
        if (connAck.ReasonCode != ReasonCode.Success)
        {
            End(
                ClosedBy.Server, connAck.ReasonCode, $"The server refused the connection: {connAck.ReasonCode}.");
            return;
        }

        if (connAck.SessionPresent && !MayResume)
        {
            Fail(
                ReasonCode.ProtocolError,
                "Expected no session on the server, because the client has none, but the server goes on with " +
                "one; connect with Clean Start.");
            return;
        }

        Properties announced = connAck.Properties;
        State = ConnectionState.Connected;
        answerDueAt = null;
        ClientIdentifier = announced.AssignedClientIdentifier ?? ClientIdentifier;
        sessionExpiryInterval = announced.SessionExpiryInterval;
        keepAlive = TimeSpan.FromSeconds(announced.ServerKeepAlive ?? connect.KeepAlive);
        PeerLimits limits = PeerLimits.From(Version, announced, Session.Options.InFlightMaximum);
        peer.Limits = limits with
        {
            TopicAliasMaximum = Math.Min(limits.TopicAliasMaximum, Session.Options.TopicAliasMaximum),
        };
        if (!connAck.SessionPresent)
            Session.Discard();
        Session.Establish();
        Session.Outbox.Sender.BeginConnection(peer.Limits.ReceiveMaximum);
        Session.Receiver.BeginConnection(Version, connect.Properties.ReceiveMaximum ?? ushort.MaxValue);
        events.OnConnected(connAck);
        Session.Outbox.Pump(now, peer, Session);
        NoteSent(now);
    }

    private bool MayResume => !connect.CleanStart &&
        (Session.IsPresent || Session.Options.AcceptsUnknownSession || Version == ProtocolVersion.V311);

    private bool EndRequest(List<ushort> pending, ushort identifier, PacketType type)
    {
        if (pending.Remove(identifier))
        {
            Session.Identifiers.Release(identifier);
            return true;
        }

        Fail(
            ReasonCode.ProtocolError,
            $"Expected an answer to a request in flight, but got {type} for identifier {identifier}.");
        return false;
    }
}
