namespace Workbook.Examples;

public static partial class Physics
{
    /// <summary>Bytes under MQTT, and the timers of TCP.</summary>
    public static class Layers
    {
        /// <summary>An Ethernet header, without checksum, as captures show it.</summary>
        public static PhysicalConstant Ethernet { get; } =
            new("Ethernet header", 14, "B", "without checksum", Sources.Taowyoo, Confidence.High);

        /// <summary>The shortest frame that a card puts on the wire, without checksum.</summary>
        public static PhysicalConstant EthernetMinimum { get; } =
            new("shortest Ethernet frame", 60, "B", "padded by the sending card; without checksum", Sources.Taowyoo,
                Confidence.High);

        /// <summary>An IPv4 header without options.</summary>
        public static PhysicalConstant Ipv4 { get; } =
            new("IPv4 header", 20, "B", "no options", Sources.Rfc(791), Confidence.Standard);

        /// <summary>An IPv6 header without extensions.</summary>
        public static PhysicalConstant Ipv6 { get; } =
            new("IPv6 header", 40, "B", "no extensions", Sources.Rfc(8200), Confidence.Standard);

        /// <summary>A UDP header.</summary>
        public static PhysicalConstant Udp { get; } =
            new("UDP header", 8, "B", "", Sources.Rfc(768), Confidence.Standard);

        /// <summary>A TCP header without options.</summary>
        public static PhysicalConstant Tcp { get; } =
            new("TCP header", 20, "B", "no options", Sources.Rfc(9293), Confidence.Standard);

        /// <summary>The timestamps option, padded.</summary>
        public static PhysicalConstant TcpTimestamps { get; } =
            new("TCP timestamps", 12, "B", "padded to a multiple of 4", Sources.Rfc(7323), Confidence.Standard);

        /// <summary>Options of a SYN with timestamps: a frame of 74 bytes.</summary>
        public static PhysicalConstant SynOptionsWithTimestamps { get; } =
            new("TCP options of a SYN", 20, "B", "Linux with timestamps: frame of 74 B",
                new Source("hereket.com, HTTP and TLS size overhead", "https://hereket.com/posts/http-tls-size-overhead"),
                Confidence.Medium);

        /// <summary>Options of a SYN without timestamps: segment size, selective acknowledgement, window scale.</summary>
        public static PhysicalConstant SynOptions { get; } =
            new("TCP options of a SYN", 12, "B", "segment size 4, window scale 3, SACK permitted 2, padding 3",
                Sources.Rfc(9293), Confidence.Ours);

        /// <summary>The largest IP packet on Ethernet.</summary>
        public static PhysicalConstant Mtu { get; } =
            new("largest IP packet", 1500, "B", "Ethernet", Sources.Rfc(894), Confidence.Standard);

        /// <summary>What TLS 1.2 with AES-GCM adds to a record.</summary>
        public static PhysicalConstant Tls12AesGcm { get; } =
            new("TLS 1.2 record, AES-GCM", 29, "B", "5 header + 8 nonce + 16 tag", Sources.ProtocolComparison,
                Confidence.High);

        /// <summary>What TLS 1.3 with a 16-byte tag adds to a record.</summary>
        public static PhysicalConstant Tls13 { get; } =
            new("TLS 1.3 record, 16-byte tag", 22, "B", "5 header + 1 content type + 16 tag",
                Sources.ProtocolComparison, Confidence.High);

        /// <summary>What TLS 1.2 with ChaCha20-Poly1305 adds to a record.</summary>
        public static PhysicalConstant Tls12ChaCha { get; } =
            new("TLS 1.2 record, ChaCha20-Poly1305", 21, "B", "no explicit nonce", Sources.Rfc(7905), Confidence.High);

        /// <summary>The largest content of a TLS record.</summary>
        public static PhysicalConstant TlsRecordMaximum { get; } =
            new("largest content of a TLS record", 16_384, "B", "", Sources.Rfc(8446, "5.1"), Confidence.Standard);

        /// <summary>The mask that a WebSocket client adds to each frame.</summary>
        public static PhysicalConstant WebSocketMask { get; } =
            new("WebSocket mask", 4, "B", "from the client", Sources.Rfc(6455, "5.2"), Confidence.Standard);

        /// <summary>The first retransmission time-out of TCP before a round trip was measured.</summary>
        public static PhysicalConstant RetransmissionStart { get; } =
            new("first retransmission time-out", 1, "s", "doubles each time", Sources.Rfc(6298), Confidence.Standard);

        /// <summary>The lowest retransmission time-out of Linux.</summary>
        public static PhysicalConstant RetransmissionFloor { get; } =
            new("lowest retransmission time-out", 0.2, "s", "Linux", Sources.Rfc(6298), Confidence.Standard);

        /// <summary>The first retransmission seen in the captures.</summary>
        public static PhysicalConstant RetransmissionObserved { get; } =
            new("first retransmission", 0.285, "s", "round trip 69 ms; middle of the cluster", Sources.Taowyoo,
                Confidence.High) { Low = 0.27, High = 0.30 };
    }
}
