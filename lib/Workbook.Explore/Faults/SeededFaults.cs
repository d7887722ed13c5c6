using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using static Workbook.Mqtt.Sessions.QosEffects;
using ReceiverInput = Workbook.Mqtt.Sessions.QosReceiverInput;
using ReceiverState = Workbook.Mqtt.Sessions.QosReceiverState;
using SenderInput = Workbook.Mqtt.Sessions.QosSenderInput;
using SenderState = Workbook.Mqtt.Sessions.QosSenderState;
using SenderTable = Workbook.Mqtt.Sessions.QosTable<
    Workbook.Mqtt.Sessions.QosSenderState, Workbook.Mqtt.Sessions.QosSenderInput>;

namespace Workbook.Explore;

/// <summary>Bugs that were reported of programs in the wild, each as a switch. A report is what somebody claimed about
/// a version of a program; here only the described behaviour is rebuilt, and what follows from it is
/// explored.</summary>
public static class SeededFaults
{
    private const string Twice = "No message is delivered twice";
    private const string Order = "Messages are delivered in their order";
    private const string Finally = "once connections stay up";
    private const string Closed = "closed for a protocol error";
    private const string Reused = "stands for two messages at once";

    private static readonly RelayModel OneHop = new() { MessageCount = 2, IdentifierCount = 2, ChannelCapacity = 2 };
    private static readonly RelayModel OneHopQoS1 = OneHop with { QualityOfService = QualityOfService.AtLeastOnce };
    private static readonly SenderTable Right = QosSenderTable.Standard;

    /// <summary>All faults.</summary>
    public static IReadOnlyList<SeededFault> All { get; } =
    [
        new()
        {
            Name = "sender repeats PUBLISH after PUBREC",
            Meaning = "After a reconnection the sender goes back to PUBLISH although PUBREC has come.",
            Report = "eclipse-paho/paho.mqtt.golang#788",
            Breaks = Twice,
            SenderTable = Right
                .With(Right[SenderState.AwaitingPubrec, SenderInput.PubrecReceived] with { Effects = SendPubrel })
                .With(Right[SenderState.AwaitingPubcomp, SenderInput.SessionResumed] with
                {
                    Effects = SendPublish | MarkDuplicate,
                }),
            Setting = OneHop,
        },
        new()
        {
            Name = "receiver forgets identifiers on reconnection",
            Meaning = "The receiver takes a PUBLISH that is repeated on the next connection for a new message.",
            Report = "rmqtt/rmqtt#456",
            Breaks = Twice,
            ReceiverChange = table => table.With(
                table[ReceiverState.AwaitingPubrel, ReceiverInput.SessionResumed] with { To = ReceiverState.Free }),
            Setting = OneHop,
        },
        new()
        {
            Name = "receiver does not remember identifiers",
            Meaning = "The receiver answers QoS 2 as it should, but hands on each PUBLISH that comes.",
            Report = "emqx/qmqtt#267",
            Breaks = Twice,
            ReceiverChange = table => table.With(
                table[ReceiverState.Free, ReceiverInput.QoS2PublishReceived] with { To = ReceiverState.Free }),
            Setting = OneHop,
        },
        new()
        {
            Name = "receiver hands on at PUBLISH and at PUBREL",
            Meaning = "The receiver mixes methods A and B.",
            Report = "dotnet/MQTTnet#425",
            Breaks = Twice,
            ReceiverChange = table => table
                .With(table[ReceiverState.Free, ReceiverInput.QoS2PublishReceived] with
                {
                    Effects = DeliverMessage | StoreMessage | SendPubrec,
                })
                .With(table[ReceiverState.AwaitingPubrel, ReceiverInput.PubrelReceived] with
                {
                    Effects = DeliverMessage | SendPubcomp | ReleaseIdentifier,
                }),
            Setting = OneHop,
        },
        new()
        {
            Name = "retry timer on a living connection",
            Meaning = "The sender does not wait for a reconnection: a timer sends what is unacknowledged again.",
            Report = "eclipse-paho/paho.mqtt.python#532",
            Breaks = "Without a cut no message is delivered twice",
            Behaviour = FaultBehaviour.RetriesOnLiveConnection,
            Setting = OneHopQoS1 with { CutMaximum = 1 },
        },
        new()
        {
            Name = "identifier reused before PUBCOMP",
            Meaning = "The sender counts an exchange as over at PUBREC, and its identifier as free.",
            Report = "wolfSSL/wolfMQTT#599",
            Breaks = Order,
            SenderTable = Right.With(Right[SenderState.AwaitingPubrec, SenderInput.PubrecReceived] with
            {
                To = SenderState.Free,
                Effects = SendPubrel | DiscardContent | ReleaseIdentifier | CompleteMessage,
            }),
            Setting = OneHop with { MessageCount = 3 },
        },
        new()
        {
            Name = "unknown PUBREL is not answered",
            Meaning = "A receiver that has finished already keeps silent, so that the sender waits for ever.",
            Report = "eclipse-paho/paho.mqtt.python#284",
            Breaks = Finally,
            ReceiverChange = table => table.With(
                table[ReceiverState.Free, ReceiverInput.PubrelReceived] with { Effects = None }),
            Setting = OneHop,
        },
        new()
        {
            Name = "unknown PUBREL closes the connection",
            Meaning = "A receiver that has finished already takes the repeated PUBREL for an error, at each attempt.",
            Report = "moscajs/aedes#634",
            Breaks = Finally,
            ReceiverChange = table => table.With(
                table[ReceiverState.Free, ReceiverInput.PubrelReceived] with { Effects = RaiseProtocolError }),
            Setting = OneHop,
        },
        new()
        {
            Name = "repeated PUBLISH before PUBREL closes the connection",
            Meaning = "The receiver takes a repeat of what it holds for a protocol error.",
            Report = "eclipse-mosquitto/mosquitto#3602",
            Breaks = Closed,
            ReceiverChange = table => table.With(
                table[ReceiverState.AwaitingPubrel, ReceiverInput.QoS2PublishReceived] with
                {
                    Effects = RaiseProtocolError,
                }),
            Setting = OneHop,
        },
        new()
        {
            Name = "repeated PUBLISH before PUBREL is refused",
            Meaning = "The receiver answers a repeat by Packet Identifier in use (0x91), and goes on holding it.",
            Report = "halfgaar/FlashMQ#171",
            Breaks = Reused,
            ReceiverChange = table => table.With(
                table[ReceiverState.AwaitingPubrel, ReceiverInput.QoS2PublishReceived] with
                {
                    Effects = SendPubrec | ReportIdentifierInUse,
                }),
            Setting = OneHop,
        },
        new()
        {
            Name = "repeated PUBLISH before PUBREL is not answered",
            Meaning = "The receiver drops a repeat in silence, so that the sender never gets its PUBREC.",
            Report = "eclipse-mosquitto/mosquitto#3599",
            Breaks = Finally,
            ReceiverChange = table => table.With(
                table[ReceiverState.AwaitingPubrel, ReceiverInput.QoS2PublishReceived] with { Effects = None }),
            Setting = OneHop,
        },
        new()
        {
            Name = "unfinished messages go out again in the wrong order",
            Meaning = "After a reconnection the newest comes first.",
            Report = "eclipse-paho/paho.mqtt.c#807",
            Breaks = Order,
            Behaviour = FaultBehaviour.ResendsBackwards,
            Setting = OneHop,
        },
        new()
        {
            Name = "nothing goes out again after a reconnection",
            Meaning = "The sender keeps its exchanges, but waits for answers to what the old connection lost.",
            Report = "rmqtt/rmqtt#456",
            Breaks = Finally,
            SenderTable = Right
                .With(Right[SenderState.AwaitingPubrec, SenderInput.SessionResumed] with { Effects = None })
                .With(Right[SenderState.AwaitingPubcomp, SenderInput.SessionResumed] with { Effects = None }),
            Setting = OneHop,
        },
        new()
        {
            Name = "DUP is used to drop repeats",
            Meaning = "The receiver believes that it has had whatever comes with DUP 1, and only answers it.",
            Report = "eclipse-paho/paho.mqtt.golang#649",
            Breaks = Order,
            Behaviour = FaultBehaviour.TrustsDuplicateFlag,
            Setting = OneHopQoS1,
        },
        new()
        {
            Name = "message expiry ends an exchange past PUBREC",
            Meaning = "The sender drops an expired message with its exchange, and never sends the PUBREL that it owes.",
            Report = "eclipse-mosquitto/mosquitto#3744",
            Breaks = Order,
            SenderTable = Right.With(Right[SenderState.AwaitingPubcomp, SenderInput.SessionResumed] with
            {
                To = SenderState.Free,
                Effects = ReleaseIdentifier | AbandonMessage,
            }),
            Setting = OneHop with { MessageCount = 3 },
        },
        new()
        {
            Name = "window grows after a reconnection",
            Meaning = "The sender allows itself one unacknowledged message more than the receiver's maximum.",
            Report = "eclipse-mosquitto/mosquitto#393",
            Breaks = "At most 1 message is unacknowledged",
            Behaviour = FaultBehaviour.WidensWindow,
            Setting = OneHop with { ReceiveMaximum = 1 },
        },
    ];

    /// <summary>Gives the fault whose name contains a text.</summary>
    /// <param name="text">A part of its name.</param>
    /// <exception cref="ArgumentException">No name contains it; the message lists them.</exception>
    public static SeededFault Find(string text) =>
        All.FirstOrDefault(fault => fault.Name.Contains(text, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException(
            $"Expected a part of the name of a fault, got '{text}'; there are: " +
            $"{string.Join("; ", All.Select(fault => fault.Name))}.", nameof(text));
}
