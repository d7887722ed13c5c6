using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>The sender of QoS 1 and 2 messages in one direction of a session: what is in flight, in the order of first
/// sending.</summary>
/// <remarks>
/// It owns the in-flight list and runs <see cref="QosSenderTable"/>; it does not own waiting messages
/// (<see cref="OutgoingQueue"/>). The list outlives connections. Of a connection it knows the window, and how much of
/// the list has been sent on it: after a reconnection the list is sent again from its start, and nothing new before
/// its end (MQTT 5.0 [MQTT-4.4.0-1], [MQTT-4.6.0-1]).
/// </remarks>
public sealed partial class QosSender
{
    private readonly QosTable<QosSenderState, QosSenderInput> table;
    private readonly bool reportsUnknown;
    private Ring<Exchange> exchanges;
    private InflightWindow window;
    private int sentCount;

    /// <summary>Makes a sender with nothing in flight and no connection.</summary>
    /// <param name="identifiers">The number space, on a client shared with SUBSCRIBE and UNSUBSCRIBE; null: one of its
    /// own.</param>
    /// <param name="table">The table to run; null: the standard's. Another one is a deliberate fault.</param>
    /// <param name="reportsUnknown">Whether PUBREL says Packet Identifier not found (0x92) to an unknown PUBREC, or
    /// Success.</param>
    public QosSender(
        PacketIdentifiers? identifiers = null,
        QosTable<QosSenderState, QosSenderInput>? table = null,
        bool reportsUnknown = true)
    {
        this.reportsUnknown = reportsUnknown;
        Identifiers = identifiers ?? new PacketIdentifiers();
        this.table = table ?? QosSenderTable.Standard;
    }

    /// <summary>The packet identifiers of this direction.</summary>
    public PacketIdentifiers Identifiers { get; }

    /// <summary>How many exchanges are unfinished.</summary>
    public int InFlightCount => exchanges.Count;

    /// <summary>How many of them were sent, for the first time or again, on this connection.</summary>
    public int SentCount => sentCount;

    /// <summary>The window of this connection; closed without one.</summary>
    public InflightWindow Window => window;

    /// <summary>Whether a new message may go out now: nothing is left to send again, the window has room and an
    /// identifier is free.</summary>
    public bool CanPublish => sentCount == exchanges.Count && window.Quota(sentCount) > 0 && Identifiers.IsAvailable;

    /// <summary>Begins a connection; nothing counts as sent on it.</summary>
    /// <param name="receiveMaximum">The peer's Receive Maximum, 1 to 65,535.</param>
    public void BeginConnection(ushort receiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfZero(receiveMaximum);
        window = new InflightWindow(receiveMaximum);
        sentCount = 0;
    }

    /// <summary>Ends the connection; the in-flight list stays.</summary>
    public void EndConnection()
    {
        window = default;
        sentCount = 0;
    }

    /// <summary>Sends a new message; ask <see cref="CanPublish"/> first.</summary>
    /// <param name="delivery">The message, QoS 1 or 2.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="sink">Where the PUBLISH goes.</param>
    /// <returns>The packet identifier.</returns>
    /// <exception cref="InvalidOperationException">The window is full, or older messages wait to be sent
    /// again.</exception>
    public ushort Publish(in Delivery delivery, TimeSpan now, IPacketSink sink)
    {
        if (!CanPublish)
        {
            throw new InvalidOperationException(
                $"Expected room in the in-flight window, but {sentCount} of {exchanges.Count} exchanges fill " +
                $"a window of {window.ReceiveMaximum}; queue the message instead.");
        }

        QosSenderInput input = delivery.QualityOfService == QualityOfService.AtLeastOnce
            ? QosSenderInput.QoS1MessageAccepted
            : QosSenderInput.QoS2MessageAccepted;
        QosTransition<QosSenderState, QosSenderInput> row = table[QosSenderState.Free, input];
        ushort identifier = Identifiers.Take();
        exchanges.Add(new Exchange
        {
            Delivery = delivery,
            PacketIdentifier = identifier,
            State = row.To,
            KeepsContent = true,
        });
        sentCount++;
        SendPublish(ref exchanges[sentCount - 1], row.Effects, now, sink);
        return identifier;
    }

    /// <summary>Sends again what is unfinished, in its order, as far as the window allows; call it until
    /// <see cref="SentCount"/> is <see cref="InFlightCount"/>.</summary>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="sink">Where the packets go; what it refuses is given up.</param>
    /// <param name="observer">Who hears what is given up.</param>
    public void Resume(TimeSpan now, IPacketSink sink, IDeliveryObserver observer)
    {
        while (TryResumeNext(now, sink, observer))
        {
        }
    }

    /// <summary>Sends again the next unfinished exchange, if there is one and the window allows it: what a driver calls
    /// whose way to the peer takes one packet at a time.</summary>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="sink">Where the packet goes; what it refuses is given up.</param>
    /// <param name="observer">Who hears what is given up.</param>
    /// <returns>Whether an exchange was gone on with, or given up.</returns>
    /// <exception cref="InvalidOperationException">The table repeats a PUBLISH whose content it has thrown away; the
    /// state is unchanged.</exception>
    public bool TryResumeNext(TimeSpan now, IPacketSink sink, IDeliveryObserver observer)
    {
        if (!window.IsOpen || sentCount >= exchanges.Count)
            return false;
        Exchange exchange = exchanges[sentCount];
        QosTransition<QosSenderState, QosSenderInput> row = table[exchange.State, QosSenderInput.SessionResumed];
        DropReason? refusal = null;
        if ((row.Effects & QosEffects.SendPublish) != 0)
        {
            ExpectContent(exchange);
            refusal = sink.Refuses(exchange.Delivery, now);
            if (refusal is not null)
                row = table[exchange.State, QosSenderInput.SessionResumedBeyondLimits];
            else if (window.Quota(sentCount) == 0)
                return false;
        }

        QosEffects effects = Step(sentCount, row, now, sink);
        SendPubrel(exchange.PacketIdentifier, effects, sink);
        if ((effects & QosEffects.ReleaseIdentifier) != 0)
            RemoveAt(sentCount);
        else
            sentCount++;
        if (refusal is { } reason)
            observer.OnDropped(exchange.Delivery, reason);
        return true;
    }

    /// <summary>Takes in a PUBACK, PUBREC or PUBCOMP.</summary>
    /// <param name="acknowledgement">The acknowledgement.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="sink">Where an answer goes.</param>
    /// <param name="observer">Who hears that an exchange is over.</param>
    /// <returns>False when the peer's state contradicts ours: close with Protocol Error; nothing has changed.</returns>
    public bool Receive(in Acknowledgement acknowledgement, TimeSpan now, IPacketSink sink, IDeliveryObserver observer)
    {
        int position = Find(acknowledgement.PacketIdentifier);
        QosSenderState state = position < 0 ? QosSenderState.Free : exchanges[position].State;
        QosEffects effects = Step(position, table[state, InputOf(acknowledgement)], now, sink);
        SendPubrel(acknowledgement.PacketIdentifier, effects, sink);
        if ((effects & QosEffects.ReleaseIdentifier) == 0)
            return (effects & QosEffects.RaiseProtocolError) == 0;

        Message? message = exchanges[position].Delivery.Message;
        RemoveAt(position);
        if ((effects & (QosEffects.CompleteMessage | QosEffects.RefuseMessage)) != 0)
            observer.OnCompleted(message, acknowledgement.PacketIdentifier, acknowledgement.ReasonCode);
        return true;
    }

    /// <summary>Gives all exchanges up, because the session is gone.</summary>
    /// <param name="observer">Who hears of each message whose fate stays unknown.</param>
    public void Discard(IDeliveryObserver observer)
    {
        while (exchanges.Count > 0)
        {
            Exchange exchange = exchanges[0];
            QosEffects effects = table[exchange.State, QosSenderInput.SessionDiscarded].Effects;
            RemoveAt(0);
            if ((effects & QosEffects.AbandonMessage) != 0)
                observer.OnDropped(exchange.Delivery, DropReason.SessionEnded);
            else
                observer.OnCompleted(exchange.Delivery.Message, exchange.PacketIdentifier, ReasonCode.Success);
        }
    }

    /// <summary>Gives the state of a packet identifier.</summary>
    /// <param name="packetIdentifier">The packet identifier.</param>
    public QosSenderState StateOf(ushort packetIdentifier)
    {
        int position = Find(packetIdentifier);
        return position < 0 ? QosSenderState.Free : exchanges[position].State;
    }

    /// <summary>Gives the packet identifier of an exchange.</summary>
    /// <param name="position">0 for the oldest, to <see cref="InFlightCount"/> - 1.</param>
    public ushort IdentifierAt(int position) => exchanges[position].PacketIdentifier;

    private QosEffects Step(
        int position, QosTransition<QosSenderState, QosSenderInput> row, TimeSpan now, IPacketSink sink)
    {
        if (position < 0)
            return row.Effects;
        ref Exchange exchange = ref exchanges[position];
        if ((row.Effects & QosEffects.SendPublish) != 0)
            ExpectContent(exchange);
        exchange.State = row.To;
        if ((row.Effects & QosEffects.DiscardContent) != 0)
            exchange.KeepsContent = false;
        SendPublish(ref exchange, row.Effects, now, sink);
        return row.Effects;
    }

    private static void ExpectContent(in Exchange exchange)
    {
        // Within one run the application's message is still there; a restored exchange has none.
        if (exchange.Delivery.Message is null)
        {
            throw new InvalidOperationException(
                $"Expected the content of packet identifier {exchange.PacketIdentifier} for another PUBLISH, but it " +
                $"was thrown away: the table says {nameof(QosEffects.DiscardContent)} and later " +
                $"{nameof(QosEffects.SendPublish)}.");
        }
    }

    private static void SendPublish(ref Exchange exchange, QosEffects effects, TimeSpan now, IPacketSink sink)
    {
        if ((effects & QosEffects.SendPublish) == 0)
            return;
        bool duplicate = (effects & QosEffects.MarkDuplicate) != 0;
        sink.SendPublish(exchange.Delivery.ToPublish(exchange.PacketIdentifier, duplicate, now));
    }

    private void SendPubrel(ushort packetIdentifier, QosEffects effects, IPacketSink sink)
    {
        if ((effects & QosEffects.SendPubrel) == 0)
            return;
        ReasonCode reason = reportsUnknown && (effects & QosEffects.ReportIdentifierNotFound) != 0
            ? ReasonCode.PacketIdentifierNotFound
            : ReasonCode.Success;
        sink.SendAcknowledgement(new Acknowledgement(PacketType.PubRel, packetIdentifier, reason));
    }

    private static QosSenderInput InputOf(in Acknowledgement acknowledgement)
    {
        bool refuses = acknowledgement.ReasonCode >= ReasonCode.UnspecifiedError;
        return acknowledgement.Type switch
        {
            PacketType.PubAck => refuses ? QosSenderInput.PubackRefusalReceived : QosSenderInput.PubackReceived,
            PacketType.PubRec => refuses ? QosSenderInput.PubrecRefusalReceived : QosSenderInput.PubrecReceived,
            PacketType.PubComp => QosSenderInput.PubcompReceived,
            _ => throw new ArgumentException(
                $"Expected PubAck, PubRec or PubComp for the sender, but got {acknowledgement.Type}; " +
                "give it to the receiver."),
        };
    }

    private int Find(ushort packetIdentifier)
    {
        for (int position = 0; position < exchanges.Count; position++)
        {
            if (exchanges[position].PacketIdentifier == packetIdentifier)
                return position;
        }

        return -1;
    }

    private void RemoveAt(int position)
    {
        Identifiers.Release(exchanges[position].PacketIdentifier);
        exchanges.RemoveAt(position);
        if (position < sentCount)
            sentCount--;
    }

    private struct Exchange
    {
        public Delivery Delivery;
        public ushort PacketIdentifier;
        public QosSenderState State;
        public bool KeepsContent;
    }
}
