using System.Text;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook.Explore;

/// <summary>A system of a <see cref="DeliveryModel"/>: the shipped broker and clients, connected by queues of
/// packets.</summary>
/// <remarks>It begins when all clients are connected and the subscriber has subscribed. Time stands still; only the
/// expiry of a session lets it jump.</remarks>
public sealed partial class DeliverySystem : PartedSystem, ISymmetricSystem, ITracedSystem, IBrokerEvents
{
    /// <summary>After so many rounds it never comes to rest: each round moves every packet at least once.</summary>
    private const int SettleMaximum = 500;

    private readonly DeliveryModel model;
    private readonly PublisherExchange[] exchanges;
    private readonly DeliveryLink[] links;
    private readonly ServerConnection[] servers;
    private readonly ConnAckPacket?[] connAcks = new ConnAckPacket?[2];
    private readonly byte[] delivered;
    private readonly int brokerPart;
    private readonly int endsPart;
    private byte cutCount;
    private byte lossCount;
    private byte retryCount;
    private DeliveryFlaws flaws;

    internal DeliverySystem(DeliveryModel model, NumberedMessages messages)
        : this(model, messages, PublisherExchange.Of(model, messages))
    {
    }

    private DeliverySystem(DeliveryModel model, NumberedMessages messages, PublisherExchange[] exchanges)
        : base(model.PublisherCount + 3, messages, exchanges[1..])
    {
        (this.model, this.exchanges) = (model, exchanges);
        Messages = messages;
        brokerPart = model.PublisherCount + 1;
        endsPart = brokerPart + 1;
        Broker = new MqttBroker(model.Policy, events: this);
        delivered = new byte[model.PublisherCount];
        links = new DeliveryLink[model.PublisherCount + 1];
        servers = new ServerConnection[links.Length];
        for (int number = 0; number < links.Length; number++)
            links[number] = new DeliveryLink(this, model, number, model.NameOf(number));
        foreach (DeliveryLink link in links)
            link.Reconnect();
        TrySettle();
    }

    /// <summary>How many connections were cut.</summary>
    public int CutCount => cutCount;

    /// <summary>How many sessions were lost, or how often the broker lost all.</summary>
    public int LossCount => lossCount;

    /// <summary>Whether every message has been delivered, and nothing is unfinished or in flight.</summary>
    public bool IsFinished => Array.TrueForAll(delivered, count => count == model.MessageCount) && IsAtRest;

    /// <summary>Whether everything is published, all clients are connected, and nothing is unfinished or in
    /// flight.</summary>
    public bool IsAtRest
    {
        get
        {
            foreach (DeliveryLink link in links)
            {
                if (link.HasMore || !link.IsAtRest)
                    return false;
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public int ExchangeCount => exchanges.Length;

    internal NumberedMessages Messages { get; }

    internal MqttBroker Broker { get; private set; }

    internal DeliveryFlaws Flaws => flaws;

    internal DeliveryLink[] Links => links;

    internal PathRecorder? Recorder { get; private set; }

    /// <summary>The first packet on its way of each connection and direction, of those of messages and their
    /// exchanges.</summary>
    private IEnumerable<InFlight> InFlight => links.Select(link => new InFlight(
        link.Name, FirstOf(link, link.ToServer), FirstOf(link, link.ToClient)));

    /// <summary>Up to which message of a publisher the subscriber's application has received all, in order.</summary>
    /// <param name="publisher">0 for the first publisher.</param>
    public int DeliveredCount(int publisher) => delivered[publisher];

    /// <inheritdoc/>
    public void Record(PathRecorder recorder)
    {
        Recorder = recorder;
        foreach (DeliveryLink link in links)
            link.RecordBeginning();
        recorder.Watch(() => InFlight);
    }

    /// <inheritdoc/>
    public int UnfinishedCount => links.Sum(link => link.Session.Outbox.Sender.InFlightCount);

    /// <inheritdoc/>
    public bool TrySettle()
    {
        for (int round = 0; round < SettleMaximum; round++)
        {
            bool isQuiet = true;
            for (int move = 0; move < MoveCount; move++)
            {
                bool finishes = KindOf(move)
                    is DeliveryMove.ArriveAtServer or DeliveryMove.ArriveAtClient or DeliveryMove.Reconnect;
                if (finishes)
                    isQuiet &= !TryMove(move);
            }

            if (isQuiet)
                return true;
        }

        return false;
    }

    internal static string TextOf(Message message) => Encoding.UTF8.GetString(message.Payload.Span);

    internal void Touch(DeliveryLink link) => Touch(link.Number);

    internal void TouchBroker() => Touch(brokerPart);

    internal void Note(DeliveryFlaws flaw)
    {
        Touch(endsPart);
        flaws |= flaw;
    }

    /// <summary>Takes what the subscriber's application is given.</summary>
    internal void Deliver(DeliveryLink link, Message message)
    {
        Touch(endsPart);
        Recorder?.Delivered(new ScenarioDelivery(link.Name, message.Topic, TextOf(message)));
        int number = Messages.NumberOf(message) - 1;
        ref byte last = ref delivered[number / model.MessageCount];
        int place = number % model.MessageCount + 1;
        if (place <= last)
            flaws |= DeliveryFlaws.Repeated;
        else if (place > last + 1 && model.QualityOfService != QualityOfService.AtMostOnce)
            flaws |= DeliveryFlaws.LeftOut;
        else
            last = (byte)place;
    }

    internal void Remember(ConnAckPacket connAck) => connAcks[connAck.SessionPresent ? 1 : 0] = connAck;

    /// <summary>Gives a packet in flight as it is on the wire.</summary>
    internal Packet PacketOf(DeliveryLink link, DeliveryPacket packet) => packet.Type switch
    {
        PacketType.Publish => new OutgoingPublish(
            Messages[packet.Message], packet.Identifier, packet.QualityOfService, packet.Flag, false).ToPacket(),
        PacketType.ConnAck => ConnAckOf(packet.Flag),
        PacketType.Subscribe => new SubscribePacket
        {
            PacketIdentifier = packet.Identifier, Subscriptions = [model.Subscription],
        },
        PacketType.SubAck => new SubAckPacket { PacketIdentifier = packet.Identifier, ReasonCodes = [packet.Reason] },
        _ => new Acknowledgement(packet.Type, packet.Identifier, packet.Reason).ToPacket(),
    };

    internal void RecordPassed(DeliveryLink link, Direction direction, DeliveryPacket packet)
    {
        if (Recorder is not null)
            RecordPassed(link, direction, PacketOf(link, packet));
    }

    internal void RecordPassed(DeliveryLink link, Direction direction, Packet packet)
    {
        bool isToServer = direction == Direction.ToServer;
        Recorder?.Passed(
            link.Name, direction, isToServer ? link.Name : DeliveryModel.BrokerName,
            isToServer ? DeliveryModel.BrokerName : link.Name, packet);
    }

    internal void RecordClosing(DeliveryLink link, ConnectionChange change) => Recorder?.Closed(
        link.Name, DeliveryModel.BrokerName, change, link.ToServer.Select(packet => PacketOf(link, packet)),
        link.ToClient.Select(packet => PacketOf(link, packet)));

    internal void RecordBreak(DeliveryLink link, BreakKind kind) => Recorder?.Broke(
        kind, link.Name, DeliveryModel.BrokerName, link.ToServer.Select(packet => PacketOf(link, packet)),
        link.ToClient.Select(packet => PacketOf(link, packet)));

    void IBrokerEvents.OnProtocolError(ServerConnection connection, ReasonCode reason, string explanation) =>
        Note(DeliveryFlaws.ClosedForError);

    private protected override int PartAt(int position, int exchange) => exchanges[exchange].LinkAt(position);

    private protected override void WritePart(int part, int exchange, SnapshotWriter writer)
    {
        PublisherExchange places = exchanges[exchange];
        if (part < brokerPart)
            links[part].WriteSnapshot(places, writer);
        else if (part == brokerPart)
            Broker.WriteMoment(writer, Servers(places));
        else
        {
            writer.WriteByte(cutCount);
            writer.WriteByte(lossCount);
            if (model.FaultBehaviour != FaultBehaviour.None)
                writer.WriteByte(retryCount);
            writer.WriteByte((byte)flaws);
            for (int place = 0; place < delivered.Length; place++)
                writer.WriteByte(delivered[places.LinkAt(place)]);
        }
    }

    private protected override void RestorePart(int part, ref SnapshotReader reader)
    {
        if (part < brokerPart)
            links[part].RestoreSnapshot(ref reader);
        else if (part == brokerPart)
            Broker.RestoreMoment(ref reader, Servers(exchanges[0]));
        else
        {
            cutCount = reader.ReadByte();
            lossCount = reader.ReadByte();
            if (model.FaultBehaviour != FaultBehaviour.None)
                retryCount = reader.ReadByte();
            flaws = (DeliveryFlaws)reader.ReadByte();
            for (int publisher = 0; publisher < delivered.Length; publisher++)
                delivered[publisher] = reader.ReadByte();
        }
    }

    private Packet? FirstOf(DeliveryLink link, List<DeliveryPacket> channel) => channel
        .Where(packet => packet.Type is >= PacketType.Publish and <= PacketType.PubComp)
        .Select(packet => PacketOf(link, packet)).FirstOrDefault();

    private ConnAckPacket ConnAckOf(bool isPresent) => connAcks[isPresent ? 1 : 0] ??=
        connAcks[isPresent ? 0 : 1]! with { SessionPresent = isPresent };

    private ReadOnlySpan<ServerConnection> Servers(PublisherExchange places)
    {
        for (int place = 0; place < links.Length; place++)
            servers[place] = links[places.LinkAt(place)].Server;
        return servers;
    }
}
