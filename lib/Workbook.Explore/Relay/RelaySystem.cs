using System.Text;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Explore;

/// <summary>A system of a <see cref="RelayModel"/>: hops in a row, from a publisher to an application.</summary>
public sealed class RelaySystem : PartedSystem, ITracedSystem
{
    private const int MovesOfHop = 7;
    /// <summary>After so many rounds it never comes to rest: each round moves every packet at least once.</summary>
    private const int SettleMaximum = 500;

    private readonly RelayModel model;
    private readonly RelayHop[] hops;
    private readonly OutgoingQueue[] queues;

    /// <summary>The part behind those of the hops: the application at either end, and what waits between
    /// hops.</summary>
    private readonly int endsPart;
    private byte published;
    private byte delivered;
    private byte cutCount;
    private RelayFlaws flaws;

    internal RelaySystem(RelayModel model, NumberedMessages messages)
        : base(model.HopCount + 1, messages)
    {
        this.model = model;
        Messages = messages;
        endsPart = model.HopCount;
        hops = new RelayHop[model.HopCount];
        for (int number = 0; number < hops.Length; number++)
            hops[number] = new RelayHop(model, this, number);
        queues = new OutgoingQueue[model.HopCount - 1];
        for (int number = 0; number < queues.Length; number++)
            queues[number] = new OutgoingQueue(new QueueLimits(model.MessageCount));
    }

    private enum HopMove
    {
        Resume,
        Send,
        ArriveAtSender,
        ArriveAtReceiver,
        Cut,
        CutAndForget,
        Retry,
    }

    /// <summary>How many messages the publisher has handed over.</summary>
    public int PublishedCount => published;

    /// <summary>Up to which message the application has received all, in order.</summary>
    public int DeliveredCount => delivered;

    /// <summary>How many connections were cut; counted only where the model bounds it.</summary>
    public int CutCount => cutCount;

    /// <summary>Whether everything is delivered and every exchange is finished.</summary>
    public bool IsFinished => delivered == model.MessageCount && IsAtRest;

    /// <summary>Whether everything is published, and nothing is in flight or waits anywhere.</summary>
    public bool IsAtRest => published == model.MessageCount && Array.TrueForAll(hops, hop => hop.IsAtRest) &&
        Array.TrueForAll(queues, queue => queue.Count == 0);

    /// <inheritdoc/>
    public override int MoveCount => MovesOfHop * hops.Length;

    internal NumberedMessages Messages { get; }

    internal PathRecorder? Recorder { get; private set; }

    internal RelayFlaws Flaws => flaws;

    internal RelayHop[] Hops => hops;

    private IEnumerable<InFlight> InFlight => hops.Select(hop => hop.InFlight);

    /// <inheritdoc/>
    public void Record(PathRecorder recorder)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        Recorder = recorder;
        recorder.Watch(() => InFlight);
        foreach (RelayHop hop in hops)
            recorder.Opened(hop.Client);
    }

    /// <inheritdoc/>
    public int UnfinishedCount => hops.Where(hop => hop.IsClientSending).Sum(hop => hop.InFlightCount);

    /// <inheritdoc/>
    public bool TrySettle()
    {
        bool isQuiet = false;
        for (int round = 0; !isQuiet && round < SettleMaximum; round++)
        {
            isQuiet = true;
            for (int move = 0; move < MoveCount; move++)
            {
                bool publishes = move == (int)HopMove.Send;
                if (!publishes && !IsFault(move))
                    isQuiet &= !TryMove(move);
            }
        }

        return isQuiet;
    }

    /// <inheritdoc/>
    public override bool IsFault(int move) =>
        (HopMove)(move % MovesOfHop) is HopMove.Cut or HopMove.CutAndForget or HopMove.Retry;

    /// <inheritdoc/>
    public override bool TryMove(int move)
    {
        int number = move / MovesOfHop;
        Recorder?.NextMove();
        if (!Try(number, hops[number], (HopMove)(move % MovesOfHop)))
            return false;
        Touch(number);
        return true;
    }

    /// <inheritdoc/>
    public override string Describe(int move)
    {
        int number = move / MovesOfHop;
        RelayHop hop = hops[number];
        (string from, string to) = model.EndsOf(number);
        return (HopMove)(move % MovesOfHop) switch
        {
            HopMove.Resume => $"{from} sends again what is unfinished",
            HopMove.Send when number == 0 => $"{from} sends PUBLISH m{published + 1}",
            HopMove.Send => $"{from} sends PUBLISH m{Messages.NumberOf(queues[number - 1].Oldest.Message)} on",
            HopMove.ArriveAtSender => $"{hop.ToSender[0]} arrives at {from}",
            HopMove.ArriveAtReceiver => $"{hop.ToReceiver[0]} arrives at {to}",
            HopMove.Cut => $"the connection {from} - {to} is cut{LostText(hop)}",
            HopMove.CutAndForget => $"the connection {from} - {to} is cut{LostText(hop)}, and {to} forgets its session",
            _ => $"the retry timer of {from} fires",
        };
    }

    /// <summary>Says in a line what was published and delivered, what each sender has in flight, and what is on its
    /// way.</summary>
    public override string ToString()
    {
        IEnumerable<string> onTheWay = hops.SelectMany(hop =>
            hop.ToReceiver.Select(packet => $"{packet} \u2192").Concat(hop.ToSender.Select(packet => $"\u2190 {packet}")));
        string unfinished = hops.Sum(hop => hop.InFlightCount) is > 0 and var count ? $", {count} unfinished" : "";
        string cuts = cutCount > 0 ? $", {cutCount} cut" : "";
        return $"{published} sent, {delivered} delivered{unfinished}{cuts}" +
            string.Concat(onTheWay.Select(packet => $", {packet}"));
    }

    internal void Note(RelayFlaws flaw)
    {
        Touch(endsPart);
        flaws |= flaw;
    }

    /// <summary>Takes a message from the receiver of a hop: to the next hop's queue, or to the application.</summary>
    internal void Take(int hop, Message message)
    {
        Touch(endsPart);
        if (hop < queues.Length)
        {
            queues[hop].TryAdd(new Delivery(message, model.QualityOfService, false), TimeSpan.Zero, hops[hop]);
            return;
        }

        Recorder?.Delivered(new ScenarioDelivery(model.EndsOf(hop).To, message.Topic, TextOf(message)));
        byte number = Messages.NumberOf(message);
        bool mayLeaveOut = model.QualityOfService == QualityOfService.AtMostOnce;
        if (number <= delivered)
            flaws |= model.NotesRepeats || model.QualityOfService != QualityOfService.AtLeastOnce
                ? RelayFlaws.Repeated
                : RelayFlaws.None;
        else if (number > delivered + 1 && !mayLeaveOut)
            flaws |= RelayFlaws.LeftOut;
        else
            delivered = number;
    }

    private protected override void WritePart(int part, int exchange, SnapshotWriter writer)
    {
        if (part < endsPart)
        {
            hops[part].WriteSnapshot(writer);
            return;
        }

        writer.WriteByte(published);
        writer.WriteByte(delivered);
        writer.WriteByte(cutCount);
        writer.WriteByte((byte)flaws);
        foreach (OutgoingQueue queue in queues)
            queue.WriteSnapshot(writer);
    }

    private protected override void RestorePart(int part, ref SnapshotReader reader)
    {
        if (part < endsPart)
        {
            hops[part].RestoreSnapshot(ref reader);
            return;
        }

        published = reader.ReadByte();
        delivered = reader.ReadByte();
        cutCount = reader.ReadByte();
        flaws = (RelayFlaws)reader.ReadByte();
        foreach (OutgoingQueue queue in queues)
            queue.RestoreSnapshot(ref reader);
    }

    private bool Try(int number, RelayHop hop, HopMove move) => move switch
    {
        HopMove.Resume => hop.TryResume(),
        HopMove.Send => TrySend(number, hop),
        HopMove.ArriveAtSender => hop.TryArriveAtSender(),
        HopMove.ArriveAtReceiver => hop.TryArriveAtReceiver(
            number == queues.Length || queues[number].Count < model.MessageCount),
        HopMove.Cut => TryCut(hop, receiverForgets: false),
        HopMove.CutAndForget => model.LosesReceiverState && TryCut(hop, receiverForgets: true),
        _ => hop.TryRetry(),
    };

    private bool TrySend(int number, RelayHop hop)
    {
        bool hasMessage = number == 0 ? published < model.MessageCount : queues[number - 1].Count > 0;
        if (!hasMessage || !hop.MaySend)
            return false;
        Touch(endsPart);
        if (number == 0)
            RecordPublish(Messages[published + 1]);
        hop.Send(number == 0
            ? new Delivery(Messages[++published], model.QualityOfService, false)
            : queues[number - 1].RemoveOldest());
        return true;
    }

    private void RecordPublish(Message message) => Recorder?.Published(
        model.EndsOf(0).From, message.Topic, TextOf(message), message.QualityOfService);

    private static string TextOf(Message message) => Encoding.UTF8.GetString(message.Payload.Span);

    private bool TryCut(RelayHop hop, bool receiverForgets)
    {
        if (!hop.MayCut || cutCount >= model.CutMaximum)
            return false;
        if (model.CutMaximum is not null)
        {
            Touch(endsPart);
            cutCount++;
        }

        hop.Cut(receiverForgets);
        return true;
    }

    private static string LostText(RelayHop hop)
    {
        string[] lost = [.. hop.ToReceiver.Concat(hop.ToSender).Select(packet => $"{packet}")];
        return lost.Length == 0 ? "" : $" with {string.Join(" and ", lost)} in flight";
    }
}
