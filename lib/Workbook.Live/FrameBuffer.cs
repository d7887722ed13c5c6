using System.Buffers;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>The bytes that have come in on a connection and are not yet consumed, cut into frames.</summary>
/// <remarks>It grows to hold the largest packet that is accepted and no further, and shrinks again when it is
/// empty.</remarks>
internal sealed class FrameBuffer(uint maximumPacketSize) : IDisposable
{
    private const int UsualBytes = 16 * 1024;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(UsualBytes);
    private int start;
    private int end;

    /// <summary>Where the next bytes are to be read into; never empty.</summary>
    internal Memory<byte> Free
    {
        get
        {
            MakeRoom();
            return buffer.AsMemory(end);
        }
    }

    internal void Added(int count) => end += count;

    /// <summary>Takes the next whole frame, which stays valid until <see cref="Free"/> is asked for.</summary>
    /// <returns>False when more bytes are needed, or when <paramref name="error"/> says that no frame can
    /// follow.</returns>
    internal bool TryTake(
        ProtocolVersion version, out PacketType type, out ReadOnlySpan<byte> frame, out PacketError? error)
    {
        FrameScan scan = FrameScanner.Scan(buffer.AsSpan(start, end - start), version, maximumPacketSize);
        (type, error) = (scan.Type, scan.Error);
        frame = scan.IsFrame ? buffer.AsSpan(start, scan.Length) : default;
        start += frame.Length;
        return scan.IsFrame;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        start = end = 0;
    }

    private void MakeRoom()
    {
        int waiting = end - start;
        if (waiting == 0 && buffer.Length > 2 * UsualBytes)
            Replace(UsualBytes, 0);
        else if (end == buffer.Length && waiting > buffer.Length / 2)
            Replace(buffer.Length * 2, waiting);
        else if (start > 0)
            buffer.AsSpan(start, waiting).CopyTo(buffer);
        (start, end) = (0, waiting);
    }

    private void Replace(int size, int waiting)
    {
        byte[] other = ArrayPool<byte>.Shared.Rent(size);
        buffer.AsSpan(start, waiting).CopyTo(other);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = other;
    }
}
