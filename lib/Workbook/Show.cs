using Workbook.Display;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook;

/// <summary>Turns what the protocol knows into what a notebook shows.</summary>
public static partial class Show
{
    /// <summary>Labels every byte of a packet that was seen on the wire.</summary>
    /// <param name="packet">The packet.</param>
    public static PacketView Packet(TimelinePacket packet)
    {
        ArgumentNullException.ThrowIfNull(packet);
        var sender = packet.Direction == Direction.ToServer ? Sender.Client : Sender.Server;
        string type = packet.Packet?.Type.Word() ?? "Not MQTT";
        return Frame($"{type} from {packet.From} to {packet.To}", packet.Bytes.Span, packet.ProtocolVersion, sender);
    }

    /// <summary>Labels every byte of a frame; of a malformed one as far as it can be read.</summary>
    /// <param name="title">What the bytes are.</param>
    /// <param name="frame">One frame, or what should be one.</param>
    /// <param name="version">The version of the connection; CONNECT is read by the version that it names itself.</param>
    /// <param name="sender">The side that sent it; null accepts what either side may send.</param>
    public static PacketView Frame(
        string title, ReadOnlySpan<byte> frame, ProtocolVersion version = ProtocolVersion.V500, Sender? sender = null)
    {
        var anatomy = PacketAnatomy.Of(frame, version, sender);
        var view = new PacketView(
            title,
            frame,
            // The bytes of a group stand in the fields below it.
            anatomy.Fields.Select(part => new PacketField(
                part.Offset, part.IsGroup ? 0 : part.Length, part.Name, part.Value, part.Explanation, part.Level)));
        return anatomy.Error is { } error ? view.Caption(error.ToString()) : view;
    }
}
