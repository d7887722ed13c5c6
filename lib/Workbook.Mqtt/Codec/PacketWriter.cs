using System.Buffers;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>Writes packets in either version; what a version does not have is left out.</summary>
/// <remarks>
/// An illegal packet is refused with an <see cref="ArgumentException"/> that says what is wrong, and nothing goes out:
/// what was formed is read back by the rules of <see cref="PacketReader"/> before it goes out.
/// PUBLISH and the acknowledgements have a direct way that allocates nothing.
/// </remarks>
public static partial class PacketWriter
{
    /// <summary>Gives the bytes of the whole frame that a packet will take.</summary>
    /// <param name="version">The version of the connection; CONNECT goes by the version that it names itself.</param>
    /// <param name="packet">The packet.</param>
    public static int SizeOf(ProtocolVersion version, Packet packet) =>
        FrameSize(BodySize(VersionOf(version, packet), packet));

    /// <summary>Writes a packet into a span and gives its size in bytes.</summary>
    /// <param name="destination">At least <see cref="SizeOf(ProtocolVersion, Packet)"/> bytes.</param>
    /// <param name="version">The version of the connection; CONNECT goes by the version that it names itself.</param>
    /// <param name="packet">The packet; an illegal one throws.</param>
    public static int Write(Span<byte> destination, ProtocolVersion version, Packet packet)
    {
        version = VersionOf(version, packet);
        int bodySize = BodySize(version, packet);
        int size = FrameSize(bodySize);
        Span<byte> frame = destination[..size];
        ByteSink sink = ByteSink.Into(frame);
        sink.Byte(FirstByte(packet));
        sink.Number((uint)bodySize);
        Body(ref sink, version, packet);
        CheckByReading(frame, version, packet.Type);
        return size;
    }

    /// <summary>Writes a packet into a buffer.</summary>
    /// <param name="output">Where the frame goes; untouched when the packet is illegal.</param>
    /// <param name="version">The version of the connection; CONNECT goes by the version that it names itself.</param>
    /// <param name="packet">The packet; an illegal one throws.</param>
    public static void Write(IBufferWriter<byte> output, ProtocolVersion version, Packet packet) =>
        output.Advance(Write(output.GetSpan(SizeOf(version, packet)), version, packet));

    /// <summary>Writes a packet into an array of its own.</summary>
    /// <param name="version">The version of the connection; CONNECT goes by the version that it names itself.</param>
    /// <param name="packet">The packet; an illegal one throws.</param>
    public static byte[] ToBytes(ProtocolVersion version, Packet packet)
    {
        var frame = new byte[SizeOf(version, packet)];
        Write(frame, version, packet);
        return frame;
    }

    private static ProtocolVersion VersionOf(ProtocolVersion version, Packet packet) =>
        packet is ConnectPacket connect ? connect.ProtocolVersion : version;

    private static int BodySize(ProtocolVersion version, Packet packet)
    {
        ByteSink sink = ByteSink.Counting();
        Body(ref sink, version, packet);
        return sink.Count;
    }

    private static int FrameSize(int bodySize) => bodySize <= VariableByteInteger.Maximum
        ? 1 + VariableByteInteger.SizeOf((uint)bodySize) + bodySize
        : throw new ArgumentException(
            $"Expected at most {VariableByteInteger.Maximum} bytes after the header, got {bodySize} " +
            "(MQTT 5.0 section 2.1.4).");

    private static byte FirstByte(Packet packet) => packet is PublishPacket publish
        ? PublishFirstByte(publish.Duplicate, publish.QualityOfService, publish.Retain)
        : (byte)((int)packet.Type << 4 | PacketTypeTable.FlagsOf(packet.Type));

    private static void Body(ref ByteSink sink, ProtocolVersion version, Packet packet)
    {
        bool is500 = version == ProtocolVersion.V500;
        switch (packet)
        {
            case ConnectPacket connect:
                Connect(ref sink, connect);
                break;
            case ConnAckPacket connAck:
                ConnAck(ref sink, is500, connAck);
                break;
            case PublishPacket publish:
                Publish(ref sink, is500, publish);
                break;
            case AcknowledgementPacket acknowledgement:
                sink.UInt16(acknowledgement.PacketIdentifier);
                ReasonAndProperties(ref sink, is500, acknowledgement.ReasonCode, acknowledgement.Properties);
                break;
            case SubscribePacket subscribe:
                Subscribe(ref sink, is500, subscribe);
                break;
            case SubAckPacket subAck:
                SubAck(ref sink, is500, subAck);
                break;
            case UnsubscribePacket unsubscribe:
                Unsubscribe(ref sink, is500, unsubscribe);
                break;
            case UnsubAckPacket unsubAck:
                UnsubAck(ref sink, is500, unsubAck);
                break;
            case DisconnectPacket disconnect:
                ReasonAndProperties(ref sink, is500, disconnect.ReasonCode, disconnect.Properties);
                break;
            case AuthPacket auth:
                ReasonAndProperties(ref sink, is500, auth.ReasonCode, auth.Properties);
                break;
        }
    }

    /// <summary>Puts a reason code and properties, leaving out what MQTT 5.0 lets be left out at the end.</summary>
    private static void ReasonAndProperties(ref ByteSink sink, bool is500, ReasonCode code, Properties properties)
    {
        bool hasProperties = properties.Count > 0;
        if (is500 && (hasProperties || code != ReasonCode.Success))
            sink.Byte((byte)code);
        if (is500 && hasProperties)
            sink.Properties(properties);
    }

    private static void CheckByReading(ReadOnlySpan<byte> frame, ProtocolVersion version, PacketType type)
    {
        var cursor = new FrameCursor(frame, version, sender: null);
        if (!PacketReader.IsLegal(ref cursor))
            throw new ArgumentException($"This {type.Word()} is illegal. {cursor.Error}");
    }
}
