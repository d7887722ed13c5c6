using System.Buffers.Binary;

namespace Workbook.Kernel.Jupyter.Zmtp;

/// <summary>One frame of ZMTP 3: a part of a message, or a command (ZMTP 3.1, "Framing").</summary>
internal readonly record struct ZmtpFrame(byte[] Body, bool IsCommand = false, bool HasMore = false)
{
    /// <summary>The most bytes of one frame; a peer that announces more is disconnected.</summary>
    public const int BodyMaximumBytes = 64 * 1024 * 1024;

    public const byte More = 0x01;
    public const byte Long = 0x02;
    public const byte Command = 0x04;

    /// <summary>Returns the bytes on the wire of a message of these parts.</summary>
    public static byte[] Encode(params IReadOnlyList<byte[]> parts)
    {
        var bytes = new byte[parts.Sum(part => HeadLength(part) + part.Length)];
        var rest = bytes.AsSpan();
        for (var i = 0; i < parts.Count; i++)
            rest = Write(rest, new ZmtpFrame(parts[i], HasMore: i < parts.Count - 1));
        return bytes;
    }

    /// <summary>Returns the bytes on the wire of this frame.</summary>
    public byte[] Encode()
    {
        var bytes = new byte[HeadLength(Body) + Body.Length];
        Write(bytes, this);
        return bytes;
    }

    private static int HeadLength(byte[] body) => body.Length > byte.MaxValue ? 9 : 2;

    private static Span<byte> Write(Span<byte> target, ZmtpFrame frame)
    {
        var (body, head) = (frame.Body, HeadLength(frame.Body));
        target[0] = (byte)((frame.IsCommand ? Command : 0) | (frame.HasMore ? More : 0) | (head > 2 ? Long : 0));
        if (head > 2) BinaryPrimitives.WriteInt64BigEndian(target[1..], body.Length);
        else target[1] = (byte)body.Length;
        body.CopyTo(target[head..]);
        return target[(head + body.Length)..];
    }
}
