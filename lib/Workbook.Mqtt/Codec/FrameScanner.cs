using System.Buffers;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>
/// Finds the end of the first packet in a stream of bytes, and refuses what can never become a packet.
/// </summary>
/// <remarks>
/// It looks at the fixed header only, which is at most five bytes, so an oversize packet is refused before its body
/// has come. It keeps no state: call it again with all the bytes so far. Nothing is allocated unless there is an error.
/// </remarks>
public static class FrameScanner
{
    /// <summary>The most bytes that a fixed header takes: the type and a Remaining Length of four bytes.</summary>
    public const int HeaderMaximumBytes = 1 + VariableByteInteger.MaximumBytes;

    private const string Flags = FieldName.HeaderFlags, Length = FieldName.MsgLen;

    /// <summary>Looks at the bytes so far.</summary>
    /// <param name="bytes">The bytes that have come and are not yet consumed, from the first byte of a packet.</param>
    /// <param name="version">The version of the connection; before CONNECT either will do.</param>
    /// <param name="maximumPacketSize">The largest frame, in bytes, that the receiver accepts, header included.</param>
    public static FrameScan Scan(
        ReadOnlySpan<byte> bytes, ProtocolVersion version, uint maximumPacketSize = uint.MaxValue)
    {
        if (bytes.IsEmpty)
            return new FrameScan(OperationStatus.NeedMoreData, default, 0, null);
        var type = (PacketType)(bytes[0] >> 4);
        if (CheckFirstByte(type, bytes[0], version) is { } flagsError)
            return new FrameScan(OperationStatus.InvalidData, type, 0, flagsError);

        OperationStatus status = VariableByteInteger.Read(bytes[1..], out uint remaining, out int lengthBytes);
        if (status == OperationStatus.NeedMoreData)
            return new FrameScan(status, type, 0, null);
        uint total = 1 + (uint)lengthBytes + remaining;
        if (CheckLength(bytes, status, remaining, lengthBytes, total, version, maximumPacketSize) is { } lengthError)
            return new FrameScan(OperationStatus.InvalidData, type, 0, lengthError);

        status = (uint)bytes.Length < total ? OperationStatus.NeedMoreData : OperationStatus.Done;
        return new FrameScan(status, type, (int)total, null);
    }

    private static PacketError? CheckFirstByte(PacketType type, byte first, ProtocolVersion version)
    {
        int flags = first & 0x0F;
        if (type == PacketType.Publish)
        {
            if ((flags & 0b0110) == 0b0110)
                return PacketRules.PublishQoS.Broken(0, Flags, "QoS 3", version);
            return (flags & 0b1110) == 0b1000
                ? PacketRules.DuplicateAtQoS0.Broken(0, Flags, "DUP 1 at QoS 0", version)
                : null;
        }

        if (!PacketTypeTable.Exists(type, version))
            return PacketRules.Type.Broken(0, Flags, $"type {(int)type}", version);
        return flags == PacketTypeTable.FlagsOf(type)
            ? null
            : PacketRules.HeaderFlags.Broken(
                0, Flags, $"{flags:b4} in {type.Word()}, which prescribes {PacketTypeTable.FlagsOf(type):b4}", version);
    }

    private static PacketError? CheckLength(
        ReadOnlySpan<byte> bytes,
        OperationStatus status,
        uint remaining,
        int lengthBytes,
        uint total,
        ProtocolVersion version,
        uint maximumPacketSize)
    {
        if (status == OperationStatus.InvalidData)
        {
            string came = Convert.ToHexString(bytes.Slice(1, VariableByteInteger.MaximumBytes));
            return PacketRules.VariableByteIntegerLength.Broken(1, Length, $"{came}, which goes on", version);
        }

        if (version == ProtocolVersion.V500 && !VariableByteInteger.IsMinimal(remaining, lengthBytes))
        {
            return PacketRules.VariableByteIntegerMinimal.Broken(
                1, Length, $"{remaining} in {lengthBytes} bytes", version);
        }

        return total <= maximumPacketSize
            ? null
            : PacketRules.PacketSize.Broken(1, Length, $"{total} bytes where {maximumPacketSize} are allowed", version);
    }
}
