namespace Workbook.Simulate;

/// <summary>How many bytes the layers under MQTT add; all figures are parameters of the caller.</summary>
/// <remarks>The defaults are IPv4 and TCP without options and without TLS (RFC 791, RFC 9293).</remarks>
public sealed record WireFormat
{
    private const int MaskBytes = 4;

    /// <summary>Bytes of the headers of each segment, for instance IPv4 20 + TCP 20.</summary>
    public int SegmentHeaderBytes { get; init => field = Expect.Within(value, 0, 1000, "B"); } = 40;

    /// <summary>The most bytes of content that a segment holds (MSS).</summary>
    public int SegmentBytes { get; init => field = Expect.Within(value, 1, int.MaxValue, "B"); } = 1460;

    /// <summary>Bytes of a SYN with its headers and options.</summary>
    public int SynBytes { get; init => field = Expect.Within(value, 0, 1000, "B"); } = 52;

    /// <summary>Whether MQTT travels in WebSocket frames, a frame to what is written in one moment (RFC 6455 section
    /// 5.2). The HTTP upgrade that opens them is not counted.</summary>
    public bool HasWebSocket { get; init; }

    /// <summary>Bytes that TLS adds to each record; 0 without TLS.</summary>
    public int RecordBytes { get; init => field = Expect.Within(value, 0, 1000, "B"); }

    /// <summary>The largest content of a TLS record (RFC 8446 section 5.1).</summary>
    public int RecordMaximum { get; init => field = Expect.Within(value, 1, 16_384, "B"); } = 16_384;

    /// <summary>Bytes of the TLS handshake from the client, without TCP and IP; 0 without TLS.</summary>
    public int HandshakeToServerBytes { get; init => field = Expect.Within(value, 0, 1_000_000, "B"); }

    /// <summary>Bytes of the TLS handshake from the server, without TCP and IP; 0 without TLS.</summary>
    public int HandshakeToClientBytes { get; init => field = Expect.Within(value, 0, 1_000_000, "B"); }

    /// <summary>Round trips of the TLS handshake; 0 without TLS.</summary>
    public int HandshakeRoundTrips { get; init => field = Expect.Within(value, 0, 10, "round trips"); }

    /// <summary>Bytes of MQTT with a WebSocket frame around them, if there are any; clients mask theirs.</summary>
    internal int Framed(int mqtt, bool isFromClient) => !HasWebSocket || mqtt == 0
        ? mqtt
        : mqtt + (mqtt <= 125 ? 2 : mqtt <= ushort.MaxValue ? 4 : 10) + (isFromClient ? MaskBytes : 0);

    /// <summary>Bytes of content with TLS around it.</summary>
    internal int Wrapped(int content) => content + Records(content) * RecordBytes;

    /// <summary>Segments that wrapped bytes take; at least one.</summary>
    internal int Segments(int wrapped) => Math.Max(1, (int)(((long)wrapped + SegmentBytes - 1) / SegmentBytes));

    /// <summary>Bytes of one side's handshake with the headers of its segments: one large flight, and small ones of a
    /// segment each.</summary>
    internal int Flights(int bytes, int flights) =>
        bytes == 0 ? 0 : bytes + (Segments(bytes) + flights - 1) * SegmentHeaderBytes;

    private int Records(int content) => Math.Max(1, (content + RecordMaximum - 1) / RecordMaximum);
}
