using Workbook.Display;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;
using Fate = Workbook.Display.Fate;

namespace Workbook;

/// <summary>Draws what crossed the wires between the clients of a lab and its broker.</summary>
internal static class LabDrawing
{
    private const string Message = "message";
    private const string Acknowledgement = "acknowledgement";
    private const string Connection = "connection";

    /// <param name="title">The heading.</param>
    /// <param name="broker">The broker's name on the wire.</param>
    /// <param name="all">The whole run, which tells who publishes.</param>
    /// <param name="shown">The part to draw, in its order.</param>
    public static SequenceDiagram Draw(
        string title, string broker, IReadOnlyList<TimelineEntry> all, IEnumerable<TimelineEntry> shown)
    {
        var clients = all.OfType<TimelinePacket>()
            .Select(packet => packet.Direction == Direction.ToServer ? packet.From : packet.To).Distinct().ToList();
        var publishers = clients.Where(client => all.OfType<TimelinePacket>()
            .Any(packet => packet.From == client && packet.Packet is PublishPacket)).ToList();
        // Where everyone publishes the broker stands in the middle, so that no line of life crosses another's packets.
        int left = publishers.Count == clients.Count ? (publishers.Count + 1) / 2 : publishers.Count;
        var diagram = new SequenceDiagram(
                title, [.. publishers.Take(left), broker, .. publishers.Skip(left), .. clients.Except(publishers)])
            .Categorised(Message, Acknowledgement, Connection);
        return shown.Aggregate(diagram, (sofar, entry) => Add(sofar, entry, broker));
    }

    private static SequenceDiagram Add(SequenceDiagram diagram, TimelineEntry entry, string broker) => entry switch
    {
        TimelinePacket packet => diagram.Arrow(
            packet.From, packet.To, NameOf(packet), DetailOf(packet.Packet), FateOf(packet), CategoryOf(packet.Packet)),
        TimelineEvent { Change: ConnectionChange.Cut } cut => diagram.Divider(cut.Client, broker, "connection cut", Mark.Bad),
        TimelineEvent { Change: ConnectionChange.Frozen } ice => diagram.Divider(ice.Client, broker, "frozen", Mark.Bad),
        TimelineEvent { Change: ConnectionChange.Thawed } ice => diagram.Divider(ice.Client, broker, "thawed", Mark.Good),
        TimelineEvent { Change: ConnectionChange.ClosedByClient } end => diagram.Note(end.Client, "gone without DISCONNECT", Mark.Bad),
        TimelineEvent { Change: ConnectionChange.ClosedByServer } end =>
            diagram.Note(end.Client, "connection closed by the broker", Mark.Bad),
        _ => diagram,
    };

    private static string NameOf(TimelinePacket packet) =>
        packet.Packet?.Type.Word() ?? "not MQTT";

    private static Fate FateOf(TimelinePacket packet) => packet.Fate switch
    {
        Mqtt.Trace.Fate.CutBefore or Mqtt.Trace.Fate.Lost => Fate.Lost,
        Mqtt.Trace.Fate.Swallowed or Mqtt.Trace.Fate.Held => Fate.Blocked,
        Mqtt.Trace.Fate.Delayed => Fate.Delayed,
        _ => Fate.Arrived,
    };

    private static string CategoryOf(Packet? packet) => packet switch
    {
        PublishPacket => Message,
        AcknowledgementPacket => Acknowledgement,
        _ => Connection,
    };

    private static string DetailOf(Packet? packet) => packet switch
    {
        PublishPacket publish => Join(
            $"QoS {(int)publish.QualityOfService}",
            publish.PacketIdentifier > 0 ? $"id {publish.PacketIdentifier}" : "",
            publish.Duplicate ? "DUP" : "",
            publish.Retain ? "RETAIN" : "",
            Text(publish.Payload)),
        AcknowledgementPacket answer => $"id {answer.PacketIdentifier}{Failure(answer.ReasonCode)}",
        ConnectPacket connect => Join(
            connect.CleanStart ? "Clean Start" : "",
            connect.Properties.SessionExpiryInterval is { } seconds ? $"expiry {seconds} s" : "",
            connect.Will is { } will ? $"will '{Text(will.Payload)}'" : ""),
        ConnAckPacket answer => $"Session Present {(answer.SessionPresent ? 1 : 0)}{Failure(answer.ReasonCode)}",
        SubscribePacket subscribe => string.Join(
            ", ", subscribe.Subscriptions.Select(wish => $"{wish.TopicFilter} QoS {(int)wish.MaximumQoS}")),
        SubAckPacket answer => string.Join(
            ", ", answer.ReasonCodes.Select(code => code < ReasonCode.UnspecifiedError ? $"granted QoS {(int)code}" : InWords(code))),
        UnsubscribePacket unsubscribe => string.Join(", ", unsubscribe.TopicFilters),
        DisconnectPacket goodbye => goodbye.ReasonCode == ReasonCode.Success ? "" : InWords(goodbye.ReasonCode),
        _ => "",
    };

    private static string Failure(ReasonCode code) => code == ReasonCode.Success ? "" : $", {InWords(code)}";

    /// <summary>Gives a reason code as the standard writes it, for instance "no matching subscribers".</summary>
    private static string InWords(ReasonCode code) =>
        string.Concat($"{code}".Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {letter}" : $"{letter}")).ToLowerInvariant();

    private static string Join(params string[] parts) => string.Join(", ", parts.Where(part => part.Length > 0));

    private static string Text(ReadOnlyMemory<byte> payload)
    {
        const int shown = 16;
        string text = System.Text.Encoding.UTF8.GetString(payload.Span);
        return text.Length <= shown ? text : $"{text[..shown]}...";
    }
}
