using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>The receiver of messages in one direction of a session: which packet identifiers of QoS 2 are taken and not
/// released.</summary>
/// <remarks>
/// It runs <see cref="QosReceiverTable"/>, answers in the order in which the packets come, and delivers before it
/// answers. Its memory is bounded by our own Receive Maximum: a sender that exceeds it breaks MQTT 5.0 [MQTT-3.3.4-7]
/// or [MQTT-3.3.4-9] and is told so. A sender may count from zero after a reconnection, so only identifiers that came
/// in on this connection count.
/// </remarks>
public sealed class QosReceiver
{
    private readonly QosTable<QosReceiverState, QosReceiverInput> table;
    private readonly bool reportsUnknown;
    private Ring<Held> held;
    private int receiveMaximum = ushort.MaxValue;
    private bool sendsReasonCodes;
    private int countedCount;

    /// <summary>Makes a receiver that holds nothing.</summary>
    /// <param name="method">When QoS 2 messages are handed on.</param>
    /// <param name="reportsUnknown">Whether PUBCOMP says Packet Identifier not found (0x92) to an unknown PUBREL, or
    /// Success.</param>
    public QosReceiver(QosReceiverMethod method = QosReceiverMethod.DeliverAtPublish, bool reportsUnknown = true)
        : this(QosReceiverTable.Of(method), reportsUnknown)
    {
    }

    /// <summary>Makes a receiver that runs another table: a deliberate fault.</summary>
    /// <param name="table">The table to run.</param>
    /// <param name="reportsUnknown">Whether PUBCOMP says Packet Identifier not found (0x92) to an unknown PUBREL, or
    /// Success.</param>
    public QosReceiver(QosTable<QosReceiverState, QosReceiverInput> table, bool reportsUnknown = true)
    {
        this.table = table;
        this.reportsUnknown = reportsUnknown;
    }

    /// <summary>How many packet identifiers are taken and not released.</summary>
    public int HeldCount => held.Count;

    /// <summary>Begins a connection.</summary>
    /// <param name="version">The version it speaks: MQTT 3.1.1 has no reason codes in acknowledgements.</param>
    /// <param name="ownReceiveMaximum">The Receive Maximum that we announced, 1 to 65,535.</param>
    public void BeginConnection(ProtocolVersion version, ushort ownReceiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfZero(ownReceiveMaximum);
        sendsReasonCodes = version == ProtocolVersion.V500;
        receiveMaximum = ownReceiveMaximum;
        countedCount = 0;
        for (int position = held.Count - 1; position >= 0; position--)
        {
            ref Held entry = ref held[position];
            entry.IsCounted = false;
            entry.State = table[entry.State, QosReceiverInput.SessionResumed].To;
            if (entry.State == QosReceiverState.Free)
                held.RemoveAt(position);
        }
    }

    /// <summary>Takes in a PUBLISH of QoS 1 or 2.</summary>
    /// <param name="publish">The message and its hop's header.</param>
    /// <param name="verdict">Success, or a reason code of 0x80 or above when the message is refused.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="sink">Where the answer goes.</param>
    /// <param name="receiver">Who takes the message over.</param>
    /// <returns>Success, or the reason code with which to close the connection.</returns>
    public ReasonCode Receive(
        in IncomingPublish publish, ReasonCode verdict, TimeSpan now, IPacketSink sink, IMessageReceiver receiver)
    {
        ushort identifier = publish.PacketIdentifier;
        int position = Find(identifier);
        bool counts = position < 0 || !held[position].IsCounted;
        if (counts && countedCount >= receiveMaximum)
            return ReasonCode.ReceiveMaximumExceeded;

        QosReceiverState state = position < 0 ? QosReceiverState.Free : held[position].State;
        QosReceiverInput input = InputOf(publish.QualityOfService, verdict);
        QosTransition<QosReceiverState, QosReceiverInput> row = table[state, input];
        bool cannotSayInUse = (row.Effects & QosEffects.ReportIdentifierInUse) != 0 && !sendsReasonCodes;
        if (cannotSayInUse || (row.Effects & QosEffects.RaiseProtocolError) != 0)
            return ReasonCode.ProtocolError;

        Hold(position, publish, row);
        ReasonCode reason = verdict;
        if ((row.Effects & QosEffects.DeliverMessage) != 0)
            reason = receiver.Deliver(publish, now);
        if ((row.Effects & QosEffects.ReportIdentifierInUse) != 0)
            reason = ReasonCode.PacketIdentifierInUse;
        else if (state != QosReceiverState.Free)
            reason = ReasonCode.Success;
        Answer(row.Effects, identifier, reason, sink);
        return ReasonCode.Success;
    }

    /// <summary>Takes in a PUBREL.</summary>
    /// <param name="packetIdentifier">Its packet identifier.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="sink">Where PUBCOMP goes.</param>
    /// <param name="receiver">Who takes the message over (method A).</param>
    /// <returns>False when the table says to close with Protocol Error, as the standard's never does; nothing has
    /// changed then.</returns>
    public bool ReceivePubrel(ushort packetIdentifier, TimeSpan now, IPacketSink sink, IMessageReceiver receiver)
    {
        int position = Find(packetIdentifier);
        QosReceiverState state = position < 0 ? QosReceiverState.Free : held[position].State;
        QosTransition<QosReceiverState, QosReceiverInput> row = table[state, QosReceiverInput.PubrelReceived];
        if ((row.Effects & QosEffects.RaiseProtocolError) != 0)
            return false;
        if ((row.Effects & QosEffects.DeliverMessage) != 0 && held[position].Message is { } message)
        {
            var publish = new IncomingPublish(
                message, packetIdentifier, QualityOfService.ExactlyOnce, false, message.Retain);
            receiver.Deliver(publish, now);
        }

        if (position >= 0 && row.To == QosReceiverState.Free)
            Forget(position);
        bool unknown = reportsUnknown && (row.Effects & QosEffects.ReportIdentifierNotFound) != 0;
        Answer(row.Effects, packetIdentifier, unknown ? ReasonCode.PacketIdentifierNotFound : ReasonCode.Success, sink);
        return true;
    }

    /// <summary>Forgets all identifiers, because the session is gone.</summary>
    public void Discard()
    {
        held.Clear();
        countedCount = 0;
    }

    /// <summary>Gives the state of a packet identifier.</summary>
    /// <param name="packetIdentifier">The packet identifier.</param>
    public QosReceiverState StateOf(ushort packetIdentifier)
    {
        int position = Find(packetIdentifier);
        return position < 0 ? QosReceiverState.Free : held[position].State;
    }

    /// <summary>Writes the state, in the order of the packet identifiers: in which order they came does not
    /// matter.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteSnapshot(SnapshotWriter writer)
    {
        writer.WriteNumber((ulong)held.Count);
        SortHeld();
        for (int position = 0; position < held.Count; position++)
        {
            ref Held entry = ref held[position];
            writer.WriteNumber(entry.PacketIdentifier);
            writer.WriteByte((byte)((entry.IsCounted ? 1 : 0) | (entry.Message is null ? 0 : 2)));
            if (entry.Message is not null)
                writer.WriteMessage(entry.Message);
        }
    }

    /// <summary>Replaces the state by one that was written, as it was within its connection.</summary>
    /// <param name="reader">Where from.</param>
    /// <exception cref="SnapshotException">The bytes are not such a state.</exception>
    public void RestoreSnapshot(ref SnapshotReader reader)
    {
        Discard();
        int count = reader.ReadInt32(ushort.MaxValue, "a count of held identifiers");
        for (int position = 0; position < count; position++)
        {
            ushort identifier = (ushort)reader.ReadInt32(ushort.MaxValue, "a packet identifier");
            if (identifier == 0 || Find(identifier) >= 0)
                throw reader.Wrong("a packet identifier that is not held yet", $"{identifier}");
            int flags = reader.ReadInt32(3, "flags of a held identifier");
            held.Add(new Held
            {
                PacketIdentifier = identifier,
                State = QosReceiverState.AwaitingPubrel,
                IsCounted = (flags & 1) != 0,
                Message = (flags & 2) != 0 ? reader.ReadMessage() : null,
            });
            countedCount += flags & 1;
        }
    }

    private void Hold(
        int position, in IncomingPublish publish, QosTransition<QosReceiverState, QosReceiverInput> row)
    {
        if (row.To == QosReceiverState.Free)
            return;
        if (position < 0)
        {
            held.Add(new Held { PacketIdentifier = publish.PacketIdentifier });
            position = held.Count - 1;
        }

        ref Held entry = ref held[position];
        entry.State = row.To;
        if ((row.Effects & QosEffects.StoreMessage) != 0)
            entry.Message = publish.Message;
        bool overrunIsPossible = receiveMaximum < ushort.MaxValue;
        if (overrunIsPossible && !entry.IsCounted)
        {
            entry.IsCounted = true;
            countedCount++;
        }
    }

    private void Forget(int position)
    {
        if (held[position].IsCounted)
            countedCount--;
        held.RemoveAt(position);
    }

    private static void Answer(QosEffects effects, ushort packetIdentifier, ReasonCode reason, IPacketSink sink)
    {
        if ((effects & QosEffects.SendPuback) != 0)
            sink.SendAcknowledgement(new Acknowledgement(PacketType.PubAck, packetIdentifier, reason));
        if ((effects & QosEffects.SendPubrec) != 0)
            sink.SendAcknowledgement(new Acknowledgement(PacketType.PubRec, packetIdentifier, reason));
        if ((effects & QosEffects.SendPubcomp) != 0)
            sink.SendAcknowledgement(new Acknowledgement(PacketType.PubComp, packetIdentifier, reason));
    }

    private static QosReceiverInput InputOf(QualityOfService qualityOfService, ReasonCode verdict)
    {
        bool refused = verdict >= ReasonCode.UnspecifiedError;
        return qualityOfService == QualityOfService.AtLeastOnce
            ? refused ? QosReceiverInput.QoS1PublishRefused : QosReceiverInput.QoS1PublishReceived
            : refused ? QosReceiverInput.QoS2PublishRefused : QosReceiverInput.QoS2PublishReceived;
    }

    /// <summary>Sorts by insertion: the identifiers of a sender that counts are nearly in order.</summary>
    private void SortHeld()
    {
        for (int position = 1; position < held.Count; position++)
        {
            Held moved = held[position];
            int place = position;
            for (; place > 0 && held[place - 1].PacketIdentifier > moved.PacketIdentifier; place--)
                held[place] = held[place - 1];
            if (place < position)
                held[place] = moved;
        }
    }

    private int Find(ushort packetIdentifier)
    {
        for (int position = 0; position < held.Count; position++)
        {
            if (held[position].PacketIdentifier == packetIdentifier)
                return position;
        }

        return -1;
    }

    private struct Held
    {
        public Message? Message;
        public ushort PacketIdentifier;
        public QosReceiverState State;
        public bool IsCounted;
    }
}
