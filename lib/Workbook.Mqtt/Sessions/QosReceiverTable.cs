using static Workbook.Mqtt.Sessions.QosEffects;
using static Workbook.Mqtt.Sessions.QosReceiverInput;
using static Workbook.Mqtt.Sessions.QosReceiverState;
using Row = Workbook.Mqtt.Sessions.QosTransition<
    Workbook.Mqtt.Sessions.QosReceiverState, Workbook.Mqtt.Sessions.QosReceiverInput>;

namespace Workbook.Mqtt.Sessions;

/// <summary>The receiver's side of QoS 1 and QoS 2 as a table, for one packet identifier, by either method of
/// delivery.</summary>
/// <remarks>
/// Theory of operation. QoS 1 needs no memory: each PUBLISH is delivered and answered, repeats included. QoS 2 needs
/// one bit for each packet identifier: whether it was taken over and not yet released.
/// <code>
///   QoS 1   Free --PUBLISH/PUBACK--> Free
///   QoS 2   Free --PUBLISH/PUBREC--> AwaitingPubrel --PUBREL/PUBCOMP--> Free
/// </code>
/// The standard leaves open when a QoS 2 message is handed on. Method A keeps the message until PUBREL; method B
/// hands it on at PUBLISH and keeps the identifier only. Both deliver exactly once. Method B is the default here: it
/// stores two bytes instead of a message, and a message does not wait for another round trip. DUP plays no part: the
/// packet identifier alone tells a repeat. PUBREL is always answered, known or not, because a sender that lost a
/// PUBCOMP can only ask again. A repeat that would be refused today is still a repeat of what was taken.
/// </remarks>
public static class QosReceiverTable
{
    /// <summary>The table of method A: hand on at PUBREL.</summary>
    public static QosTable<QosReceiverState, QosReceiverInput> MethodA { get; } =
        For(QosReceiverMethod.DeliverAtPubrel);

    /// <summary>The table of method B: hand on at PUBLISH.</summary>
    public static QosTable<QosReceiverState, QosReceiverInput> MethodB { get; } =
        For(QosReceiverMethod.DeliverAtPublish);

    /// <summary>Gives the table of a method.</summary>
    /// <param name="method">When messages of QoS 2 are handed on.</param>
    public static QosTable<QosReceiverState, QosReceiverInput> Of(QosReceiverMethod method) =>
        method == QosReceiverMethod.DeliverAtPubrel ? MethodA : MethodB;

    private static QosTable<QosReceiverState, QosReceiverInput> For(QosReceiverMethod method)
    {
        bool atPubrel = method == QosReceiverMethod.DeliverAtPubrel;
        return new(
            new Row(Free, QoS1PublishReceived, Free, DeliverMessage | SendPuback,
                "A QoS 1 message is delivered, whatever DUP says, and answered by PUBACK.",
                "4.3.2-2 3.3.4-1", "4.3.2-4 4.3.2-5 3.3.4-1"),
            new Row(Free, QoS1PublishRefused, Free, SendPuback,
                "A refused QoS 1 message is answered by PUBACK with the reason, which MQTT 3.1.1 cannot say.",
                "3.3.5-2", "3.4.2-1"),
            new Row(Free, QoS2PublishReceived, AwaitingPubrel,
                (atPubrel ? StoreMessage : DeliverMessage) | SendPubrec,
                atPubrel
                    ? "A QoS 2 message is kept, to be delivered at PUBREL, and answered by PUBREC."
                    : "A QoS 2 message is delivered, its identifier kept, and answered by PUBREC.",
                "4.3.3-2 3.3.4-1", "4.3.3-8 3.3.4-1"),
            new Row(Free, QoS2PublishRefused, Free, SendPubrec,
                "A refused QoS 2 message is answered by PUBREC with the reason, and its identifier is not kept.",
                "3.3.5-2", "3.5.2-1 4.3.3-9"),
            new Row(Free, PubrelReceived, Free, SendPubcomp | ReportIdentifierNotFound,
                "A PUBREL for an unknown identifier is answered all the same: the sender's last PUBCOMP was lost.",
                "4.3.3-2", "4.3.3-11"),
            new Row(Free, SessionResumed, Free, None, "There is nothing to go on with."),
            new Row(Free, SessionDiscarded, Free, None, "There is nothing to forget."),

            new Row(AwaitingPubrel, QoS1PublishReceived, AwaitingPubrel, SendPuback | ReportIdentifierInUse,
                "The identifier belongs to an unfinished QoS 2 exchange and cannot carry a QoS 1 message.",
                "2.3.1-2", "2.2.1-3"),
            new Row(AwaitingPubrel, QoS1PublishRefused, AwaitingPubrel, SendPuback | ReportIdentifierInUse,
                "The identifier belongs to an unfinished QoS 2 exchange and cannot carry a QoS 1 message.",
                "2.3.1-2", "2.2.1-3"),
            new Row(AwaitingPubrel, QoS2PublishReceived, AwaitingPubrel, SendPubrec,
                "A repeat is answered by PUBREC and not delivered again.", "4.3.3-2", "4.3.3-10"),
            new Row(AwaitingPubrel, QoS2PublishRefused, AwaitingPubrel, SendPubrec,
                "A repeat of a message that was taken is answered by PUBREC, whatever is allowed by now.",
                "4.3.3-2", "4.3.3-10"),
            new Row(AwaitingPubrel, PubrelReceived, Free,
                (atPubrel ? DeliverMessage : None) | SendPubcomp | ReleaseIdentifier,
                atPubrel
                    ? "PUBREL delivers the message, frees the identifier and is answered by PUBCOMP."
                    : "PUBREL frees the identifier and is answered by PUBCOMP.",
                "4.3.3-2", "4.3.3-11 4.3.3-12"),
            new Row(AwaitingPubrel, SessionResumed, AwaitingPubrel, None,
                "The identifier is still taken: the sender will repeat PUBLISH or PUBREL.", "4.1.0-1", "4.1.0-1"),
            new Row(AwaitingPubrel, SessionDiscarded, Free, ReleaseIdentifier,
                "The identifier is forgotten with the session; a repeat would be delivered again.",
                "3.1.2-6", "3.1.2-4"));
    }
}
