using static Workbook.Mqtt.Sessions.QosEffects;
using static Workbook.Mqtt.Sessions.QosSenderInput;
using static Workbook.Mqtt.Sessions.QosSenderState;
using Row = Workbook.Mqtt.Sessions.QosTransition<
    Workbook.Mqtt.Sessions.QosSenderState, Workbook.Mqtt.Sessions.QosSenderInput>;

namespace Workbook.Mqtt.Sessions;

/// <summary>The sender's side of QoS 1 and QoS 2 as a table, for one packet identifier.</summary>
/// <remarks>
/// Theory of operation. A message at QoS 1 or 2 takes a packet identifier and is kept until its exchange ends:
/// <code>
///   QoS 1   Free --PUBLISH--> AwaitingPuback --PUBACK--> Free
///   QoS 2   Free --PUBLISH--> AwaitingPubrec --PUBREC/PUBREL--> AwaitingPubcomp --PUBCOMP--> Free
/// </code>
/// There is no timer. While a connection is healthy TCP loses nothing, so the only moment to repeat is the start of a
/// connection that goes on with the session: PUBLISH with DUP before PUBREC, PUBREL after it (MQTT 5.0 [MQTT-4.4.0-1]
/// forbids any other moment). Sending PUBLISH again once PUBREL is out would deliver twice, because the receiver may
/// have forgotten the identifier; that is why AwaitingPubcomp is a state of its own. An answer that belongs to
/// another kind of exchange shows that the two sides disagree, and closes the connection; an answer to an identifier
/// that is free is harmless, and is answered where an answer brings the peer forward.
/// </remarks>
public static class QosSenderTable
{
    /// <summary>The table that the standard prescribes.</summary>
    public static QosTable<QosSenderState, QosSenderInput> Standard { get; } = new(
        new Row(Free, QoS1MessageAccepted, AwaitingPuback, TakeIdentifier | SendPublish,
            "A QoS 1 message goes out with a fresh identifier and DUP 0, and is kept until PUBACK.",
            "4.3.2-1 2.3.1-2", "4.3.2-1 4.3.2-2 4.3.2-3 2.2.1-3"),
        new Row(Free, QoS2MessageAccepted, AwaitingPubrec, TakeIdentifier | SendPublish,
            "A QoS 2 message goes out with a fresh identifier and DUP 0, and is kept until PUBREC.",
            "4.3.3-1 2.3.1-2", "4.3.3-1 4.3.3-2 4.3.3-3 2.2.1-3"),
        new Row(Free, PubackReceived, Free, None, "A PUBACK for an identifier that is not in use says nothing new."),
        new Row(Free, PubackRefusalReceived, Free, None,
            "A refusal of an identifier that is not in use says nothing new."),
        new Row(Free, PubrecReceived, Free, SendPubrel | ReportIdentifierNotFound,
            "A PUBREC for an unknown identifier is answered by PUBREL, so that the receiver can finish and forget it.",
            "", "4.3.3-4"),
        new Row(Free, PubrecRefusalReceived, Free, None,
            "A refused exchange that is not known here is over on both sides."),
        new Row(Free, PubcompReceived, Free, None, "A PUBCOMP for an identifier that is not in use says nothing new."),
        new Row(Free, SessionResumed, Free, None, "There is nothing to send again."),
        new Row(Free, SessionDiscarded, Free, None, "There is nothing to give up."),
        new Row(Free, SessionResumedBeyondLimits, Free, None, "There is nothing to send again."),

        new Row(AwaitingPuback, QoS1MessageAccepted, AwaitingPuback, RaiseProtocolError,
            "The identifier is in flight and cannot stand for a second message.", "2.3.1-2", "2.2.1-3"),
        new Row(AwaitingPuback, QoS2MessageAccepted, AwaitingPuback, RaiseProtocolError,
            "The identifier is in flight and cannot stand for a second message.", "2.3.1-2", "2.2.1-3"),
        new Row(AwaitingPuback, PubackReceived, Free, DiscardContent | ReleaseIdentifier | CompleteMessage,
            "PUBACK ends the exchange: the receiver has the message.", "2.3.1-3 4.3.2-1", "4.3.2-3 4.4.0-2"),
        new Row(AwaitingPuback, PubackRefusalReceived, Free, DiscardContent | ReleaseIdentifier | RefuseMessage,
            "A refusing PUBACK ends the exchange too: the message is not sent again.", "", "4.4.0-2"),
        new Row(AwaitingPuback, PubrecReceived, AwaitingPuback, RaiseProtocolError,
            "PUBREC answers QoS 2, but this identifier carries QoS 1.", "3.3.4-1", "3.3.4-1"),
        new Row(AwaitingPuback, PubrecRefusalReceived, AwaitingPuback, RaiseProtocolError,
            "PUBREC answers QoS 2, but this identifier carries QoS 1.", "3.3.4-1", "3.3.4-1"),
        new Row(AwaitingPuback, PubcompReceived, AwaitingPuback, RaiseProtocolError,
            "PUBCOMP answers PUBREL, but this identifier carries QoS 1.", "3.3.4-1", "3.3.4-1"),
        new Row(AwaitingPuback, SessionResumed, AwaitingPuback, SendPublish | MarkDuplicate,
            "The PUBLISH goes out again with its identifier and DUP 1.", "4.4.0-1 3.3.1-1 2.3.1-3", "4.4.0-1 3.3.1-1"),
        new Row(AwaitingPuback, SessionDiscarded, Free, DiscardContent | ReleaseIdentifier | AbandonMessage,
            "The exchange ends with the session; whether the message arrived stays unknown.",
            "3.1.2-6", "3.1.2-4 3.2.2-5"),
        new Row(AwaitingPuback, SessionResumedBeyondLimits, Free, DiscardContent | ReleaseIdentifier | AbandonMessage,
            "What the peer cannot take any more is not sent, as if it had been.", "", "3.1.2-24 3.1.2-25 3.2.2-15"),

        new Row(AwaitingPubrec, QoS1MessageAccepted, AwaitingPubrec, RaiseProtocolError,
            "The identifier is in flight and cannot stand for a second message.", "2.3.1-2", "2.2.1-3"),
        new Row(AwaitingPubrec, QoS2MessageAccepted, AwaitingPubrec, RaiseProtocolError,
            "The identifier is in flight and cannot stand for a second message.", "2.3.1-2", "2.2.1-3"),
        new Row(AwaitingPubrec, PubackReceived, AwaitingPubrec, RaiseProtocolError,
            "PUBACK answers QoS 1, but this identifier carries QoS 2.", "3.3.4-1", "3.3.4-1"),
        new Row(AwaitingPubrec, PubackRefusalReceived, AwaitingPubrec, RaiseProtocolError,
            "PUBACK answers QoS 1, but this identifier carries QoS 2.", "3.3.4-1", "3.3.4-1"),
        new Row(AwaitingPubrec, PubrecReceived, AwaitingPubcomp, SendPubrel | DiscardContent,
            "PUBREC says that the receiver owns the message; PUBREL lets it forget the identifier.",
            "4.3.3-1 4.6.0-4", "4.3.3-4 4.3.3-5 4.6.0-4"),
        new Row(AwaitingPubrec, PubrecRefusalReceived, Free, DiscardContent | ReleaseIdentifier | RefuseMessage,
            "A refusing PUBREC ends the exchange and frees the identifier at once.", "", "4.3.3-9 4.4.0-2"),
        new Row(AwaitingPubrec, PubcompReceived, AwaitingPubrec, RaiseProtocolError,
            "PUBCOMP answers PUBREL, which has not been sent.", "4.3.3-1", "4.3.3-5"),
        new Row(AwaitingPubrec, SessionResumed, AwaitingPubrec, SendPublish | MarkDuplicate,
            "The PUBLISH goes out again with its identifier and DUP 1.", "4.4.0-1 3.3.1-1 2.3.1-3", "4.4.0-1 3.3.1-1"),
        new Row(AwaitingPubrec, SessionDiscarded, Free, DiscardContent | ReleaseIdentifier | AbandonMessage,
            "The exchange ends with the session; whether the message arrived stays unknown.",
            "3.1.2-6", "3.1.2-4 3.2.2-5"),
        new Row(AwaitingPubrec, SessionResumedBeyondLimits, AwaitingPubcomp,
            SendPubrel | DiscardContent | AbandonMessage,
            "What the peer cannot take any more is not sent; PUBREL lets the peer forget it, if it came earlier.",
            "", "3.1.2-24 3.1.2-25 3.2.2-15"),

        new Row(AwaitingPubcomp, QoS1MessageAccepted, AwaitingPubcomp, RaiseProtocolError,
            "The identifier is not free before PUBCOMP.", "2.3.1-3", "2.2.1-3"),
        new Row(AwaitingPubcomp, QoS2MessageAccepted, AwaitingPubcomp, RaiseProtocolError,
            "The identifier is not free before PUBCOMP.", "2.3.1-3", "2.2.1-3"),
        new Row(AwaitingPubcomp, PubackReceived, AwaitingPubcomp, RaiseProtocolError,
            "PUBACK answers QoS 1, but this identifier carries QoS 2.", "3.3.4-1", "3.3.4-1"),
        new Row(AwaitingPubcomp, PubackRefusalReceived, AwaitingPubcomp, RaiseProtocolError,
            "PUBACK answers QoS 1, but this identifier carries QoS 2.", "3.3.4-1", "3.3.4-1"),
        new Row(AwaitingPubcomp, PubrecReceived, AwaitingPubcomp, SendPubrel,
            "A repeated PUBREC is answered by PUBREL again.", "4.3.3-1", "4.3.3-4"),
        new Row(AwaitingPubcomp, PubrecRefusalReceived, AwaitingPubcomp, RaiseProtocolError,
            "The receiver took the message over and cannot refuse it now.", "", "4.3.3-4"),
        new Row(AwaitingPubcomp, PubcompReceived, Free, ReleaseIdentifier | CompleteMessage,
            "PUBCOMP ends the exchange; the identifier is free again.", "2.3.1-3 4.3.3-1", "4.3.3-5 2.2.1-3"),
        new Row(AwaitingPubcomp, SessionResumed, AwaitingPubcomp, SendPubrel,
            "PUBREL goes out again, and never the PUBLISH.", "4.4.0-1 4.3.3-1", "4.4.0-1 4.3.3-6"),
        new Row(AwaitingPubcomp, SessionDiscarded, Free, ReleaseIdentifier | CompleteMessage,
            "The receiver owns the message already; only the end of the exchange is lost.",
            "3.1.2-6", "3.1.2-4 3.2.2-5"),
        new Row(AwaitingPubcomp, SessionResumedBeyondLimits, AwaitingPubcomp, SendPubrel,
            "PUBREL goes out again: it is never too large.", "4.4.0-1", "4.4.0-1"));
}
