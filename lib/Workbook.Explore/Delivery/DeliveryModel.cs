using System.Globalization;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>The whole way of a message, on the code that runs live: publishers with their client sessions, the broker,
/// and a subscriber, over connections that can be cut at any point.</summary>
/// <remarks>
/// Each connection has one queue of packets in flight each way; delay is that they stay there. A cut loses them; both
/// ends keep their session, and the client connects again some time later, with CONNECT and CONNACK. What can happen
/// besides is in <see cref="Losses"/> and <see cref="BrokerRestarts"/>. Publisher n publishes to the topic <c>t/n</c>;
/// the subscriber gets all of them.
/// </remarks>
public sealed record DeliveryModel : IModel
{
    internal const string BrokerName = "broker";

    private const uint FirstExpirySeconds = 3600;

    /// <summary>How many publishers there are, 1 to 4.</summary>
    public int PublisherCount { get; init; } = 1;

    /// <summary>How many messages each publishes, 1 to 20.</summary>
    public int MessageCount { get; init; } = 1;

    /// <summary>The QoS at which they are published.</summary>
    public QualityOfService QualityOfService { get; init; } = QualityOfService.ExactlyOnce;

    /// <summary>The QoS of the subscription; null: as published.</summary>
    public QualityOfService? SubscriptionQoS { get; init; }

    /// <summary>When receivers, the broker and the subscriber, hand on QoS 2 messages.</summary>
    public QosReceiverMethod ReceiverMethod { get; init; } = QosReceiverMethod.DeliverAtPublish;

    /// <summary>How many messages may be unacknowledged each way, 1 to 100; as many packet identifiers there
    /// are.</summary>
    public int ReceiveMaximum { get; init; } = 2;

    /// <summary>How many connections are cut at most, over all clients, 0 to 255.</summary>
    public int CutMaximum { get; init; } = 1;

    /// <summary>Whether publishers hand over messages while they have no connection too.</summary>
    public bool PublishesWhileAway { get; init; } = true;

    /// <summary>How sessions may get lost.</summary>
    public SessionLosses Losses { get; init; }

    /// <summary>How often that happens at most, 0 to 255.</summary>
    public int LossMaximum { get; init; } = 1;

    /// <summary>Whether the broker may restart with its sessions, through the snapshot that a store keeps; it counts as
    /// a cut.</summary>
    public bool BrokerRestarts { get; init; }

    /// <summary>Whether moves that commute are made in one order only, once nothing can break any more: fewer states,
    /// the same verdicts of "always" and "eventually", but paths may be longer than need be, and a "sometimes" may be
    /// missed.</summary>
    /// <remarks>
    /// Sound, because (1) when no connection can break, the arrival of a packet at a client that has published
    /// everything touches only this client, the head of the queue to it and the end of the queue from it; so does, at
    /// the broker with method B, a PUBREL of a publisher: they commute with every other move, and nothing can disable
    /// them. (2) Without faults every run ends, and runs that differ in the order of commuting moves end in the same
    /// state. (3) What goes wrong stays in the state up to the end, and rest is such an end.
    /// </remarks>
    public bool OrdersIndependentMoves { get; init; }

    /// <summary>Whether states that differ only in which publisher is which are kept as one; what they stand for is
    /// <see cref="ExplorationResult.RepresentedCount"/>. Not together with sessions that expire, because the clock lets
    /// them expire in the order of the publishers.</summary>
    /// <remarks>
    /// Sound, because (1) all publishers run the same machines with the same settings, and their names, topics and
    /// message numbers only tell them apart: an exchange keeps the first state and turns moves into moves. (2) The
    /// properties do not name a publisher; the explorer checks it in every state, and refuses one that does. (3) With
    /// <see cref="OrdersIndependentMoves"/> the moves that come first are then chosen alike for all publishers, so that
    /// the smaller system is symmetric too, and (1) and (2) hold of it. Paths are runs of one system, with the
    /// exchanges undone.
    /// </remarks>
    public bool ExchangesPublishers { get; init; }

    /// <summary>A fault to seed: its tables into clients and broker, what it does besides into clients; a retry timer
    /// fires as often as connections may be cut. Null: the machines as they are shipped.</summary>
    public SeededFault? Fault { get; init; }

    /// <inheritdoc/>
    public string Name => string.Create(
        CultureInfo.InvariantCulture,
        $"QoS {(int)QualityOfService} through the broker, {PublisherCount} x {MessageCount} messages, " +
        $"up to {CutMaximum} cuts" +
        $"{(Losses == SessionLosses.None ? "" : $", up to {LossMaximum} of {Losses}")}" +
        $"{(BrokerRestarts ? ", broker may restart" : "")}" +
        $"{(OrdersIndependentMoves ? ", commuting moves ordered" : "")}" +
        $"{(ExchangesPublishers ? ", publishers exchanged" : "")}" +
        $"{(Fault is null ? "" : $", fault: {Fault.Name}")}");

    /// <inheritdoc/>
    public IReadOnlyList<ModelProperty> Properties => DeliveryProperties.Of(this);

    internal FaultBehaviour FaultBehaviour => Fault?.Behaviour ?? FaultBehaviour.None;

    internal BrokerPolicy Policy => new()
    {
        InFlightMaximum = (ushort)ReceiveMaximum,
        ReceiveMaximum = (ushort)ReceiveMaximum,
        ReceiverMethod = ReceiverMethod,
        TopicAliasMaximum = 0,
        OutgoingTopicAliasMaximum = 0,
        IdentifierOrder = PacketIdentifierOrder.LowestFree,
        SenderTable = Fault?.SenderTable,
        ReceiverTable = Fault?.ReceiverTableFor(ReceiverMethod),
    };

    internal ClientOptions ClientOptions => new()
    {
        InFlightMaximum = (ushort)ReceiveMaximum,
        KeepsQoS0 = false,
        TopicAliasMaximum = 0,
        ReceiverMethod = ReceiverMethod,
        IdentifierOrder = PacketIdentifierOrder.LowestFree,
        SenderTable = Fault?.SenderTable,
        ReceiverTable = Fault?.ReceiverTableFor(ReceiverMethod),
    };

    internal IReadOnlyList<ScenarioClient> ScenarioClients =>
    [
        .. Enumerable.Range(0, PublisherCount + 1).Select(link => new ScenarioClient(
            NameOf(link), link == PublisherCount ? Subscription.TopicFilter : null, Subscription.MaximumQoS)),
    ];

    internal Subscription Subscription => new("t/+", SubscriptionQoS ?? QualityOfService);

    /// <inheritdoc/>
    public ISystem Begin()
    {
        Check(PublisherCount, 1, 4, "publishers");
        Check(MessageCount, 1, 20, "messages");
        Check(ReceiveMaximum, 1, 100, "unacknowledged messages");
        Check(CutMaximum, 0, byte.MaxValue, "cuts");
        Check(LossMaximum, 0, byte.MaxValue, "losses");
        if (ExchangesPublishers && (Losses & SessionLosses.SessionExpires) != 0)
        {
            throw new ArgumentException(
                $"Expected no {nameof(SessionLosses.SessionExpires)} where publishers are exchanged, because " +
                "sessions expire in the order of the publishers; explore one of the two.");
        }

        int TopicOf(int number) => number == 0 ? 0 : (number - 1) / MessageCount;
        return new DeliverySystem(this, new NumberedMessages(
            PublisherCount * MessageCount, number => $"t/{TopicOf(number) + 1}", number => NameOf(TopicOf(number)),
            QualityOfService));
    }

    /// <summary>Gives <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    /// <summary>Gives the client identifier of a link: the publishers, then the subscriber.</summary>
    internal string NameOf(int link) =>
        link == PublisherCount ? "subscriber" : PublisherCount == 1 ? "publisher" : $"publisher{link + 1}";

    /// <summary>Gives the expiry of a link's session; they differ, so that one can be let expire alone, except where
    /// publishers are exchanged and none expires.</summary>
    internal uint ExpirySeconds(int link) =>
        FirstExpirySeconds + (ExchangesPublishers ? 0 : (uint)link);

    private static void Check(int value, int lowest, int highest, string what)
    {
        if (value < lowest || value > highest)
            throw new ArgumentException($"Expected {lowest} to {highest} {what} in the model, but got {value}.");
    }
}
