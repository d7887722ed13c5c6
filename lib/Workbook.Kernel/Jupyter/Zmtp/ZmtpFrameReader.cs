using System.Buffers.Binary;

namespace Workbook.Kernel.Jupyter.Zmtp;

/// <summary>Cuts the bytes of a connection into frames, however they arrive; it does no I/O.</summary>
/// <remarks>
/// The buffer grows with what has come, never with what a peer announces, and shrinks again after a large frame.
/// </remarks>
internal sealed class ZmtpFrameReader
{
    private const int BufferKeptBytes = 64 * 1024;

    private byte[] _buffer = new byte[1024];
    private int _start;
    private int _end;

    /// <summary>The number of bytes that wait for the rest of their frame.</summary>
    public int PendingBytes => _end - _start;

    /// <summary>Adds bytes that came.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_end + bytes.Length > _buffer.Length) MakeRoom(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Takes the next whole frame; throws <see cref="ZmtpException"/> when what comes is none.</summary>
    public bool TryRead(out ZmtpFrame frame)
    {
        frame = default;
        var bytes = _buffer.AsSpan(_start.._end);
        if (bytes.Length == 0) return false;
        var flags = bytes[0];
        if ((flags & ~(ZmtpFrame.More | ZmtpFrame.Long | ZmtpFrame.Command)) != 0)
            throw new ZmtpException($"a frame begins with the reserved flags 0x{flags:X2}");
        var (isCommand, hasMore) = ((flags & ZmtpFrame.Command) != 0, (flags & ZmtpFrame.More) != 0);
        if (isCommand && hasMore) throw new ZmtpException("a command frame says that more parts follow");
        var head = (flags & ZmtpFrame.Long) != 0 ? 9 : 2;
        if (bytes.Length < head) return false;
        var length = head == 2 ? bytes[1] : BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]);
        if (length > ZmtpFrame.BodyMaximumBytes)
            throw new ZmtpException($"a frame of {length} bytes passes the limit of {ZmtpFrame.BodyMaximumBytes}");
        if (bytes.Length - head < (int)length) return false;
        frame = new ZmtpFrame(bytes.Slice(head, (int)length).ToArray(), isCommand, hasMore);
        _start += head + (int)length;
        if (_start == _end && _buffer.Length > BufferKeptBytes) _buffer = new byte[BufferKeptBytes];
        if (_start == _end) _start = _end = 0;
        return true;
    }

    private void MakeRoom(int count)
    {
        var pending = PendingBytes;
        var needed = pending + count;
        var target = needed > _buffer.Length ? new byte[Math.Max(2 * _buffer.Length, needed)] : _buffer;
        _buffer.AsSpan(_start.._end).CopyTo(target);
        (_buffer, _start, _end) = (target, 0, pending);
    }
}
