namespace Workbook.Examples;

/// <summary>What lies under MQTT, and at which point bytes are counted.</summary>
public sealed record Layers
{
    /// <summary>IPv4 and TCP without options: 40 B a segment.</summary>
    public static Layers Tcp { get; } = new();

    /// <summary>IPv4 and TCP with timestamps: 52 B a segment.</summary>
    public static Layers TcpWithTimestamps { get; } = new() { HasTimestamps = true };

    /// <summary>IPv4, TCP with timestamps and TLS 1.3: 52 B a segment and 22 B a record.</summary>
    public static Layers Tls13 { get; } = new() { HasTimestamps = true, Tls = TlsRecord.Tls13 };

    /// <summary>A capture on the client's Ethernet card, as in table T2: 54 B a frame, short ones from the server
    /// padded.</summary>
    public static Layers Capture { get; } = new() { HasEthernet = true, PadsFramesFromServer = true };

    /// <summary>The counters of the client's interface, as in table T1: 66 B a segment, counted above the card's
    /// segmentation, and each packet from the server acknowledged at once.</summary>
    public static Layers InterfaceCounters { get; } = new()
    {
        HasEthernet = true,
        HasTimestamps = true,
        IsCountedAboveSegmentation = true,
        Acknowledgements = PureAcknowledgements.AtOnceFromClient,
    };

    /// <summary>Whether Ethernet headers count.</summary>
    public bool HasEthernet { get; init; }

    /// <summary>IPv6 instead of IPv4.</summary>
    public bool IsIpv6 { get; init; }

    /// <summary>Whether TCP carries timestamps (12 B).</summary>
    public bool HasTimestamps { get; init; }

    /// <summary>The protection of records; one MQTT packet to a record.</summary>
    public TlsRecord Tls { get; init; }

    /// <summary>Whether MQTT travels in WebSocket frames.</summary>
    public bool HasWebSocket { get; init; }

    /// <summary>Which TCP acknowledgements travel alone.</summary>
    public PureAcknowledgements Acknowledgements { get; init; } = PureAcknowledgements.Piggybacked;

    /// <summary>Whether a large packet counts as one segment because the card cuts it up later.</summary>
    public bool IsCountedAboveSegmentation { get; init; }

    /// <summary>Whether frames from the server show their Ethernet padding: they are seen after the wire.</summary>
    public bool PadsFramesFromServer { get; init; }

    /// <summary>Header bytes of each segment.</summary>
    public int HeaderBytes => (int)((HasEthernet ? Physics.Layers.Ethernet : 0.0)
        + (IsIpv6 ? Physics.Layers.Ipv6 : Physics.Layers.Ipv4)
        + Physics.Layers.Tcp
        + (HasTimestamps ? Physics.Layers.TcpTimestamps : 0.0));

    /// <summary>Bytes of content that one segment holds.</summary>
    public int SegmentBytes => (int)Physics.Layers.Mtu + (HasEthernet ? (int)Physics.Layers.Ethernet : 0) - HeaderBytes;

    /// <summary>Bytes that TLS adds to a record.</summary>
    public int RecordBytes => Tls switch
    {
        TlsRecord.None => 0,
        TlsRecord.Tls12AesGcm => (int)Physics.Layers.Tls12AesGcm,
        TlsRecord.Tls12ChaCha20 => (int)Physics.Layers.Tls12ChaCha,
        TlsRecord.Tls13 => (int)Physics.Layers.Tls13,
        TlsRecord.Tls12Ccm8 => HandshakeFlights.RecordOverhead(isDatagram: false, is13: false),
        TlsRecord.Tls13Ccm8 => HandshakeFlights.RecordOverhead(isDatagram: false, is13: true),
        _ => throw new ArgumentException($"There is no TLS record of kind {Tls}."),
    };

    /// <summary>Gives the bytes that a WebSocket frame adds to its content (RFC 6455 section 5.2).</summary>
    /// <param name="content">Bytes in the frame.</param>
    /// <param name="isFromClient">A client masks: 4 B more.</param>
    public static int WebSocketBytes(int content, bool isFromClient) =>
        (content <= 125 ? 2 : content <= 65_535 ? 4 : 10) + (isFromClient ? (int)Physics.Layers.WebSocketMask : 0);

    /// <summary>Gives the bytes of a packet inside WebSocket frame and TLS records, before TCP.</summary>
    /// <param name="mqttBytes">Bytes of the MQTT packet.</param>
    /// <param name="isFromClient">Who sends it.</param>
    public int WrappedBytes(int mqttBytes, bool isFromClient)
    {
        int content = mqttBytes + (HasWebSocket ? WebSocketBytes(mqttBytes, isFromClient) : 0);
        int records = Math.Max(1, Cut(content, (int)Physics.Layers.TlsRecordMaximum));
        return content + records * RecordBytes;
    }

    /// <summary>Gives the segments that a packet takes where it is counted.</summary>
    /// <param name="wrappedBytes">Its bytes before TCP.</param>
    public int SegmentsOf(int wrappedBytes) =>
        IsCountedAboveSegmentation ? 1 : Math.Max(1, Cut(wrappedBytes, SegmentBytes));

    /// <summary>Gives the bytes of a packet as counted, with all headers.</summary>
    /// <param name="mqttBytes">Bytes of the MQTT packet.</param>
    /// <param name="isFromClient">Who sends it.</param>
    public int FrameBytes(int mqttBytes, bool isFromClient)
    {
        int wrapped = WrappedBytes(mqttBytes, isFromClient);
        return Padded(wrapped + SegmentsOf(wrapped) * HeaderBytes, isFromClient);
    }

    /// <summary>Gives the bytes of a TCP acknowledgement that travels alone.</summary>
    /// <param name="isFromClient">Who sends it.</param>
    public int AcknowledgementBytes(bool isFromClient) => Padded(HeaderBytes, isFromClient);

    /// <summary>Gives the bytes of a SYN, whose options are longer.</summary>
    /// <param name="isFromClient">Who sends it.</param>
    public int SynBytes(bool isFromClient) => Padded(
        HeaderBytes - (HasTimestamps ? (int)Physics.Layers.TcpTimestamps : 0)
            + (int)(HasTimestamps ? Physics.Layers.SynOptionsWithTimestamps : Physics.Layers.SynOptions),
        isFromClient);

    /// <summary>Gives how many acknowledgements travel alone after a packet.</summary>
    internal int AcknowledgementsAfter(int wrappedBytes, bool isFromClient, bool isAnswered)
    {
        if (Acknowledgements == PureAcknowledgements.None) return 0;
        if (Acknowledgements == PureAcknowledgements.AtOnceFromClient && !isFromClient) return 1;
        if (IsCountedAboveSegmentation) return isAnswered ? (wrappedBytes > SegmentBytes ? 1 : 0) : 1;
        int segments = SegmentsOf(wrappedBytes);
        return isAnswered ? (segments - 1) / 2 : (segments + 1) / 2;
    }

    private int Padded(int bytes, bool isFromClient) => PadsFramesFromServer && HasEthernet && !isFromClient
        ? Math.Max(bytes, (int)Physics.Layers.EthernetMinimum)
        : bytes;

    private static int Cut(int bytes, int size) => (bytes + size - 1) / size;
}
