using System.Buffers;
using System.Globalization;
using System.Text;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook.Traces;

/// <summary>Collects a <see cref="Recording"/> while a run goes on.</summary>
internal sealed class RecordingLog(VirtualTime time)
{
    private readonly List<TimelineEntry?> entries = [];
    private readonly List<(TimeSpan At, int Message)> publications = [];
    private readonly List<(TimeSpan At, int Message)> deliveries = [];

    public static Message MessageOf(int number, QualityOfService qos, TimeSpan now) => new()
    {
        Topic = "room/temp",
        Payload = Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)),
        QualityOfService = qos,
        ReceivedAt = now,
    };

    public static int NumberOf(ReadOnlyMemory<byte> payload) =>
        int.Parse(payload.Span, NumberStyles.None, CultureInfo.InvariantCulture);

    public void Published(int number) => publications.Add((time.Now, number));

    public void Delivered(Message message) => deliveries.Add((time.Now, NumberOf(message.Payload)));

    public void Note(int connection, string client, ConnectionChange change) => entries.Add(
        new TimelineEvent { At = time.Now, Connection = connection, Client = client, Change = change });

    /// <summary>Notes a packet that goes out, now or as soon as its link is free.</summary>
    /// <returns>Its place, to say later what became of it.</returns>
    public int Sent(
        int connection, Direction direction, string from, string to, Packet packet, TimeSpan? departure = null)
    {
        var bytes = new ArrayBufferWriter<byte>();
        PacketWriter.Write(bytes, ProtocolVersion.V500, packet);
        entries.Add(new TimelinePacket
        {
            At = departure ?? time.Now, Connection = connection, Direction = direction, From = from, To = to,
            Bytes = bytes.WrittenMemory, Packet = packet, Summary = PacketSummary.Of(packet), Fate = Fate.Held,
        });
        return entries.Count - 1;
    }

    /// <summary>Notes that a packet has arrived.</summary>
    public void Arrived(int place) =>
        entries[place] = (TimelinePacket)entries[place]! with { Fate = Fate.Passed, PassedAt = time.Now };

    /// <summary>Notes that a packet will never arrive; one that has not left yet was never sent.</summary>
    public void Lost(int place)
    {
        var packet = (TimelinePacket)entries[place]!;
        entries[place] = packet.At > time.Now ? null : packet with { Fate = Fate.Lost };
    }

    /// <summary>Gives what was recorded from a moment on, which becomes time 0.</summary>
    public Recording Since(TimeSpan start, QualityOfService qos) => new(
        qos,
        new Timeline(entries.OfType<TimelineEntry>().Where(entry => entry.At >= start).Select(entry => entry is TimelinePacket packet
            ? packet with { At = packet.At - start, PassedAt = packet.PassedAt - start }
            : entry with { At = entry.At - start })),
        [.. publications.Select(each => (each.At - start, each.Message))],
        [.. deliveries.Select(each => (each.At - start, each.Message))]);
}
