using Workbook.Display;
using Workbook.Examples;
using Workbook.Mqtt.Trace;

namespace Workbook;

/// <content>What lies under MQTT.</content>
public static partial class Show
{
    /// <summary>Labels every byte of a packet that was seen on the wire, inside the layers that carry it.</summary>
    /// <remarks>A tap sees what TCP carries; the headers around it are made by <see cref="Examples.Segment"/>.</remarks>
    /// <param name="title">What is shown.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="layers">What lies under MQTT.</param>
    public static PacketView Segment(string title, TimelinePacket packet, Layers layers)
    {
        ArgumentNullException.ThrowIfNull(packet);
        return Segment(title, Examples.Segment.Of(
            packet.Bytes.Span, packet.ProtocolVersion, packet.Direction, layers));
    }

    /// <summary>Labels every byte of a segment.</summary>
    /// <param name="title">What is shown.</param>
    /// <param name="segment">The segment.</param>
    public static PacketView Segment(string title, Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return new PacketView(title, [.. segment.Bytes], segment.Parts.Select(part => new PacketField(
            part.Offset, part.Length, part.Name, part.Value, part.Meaning, part.Level)));
    }
}
