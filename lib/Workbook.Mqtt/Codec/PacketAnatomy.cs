using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>
/// Labels every byte of a frame, in the names of Wireshark's MQTT dissector, as the reader itself reads it.
/// </summary>
/// <remarks>
/// The fields that are not groups cover the frame without gap or overlap. A frame that breaks a rule is labelled as far
/// as it was read; the last field then holds the bytes that were not read.
/// </remarks>
public sealed class PacketAnatomy
{
    /// <summary>The name of the field that holds what was not read because of an error.</summary>
    public const string NotRead = "Not read";

    private PacketAnatomy(IReadOnlyList<AnatomyField> fields, Packet? packet, PacketError? error)
    {
        Fields = fields;
        Packet = packet;
        Error = error;
    }

    /// <summary>The fields in the order of the bytes; a group stands before its fields.</summary>
    public IReadOnlyList<AnatomyField> Fields { get; }

    /// <summary>The packet; null when the frame breaks a rule.</summary>
    public Packet? Packet { get; }

    /// <summary>What is wrong; null when nothing is.</summary>
    public PacketError? Error { get; }

    /// <summary>The fields that are not groups: each byte of the frame belongs to exactly one.</summary>
    public IEnumerable<AnatomyField> Leaves => Fields.Where(labelled => !labelled.IsGroup);

    /// <summary>Labels a frame.</summary>
    /// <param name="frame">One frame, or what should be one.</param>
    /// <param name="version">The version of the connection; CONNECT is read by the version it names itself.</param>
    /// <param name="sender">The side that sent it; null accepts what either side may send.</param>
    public static PacketAnatomy Of(ReadOnlySpan<byte> frame, ProtocolVersion version, Sender? sender = null)
    {
        var recorder = new AnatomyRecorder();
        var cursor = new FrameCursor(frame, version, sender, recorder);
        Packet? packet = PacketReader.Read(ref cursor);
        int read = recorder.Fields.Where(field => !field.IsGroup).Sum(field => field.Length);
        recorder.CloseAll(read);
        if (read < frame.Length)
            recorder.Leaf(read, frame.Length - read, NotRead, Convert.ToHexString(frame[read..]));

        var fields = new List<AnatomyField>(recorder.Fields.Count);
        var sentences = new AnatomySentences(frame, cursor.Version, cursor.Error);
        foreach (AnatomyField field in recorder.Fields)
            fields.Add(field with { Explanation = sentences.Explain(field) });
        return new PacketAnatomy(fields, packet, cursor.Error);
    }
}
