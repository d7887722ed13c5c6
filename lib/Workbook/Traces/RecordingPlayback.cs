using System.Globalization;
using Workbook.Display;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Traces;

/// <summary>Turns a recording into what a visualizer plays.</summary>
internal static class RecordingPlayback
{
    private const int Message = 0;
    private const int Answer = 1;
    private const int Connection = 2;

    private static readonly string[] Lines = ["sensor", "broker", "dashboard"];

    public static Playback Of(Recording recording) => new()
    {
        Name = $"QoS {(int)recording.QualityOfService}",
        Detail = recording.QualityOfService switch
        {
            QualityOfService.AtMostOnce => "at most once",
            QualityOfService.AtLeastOnce => "at least once",
            _ => "exactly once",
        },
        Packets = [.. recording.Timeline.Packets.Select(packet => Packet(packet, recording.Timeline))],
        Events = [.. recording.Timeline.Events.Where(each => WordOf(each.Change).Length > 0).Select(each =>
            new PlayedEvent(each.At, LineOf(each.Client), LineOf("broker"), WordOf(each.Change)))],
        Sent = [.. recording.Publications.Select(each => new PlayedItem(each.At, Number(each.Message)))],
        Delivered = [.. recording.Deliveries.Select((each, position) => new PlayedItem(
            each.At, Number(each.Message), recording.IsRepeat(position), recording.IsOvertaken(position)))],
    };

    private static PlayedPacket Packet(TimelinePacket packet, Timeline timeline) => new(
        packet.At, packet.PassedAt ?? LostAt(packet, timeline), LineOf(packet.From), LineOf(packet.To),
        LabelOf(packet.Packet!), CategoryOf(packet.Packet!), packet.Bytes.Length, !packet.IsDelivered);

    /// <summary>Says when a lost packet is drawn as lost: when its connection ends, but no later than it would have
    /// arrived.</summary>
    private static TimeSpan LostAt(TimelinePacket packet, Timeline timeline)
    {
        var usual = timeline.Packets.Where(other => other.PassedAt is not null)
            .Select(other => other.PassedAt!.Value - other.At).DefaultIfEmpty(TimeSpan.FromMilliseconds(50)).Min();
        var end = timeline.Events.FirstOrDefault(each => each.Connection == packet.Connection && each.At >= packet.At &&
            each.Change is ConnectionChange.Cut)?.At;
        var gone = packet.At + usual;
        return end < gone ? end.Value : gone;
    }

    private static int LineOf(string name) => Array.IndexOf(Lines, name);

    private static string Number(int message) => message.ToString(CultureInfo.InvariantCulture);

    private static string LabelOf(Packet packet) => packet switch
    {
        PublishPacket publish => $"PUBLISH {RecordingLog.NumberOf(publish.Payload)}{(publish.Duplicate ? " DUP" : "")}",
        AcknowledgementPacket answer => $"{answer.Type.Word()} id {answer.PacketIdentifier}",
        _ => packet.Type.Word(),
    };

    private static int CategoryOf(Packet packet) => packet switch
    {
        PublishPacket => Message,
        AcknowledgementPacket => Answer,
        _ => Connection,
    };

    private static string WordOf(ConnectionChange change) => change switch
    {
        ConnectionChange.Cut => "cut",
        ConnectionChange.Frozen => "goes silent",
        ConnectionChange.ClosedByClient => "given up",
        ConnectionChange.ClosedByServer => "timed out",
        _ => "",
    };
}
