using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook.Traces;

/// <summary>One hop on which the QoS tables run over datagrams, with a timer that sends again; one message is in flight
/// at a time, as in MQTT-SN.</summary>
/// <remarks>
/// The tables know no timer: over TCP there is none. Here an expired timer is their input <c>SessionResumed</c>: send again
/// what is unfinished, PUBLISH with DUP before PUBREC, PUBREL after it.
/// </remarks>
internal sealed class DatagramHop : IDeliveryObserver, IMessageReceiver
{
    /// <summary>How often a message is sent again before the run is given up.</summary>
    private const int RetryMaximum = 200;

    private readonly VirtualTime time;
    private readonly RecordingLog log;
    private readonly DatagramConditions conditions;
    private readonly Random random;
    private readonly (int Number, string From, string To) place;
    private readonly Action<Message> deliver;
    private readonly Outbox outbox;
    private readonly QosReceiver receiver = new();
    private readonly PeerSink toReceiver;
    private readonly PeerSink toSender;
    private long sentCount;
    private int retryCount;

    public DatagramHop(
        VirtualTime time, RecordingLog log, DatagramConditions conditions, Random random,
        (int Number, string From, string To) place, Action<Message> deliver)
    {
        (this.time, this.log, this.conditions, this.random, this.deliver) = (time, log, conditions, random, deliver);
        this.place = place;
        outbox = new Outbox(new QosSender(), new OutgoingQueue(new QueueLimits()), keepsQoS0: false);
        toReceiver = new PeerSink(new Lane(this, Direction.ToServer, place.From, place.To));
        toSender = new PeerSink(new Lane(this, Direction.ToClient, place.To, place.From));
        outbox.Sender.BeginConnection(1);
        receiver.BeginConnection(ProtocolVersion.V500, ushort.MaxValue);
    }

    public void Send(Message message) =>
        outbox.Send(new Delivery(message, message.QualityOfService, false), time.Now, toReceiver, this);

    void IDeliveryObserver.OnCompleted(Message? message, ushort packetIdentifier, ReasonCode reasonCode) => retryCount = 0;

    void IDeliveryObserver.OnDropped(in Delivery delivery, DropReason reason)
    {
    }

    ReasonCode IMessageReceiver.Deliver(in IncomingPublish publish, TimeSpan now)
    {
        deliver(publish.Message);
        return ReasonCode.Success;
    }

    private void SendAgainUnlessAnswered(long sent)
    {
        if (sent != sentCount || outbox.Sender.InFlightCount == 0)
            return;
        if (retryCount++ == RetryMaximum)
        {
            throw new InvalidOperationException(
                $"The {place.From} has sent a message to the {place.To} again {RetryMaximum} times, and had no answer: " +
                $"with a loss of {conditions.Loss:P0} this may never end. Choose conditions with less loss.");
        }

        outbox.Sender.BeginConnection(1);
        outbox.Pump(time.Now, toReceiver, this);
    }

    private void Receive(Packet packet)
    {
        switch (packet)
        {
            case PublishPacket { QualityOfService: QualityOfService.AtMostOnce } publish:
                deliver(publish.ToIncoming(time.Now).Message);
                break;
            case PublishPacket publish:
                receiver.Receive(publish.ToIncoming(time.Now), ReasonCode.Success, time.Now, toSender, this);
                break;
            case PubRelPacket release:
                receiver.ReceivePubrel(release.PacketIdentifier, time.Now, toSender, this);
                break;
            case AcknowledgementPacket answer:
                // A late copy of an old answer says nothing new; over datagrams it is no reason to give up.
                if (outbox.Sender.Receive(answer.ToAcknowledgement(), time.Now, toReceiver, this))
                    outbox.Pump(time.Now, toReceiver, this);
                break;
        }
    }

    /// <summary>One direction: every datagram is on its own.</summary>
    private sealed class Lane(DatagramHop hop, Direction direction, string from, string to) : IPacketSink
    {
        public void SendPublish(in OutgoingPublish publish) => Send(publish.ToPacket());

        public void SendAcknowledgement(in Acknowledgement acknowledgement) => Send(acknowledgement.ToPacket());

        public void Send(Packet packet)
        {
            int place = hop.log.Sent(hop.place.Number, direction, from, to, packet);
            if (direction == Direction.ToServer)
            {
                long sent = ++hop.sentCount;
                hop.time.After(hop.conditions.RetryAfter, () => hop.SendAgainUnlessAnswered(sent));
            }

            bool isLost = hop.random.NextDouble() < hop.conditions.Loss;
            int late = hop.random.Next(0, (int)hop.conditions.Jitter.TotalMilliseconds + 1);
            if (isLost)
                hop.log.Lost(place);
            else
                hop.time.After(hop.conditions.Latency + TimeSpan.FromMilliseconds(late), () =>
                {
                    hop.log.Arrived(place);
                    hop.Receive(packet);
                });
        }

        public void Close()
        {
        }
    }
}
