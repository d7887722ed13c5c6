using Workbook.Mqtt.Trace;

namespace Workbook.Simulate;

/// <summary>When bytes arrive: an ordered TCP stream in which loss is delay.</summary>
/// <remarks>
/// While nothing is lost, segments follow each other as the rate allows. After a loss the lane waits for its
/// retransmission time-out and then sends all that is not through, together with what was written meanwhile: TCP's
/// window is one segment then. Each further time-out is twice as long; it shrinks again only when something that was
/// sent once is acknowledged (Karn's rule, RFC 6298). There is no fast retransmission: it takes three later segments
/// within a time-out, which MQTT messages seldom are.
/// </remarks>
internal sealed partial class Lane
{
    private readonly Queue<Flight> flights = new();
    private TimeSpan freeAt;
    private TimeSpan timeout;
    private TimeSpan? silentSince;
    private bool isRecovering;
    private int tried;
    private int unansweredBytes;
    private int unacknowledged;
    private TimeSpan acknowledgementDueAt;
    private bool isEndSent;

    /// <summary>Whether the lane waits for a time-out before it sends again.</summary>
    private bool IsStalled => silentSince is not null || isRecovering;

    /// <summary>Sends what was written since the last time.</summary>
    public void Flush()
    {
        isNoted = false;
        if (wire.IsCut)
        {
            FlushIntoVoid();
            return;
        }

        if (isEndSent || IsStalled || (sent == end && !isClosing))
            return;
        Attempt(isFirst: true);
    }

    public override void OnEvent(EventKind kind)
    {
        switch (kind)
        {
            case EventKind.Arrival:
                Arrive();
                break;
            case EventKind.Retry when silentSince is { } since && !wire.IsCut:
                if (World.Now - since >= Conditions.GiveUpAfter)
                    wire.GiveUp(Direction);
                else
                    Attempt(isFirst: false);
                break;
            case EventKind.Recovery when !wire.IsCut:
                isRecovering = false;
                Flush();
                break;
            case EventKind.GivingUp when wire.IsCut:
                wire.GiveUp(Direction);
                break;
        }
    }

    /// <summary>Lets what the network holds for a radio that slept go when it is awake, before the time-out.</summary>
    public void SendHeldAt(TimeSpan time)
    {
        if (silentSince is not null)
            World.Post(time, this, EventKind.Retry);
    }

    /// <summary>Counts the acknowledgement of what arrived here as one that travels alone, if it has waited long
    /// enough.</summary>
    public void SettleAcknowledgement(TimeSpan now)
    {
        if (unacknowledged > 0 && acknowledgementDueAt < now)
            AcknowledgeAlone(1, acknowledgementDueAt);
    }

    /// <summary>Counts what is to be acknowledged when the connection ends.</summary>
    public void AcknowledgeAtEnd()
    {
        if (unacknowledged > 0)
            AcknowledgeAlone(1, World.Now);
    }

    private void AcknowledgeAlone(int count, TimeSpan at)
    {
        unacknowledged = 0;
        if (count == 0)
            return;
        long bytes = (long)count * Conditions.Format.SegmentHeaderBytes;
        Opposite.Bytes.Acknowledgements += bytes;
        wire.Link.Radio?.NoteTraffic(at, bytes, isFromDevice: Direction == Direction.ToClient);
    }

    /// <summary>Puts everything that is not through on the wire, once.</summary>
    private void Attempt(bool isFirst)
    {
        TimeSpan now = World.Now;
        LinkConditions conditions = Conditions;
        int content = end - sent;
        int carried = Count(isFirst);
        int segments = conditions.Format.Segments(carried);
        TimeSpan? ready = wire.Link.ReadyAt(Direction, now);
        Opposite.SettleAcknowledgement(now);
        Opposite.unacknowledged = 0;

        TimeSpan leaves = ready ?? now;
        if (leaves < freeAt)
            leaves = freeAt;
        long frameBytes = (long)carried + segments * conditions.Format.SegmentHeaderBytes;
        freeAt = leaves + conditions.TimeOf(frameBytes);
        if (Direction == Direction.ToServer)
            wire.Link.Radio?.NoteTraffic(leaves, frameBytes, isFromDevice: true);

        bool isReachable = ready is not null && !wire.Link.IsFrozen && conditions.Coverage.Covers(leaves);
        (double loss, double lossBack) = Direction == Direction.ToServer
            ? (conditions.LossToServer, conditions.LossToClient)
            : (conditions.LossToClient, conditions.LossToServer);
        int through = !isReachable ? 0 : loss == 0 ? segments : CountUntilLoss(segments, loss);
        bool isThrough = through == segments;
        int bytes = isThrough ? content : (int)((long)content * through / segments);
        if (bytes > 0 || (isThrough && isClosing))
            Schedule(freeAt + conditions.Latency, bytes, through, isThrough && isClosing, isLate: !isFirst);
        tried = end;
        if (isThrough && (lossBack == 0 || !World.Losses.NextChance(lossBack)))
            Acknowledged(isFirst);
        else
            Await();
    }

    private void Acknowledged(bool isFirst)
    {
        silentSince = null;
        if (isFirst)
        {
            timeout = Conditions.RetransmissionTimeout;
            return;
        }

        isRecovering = true;
        World.Post(World.Now + Conditions.RoundTrip, this, EventKind.Recovery);
    }

    private void Await()
    {
        silentSince ??= World.Now;
        World.Post(World.Now + timeout, this, EventKind.Retry);
        timeout *= 2;
        if (timeout > Conditions.RetransmissionMaximum)
            timeout = Conditions.RetransmissionMaximum;
    }

    /// <summary>Counts the bytes of an attempt by layer, and gives those that its segments carry.</summary>
    private int Count(bool isFirst)
    {
        WireFormat format = Conditions.Format;
        int news = end - tried;
        int olds = tried - sent;
        bool isFromClient = Direction == Direction.ToServer;
        int framed = format.Framed(news, isFromClient);
        int wrapped = news == 0 ? 0 : format.Wrapped(framed);
        if (news > 0)
        {
            Bytes.Mqtt += news;
            Bytes.WebSocket += framed - news;
            Bytes.Tls += wrapped - framed;
            Bytes.Headers += format.Segments(wrapped) * format.SegmentHeaderBytes;
        }

        if (isFirst)
            return unansweredBytes = wrapped;
        // What is through but not acknowledged goes again as well.
        int again = olds == 0 ? unansweredBytes : format.Wrapped(format.Framed(olds, isFromClient));
        Bytes.Repeated += again + (news == 0 ? format.Segments(again) * format.SegmentHeaderBytes : 0);
        return unansweredBytes = wrapped + again;
    }

    private int CountUntilLoss(int segments, double loss)
    {
        int through = 0;
        while (through < segments && !World.Losses.NextChance(loss))
            through++;
        return through;
    }

    private void Schedule(TimeSpan at, int bytes, int segments, bool isEnd, bool isLate)
    {
        sent += bytes;
        isEndSent |= isEnd;
        flights.Enqueue(new Flight(at, bytes, segments, isEnd, isLate));
        if (flights.Count == 1)
            World.Post(at, this, EventKind.Arrival);
    }

    private void Arrive()
    {
        TimeSpan now = World.Now;
        // After a cut an arrival that was planned before finds nothing, or something later.
        if (!flights.TryPeek(out Flight first) || first.At > now)
            return;
        int bytes = 0;
        int segments = 0;
        bool isEnd = false;
        bool isLate = false;
        while (flights.TryPeek(out Flight flight) && flight.At <= now)
        {
            flights.Dequeue();
            bytes += flight.Bytes;
            segments += flight.Segments;
            isEnd |= flight.IsEnd;
            isLate |= flight.IsLate;
        }

        arrived += bytes;
        if (flights.TryPeek(out Flight next))
            World.Post(next.At, this, EventKind.Arrival);
        SettleRecorded(isLate);
        if (Direction == Direction.ToClient)
        {
            long frameBytes = bytes + segments * Conditions.Format.SegmentHeaderBytes;
            wire.Link.Radio?.NoteTraffic(now, frameBytes, isFromDevice: false);
        }

        wire.Receive(this);
        Rewind();
        if (bytes > 0)
            NoteArrived(segments, now);
        if (isEnd)
            wire.End(Direction);
    }

    /// <summary>Plans TCP's acknowledgement: at once after each second segment, else when data carries it or the delay
    /// is over.</summary>
    private void NoteArrived(int segments, TimeSpan now)
    {
        SettleAcknowledgement(now);
        if (Conditions.ClientAcknowledgesAtOnce && Direction == Direction.ToClient)
        {
            AcknowledgeAlone(1, now);
            return;
        }

        int waiting = unacknowledged + segments;
        int alone = (waiting - 1) / 2;
        AcknowledgeAlone(alone, now);
        unacknowledged = waiting - 2 * alone;
        acknowledgementDueAt = unacknowledged == 2 ? now : now + Conditions.AcknowledgementDelay;
    }

    /// <summary>Bytes for a connection that is cut: they go nowhere, and in the end the sender gives up.</summary>
    private void FlushIntoVoid()
    {
        bool hasWritten = end > start;
        Abandon(Fate.Lost);
        if (hasWritten && silentSince is null)
        {
            silentSince = World.Now;
            World.Post(World.Now + Conditions.GiveUpAfter, this, EventKind.GivingUp);
        }
    }

    /// <summary>Bytes that are sure to arrive, and when.</summary>
    private readonly record struct Flight(TimeSpan At, int Bytes, int Segments, bool IsEnd, bool IsLate);
}
