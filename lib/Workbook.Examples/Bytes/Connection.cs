using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Examples;

/// <summary>The set-up, the pings and the end of one connection.</summary>
public sealed record Connection
{
    /// <summary>What lies under MQTT.</summary>
    public Layers Layers { get; init; } = Layers.Tcp;

    /// <summary>The CONNECT packet, which names its version.</summary>
    public ConnectPacket Connect { get; init; } =
        new() { ProtocolVersion = ProtocolVersion.V311, ClientIdentifier = "client-identifier-0001" };

    /// <summary>The CONNACK packet.</summary>
    public ConnAckPacket ConnAck { get; init; } = new();

    /// <summary>The TLS handshake; null: none. With one, set the record of <see cref="Layers"/> as well.</summary>
    public TlsHandshake? Handshake { get; init; }

    /// <summary>Subscriptions made after CONNACK; none when the session is resumed.</summary>
    public IReadOnlyList<Subscription> Subscriptions { get; init; } = [];

    /// <summary>The bytes up to CONNACK, or to SUBACK where there are subscriptions.</summary>
    public WireBytes SetUp
    {
        get
        {
            var opening = WireBytes.Of([.. TcpOpening(), .. HandshakeItems()]);
            return WireBytes.Join(opening, WireBytes.Of(Connect.ProtocolVersion, Layers, FirstPackets())) with
            {
                Warnings = SetUpWarnings(),
            };
        }
    }

    /// <summary>Round trips before the client may publish: TCP, TLS, CONNECT and, where there is one, SUBSCRIBE.</summary>
    public int RoundTrips => 1 + (Handshake?.RoundTrips ?? 0) + 1 + (Subscriptions.Count > 0 ? 1 : 0);

    /// <summary>The bytes of one PINGREQ and PINGRESP.</summary>
    public WireBytes Ping => WireBytes.Of(
        Connect.ProtocolVersion, Layers, (Direction.ToServer, new PingReqPacket()), (Direction.ToClient, new PingRespPacket()));

    /// <summary>The bytes of DISCONNECT and the end of TCP.</summary>
    public WireBytes Close
    {
        get
        {
            var disconnect = WireBytes.Of(
                Connect.ProtocolVersion, Layers, (Direction.ToServer, new DisconnectPacket()));
            return WireBytes.Of(
            [
                .. disconnect.Items,
                WireBytes.Alone("TCP FIN", Direction.ToServer, Layers),
                WireBytes.Alone("TCP ACK", Direction.ToClient, Layers),
                WireBytes.Alone("TCP FIN", Direction.ToClient, Layers),
                WireBytes.Alone("TCP ACK", Direction.ToServer, Layers),
            ]);
        }
    }

    /// <summary>A reconnection: the end of the old connection is silence, so only the set-up counts.</summary>
    public WireBytes Reconnect => SetUp;

    private WireItem[] TcpOpening() =>
    [
        new("TCP SYN", Direction.ToServer, 0, Layers.SynBytes(isFromClient: true)),
        new("TCP SYN+ACK", Direction.ToClient, 0, Layers.SynBytes(isFromClient: false)),
        WireBytes.Alone("TCP ACK", Direction.ToServer, Layers),
    ];

    private WireItem[] HandshakeItems() => Handshake is not { } handshake
        ? []
        :
        [
            Flights("TLS handshake from the client", Direction.ToServer, handshake.ToServerBytes, flights: 2),
            Flights("TLS handshake from the server", Direction.ToClient, handshake.ToClientBytes, handshake.RoundTrips),
        ];

    /// <summary>Puts a side's handshake into segments: one large flight, and small ones of a segment each.</summary>
    private WireItem Flights(string name, Direction direction, int bytes, int flights) =>
        new(name, direction, 0, bytes + (Layers.SegmentsOf(bytes) + flights - 1) * Layers.HeaderBytes);

    private (Direction, Packet)[] FirstPackets()
    {
        (Direction, Packet)[] connecting = [(Direction.ToServer, Connect), (Direction.ToClient, ConnAck)];
        if (Subscriptions.Count == 0) return connecting;
        return
        [
            .. connecting,
            (Direction.ToServer, new SubscribePacket { PacketIdentifier = 1, Subscriptions = Subscriptions }),
            (Direction.ToClient, new SubAckPacket
            {
                PacketIdentifier = 1,
                ReasonCodes = [.. Subscriptions.Select(asked => (ReasonCode)asked.MaximumQoS)],
            }),
        ];
    }

    private string[] SetUpWarnings()
    {
        bool hasRecord = Layers.Tls != TlsRecord.None;
        return hasRecord == (Handshake is not null)
            ? []
            : [hasRecord
                ? "The records are protected by TLS but no handshake is counted."
                : "A TLS handshake is counted but the records after it are not protected."];
    }
}
