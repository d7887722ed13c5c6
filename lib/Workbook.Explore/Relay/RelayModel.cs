using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>The smallest model of a delivery: messages go over one hop, or over two with a broker between, while the
/// connections are cut at any point. The machines are the shipped <see cref="QosSender"/> and
/// <see cref="QosReceiver"/>.</summary>
/// <remarks>
/// A cut loses what is in flight both ways; both ends keep their session and are connected again at once, and the
/// sender goes on where it stands. There is no handshake and no DISCONNECT here; <see cref="DeliveryModel"/> has them.
/// With <see cref="NotesRepeats"/> off it has exactly the states of <see cref="SpinModel"/>.
/// </remarks>
public sealed record RelayModel : IModel
{
    private const string Topic = "t";

    /// <summary>1: sender and receiver; 2: publisher, broker and subscriber.</summary>
    public int HopCount { get; init; } = 1;

    /// <summary>How many messages are published, 1 to 100.</summary>
    public int MessageCount { get; init; } = 2;

    /// <summary>How many packet identifiers there are on each hop, 1 to 31; the lowest free one is taken.</summary>
    public int IdentifierCount { get; init; } = 2;

    /// <summary>How many messages may be unacknowledged on a hop; by default as many as there are
    /// identifiers.</summary>
    public int ReceiveMaximum { get => field == 0 ? IdentifierCount : field; init; }

    /// <summary>How many packets may be in flight in each direction of a hop, 1 to 100; an end with more to send
    /// waits.</summary>
    public int ChannelCapacity { get; init; } = 2;

    /// <summary>The QoS of all messages on all hops.</summary>
    public QualityOfService QualityOfService { get; init; } = QualityOfService.ExactlyOnce;

    /// <summary>When receivers hand on QoS 2 messages.</summary>
    public QosReceiverMethod ReceiverMethod { get; init; } = QosReceiverMethod.DeliverAtPublish;

    /// <summary>How many cuts there are at most, over all hops; null: any number.</summary>
    public int? CutMaximum { get; init; }

    /// <summary>Whether a cut may also make the receiver forget its session, while the sender goes on with its
    /// own.</summary>
    public bool LosesReceiverState { get; init; }

    /// <summary>Whether a repeated delivery is noted in the state; off, QoS 1 has fewer states and says nothing about
    /// repeats.</summary>
    public bool NotesRepeats { get; init; } = true;

    /// <summary>A fault to seed; null: the machines as they are shipped.</summary>
    public SeededFault? Fault { get; init; }

    /// <inheritdoc/>
    public string Name =>
        $"QoS {(int)QualityOfService}, {Count(HopCount, "hop")}, {Count(MessageCount, "message")}, " +
        $"{Count(IdentifierCount, "identifier")}, {Count(ChannelCapacity, "packet")} in flight, " +
        (CutMaximum is { } most ? $"up to {Count(most, "cut")}" : "any number of cuts") +
        (LosesReceiverState ? ", receiver may forget its session" : "") +
        (Fault is null ? "" : $", fault: {Fault.Name}");

    /// <inheritdoc/>
    public IReadOnlyList<ModelProperty> Properties => RelayProperties.Of(this);

    /// <inheritdoc/>
    public ISystem Begin()
    {
        Check(HopCount, 1, 2, "hops");
        Check(MessageCount, 1, 100, "messages");
        Check(IdentifierCount, 1, RelayPacket.IdentifierMaximum, "packet identifiers");
        Check(ReceiveMaximum, 1, RelayPacket.IdentifierMaximum, "unacknowledged messages");
        Check(ChannelCapacity, 1, 100, "packets in flight");
        Check(CutMaximum ?? 0, 0, byte.MaxValue, "cuts");
        return new RelaySystem(this, new NumberedMessages(MessageCount, _ => Topic, _ => null, QualityOfService));
    }

    /// <summary>Gives <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    internal (string From, string To) EndsOf(int hop) => (HopCount, hop) switch
    {
        (1, _) => ("sender", "receiver"),
        (_, 0) => ("publisher", "broker"),
        _ => ("broker", "subscriber"),
    };

    /// <summary>Gives the end of a hop that is the client; the broker plays the other. A fault in what a client does
    /// with incoming messages makes the receiver of a single hop the client.</summary>
    internal string ClientOf(int hop) =>
        hop > 0 || (HopCount == 1 && IsClientReceiving) ? EndsOf(hop).To : EndsOf(hop).From;

    internal IReadOnlyList<ScenarioClient> ScenarioClients =>
    [
        new(EndsOf(0).From, null, QualityOfService) { IsBehindBroker = HopCount == 1 && IsClientReceiving },
        new(EndsOf(HopCount - 1).To, Topic, QualityOfService) { IsBehindBroker = HopCount == 1 && !IsClientReceiving },
    ];

    internal ClientOptions ClientOptions => new()
    {
        InFlightMaximum = (ushort)ReceiveMaximum,
        KeepsQoS0 = false,
        TopicAliasMaximum = 0,
        ReceiverMethod = ReceiverMethod,
        IdentifierOrder = PacketIdentifierOrder.LowestFree,
        IdentifierMaximum = (ushort)IdentifierCount,
        SenderTable = Fault?.SenderTable,
        ReceiverTable = Fault?.ReceiverTableFor(ReceiverMethod),
    };

    /// <summary>The broker as the other end of the clients; behind a single hop it is as it is shipped.</summary>
    internal BrokerPolicy Policy => new()
    {
        InFlightMaximum = (ushort)ReceiveMaximum,
        ReceiverMethod = ReceiverMethod,
        TopicAliasMaximum = 0,
        OutgoingTopicAliasMaximum = 0,
        IdentifierOrder = PacketIdentifierOrder.LowestFree,
        SenderTable = HopCount == 1 && !IsClientReceiving ? null : Fault?.SenderTable,
        ReceiverTable = Fault?.ReceiverTableFor(ReceiverMethod),
    };

    private bool IsClientReceiving => (Fault?.Behaviour & FaultBehaviour.TrustsDuplicateFlag) is not (null or 0);

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static void Check(int value, int lowest, int highest, string what)
    {
        if (value < lowest || value > highest)
            throw new ArgumentException($"Expected {lowest} to {highest} {what} in the model, but got {value}.");
    }
}
