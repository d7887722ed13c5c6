using System.Buffers;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>What <see cref="FrameScanner"/> saw at the head of a stream of bytes.</summary>
/// <param name="Status">Done: one whole frame is there; NeedMoreData: not yet; InvalidData: it never will be.</param>
/// <param name="Type">The packet type; meaningful once the first byte is there and was accepted.</param>
/// <param name="Length">The bytes of the whole frame, header included; 0 while the header is incomplete.</param>
/// <param name="Error">What is wrong; null unless the status is InvalidData.</param>
public readonly record struct FrameScan(OperationStatus Status, PacketType Type, int Length, PacketError? Error)
{
    /// <summary>Whether one whole frame is there: its first <see cref="Length"/> bytes.</summary>
    public bool IsFrame => Status == OperationStatus.Done;

    /// <summary>Whether more bytes are needed before anything can be said.</summary>
    public bool NeedsMore => Status == OperationStatus.NeedMoreData;
}
