using Workbook.Examples;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook.Simulate.Tests;

/// <summary>Simulated bytes against the closed form of Workbook.Examples: exact.</summary>
public sealed class BytesAgreementTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly Layers[] AllLayers =
    [
        Layers.Tcp, Layers.TcpWithTimestamps, Layers.Tls13, new() { IsIpv6 = true }, new() { HasWebSocket = true },
        Layers.Tls13 with { HasWebSocket = true },
    ];

    private static readonly int[] Payloads = [4, 90, 121, 1_400, 1_460, 3_000, 5_000, 40_000, 70_000];

    public static TheoryData<int, QualityOfService, int, ProtocolVersion, int> Exchanges()
    {
        var rows = new TheoryData<int, QualityOfService, int, ProtocolVersion, int>();
        foreach (int layers in Enumerable.Range(0, AllLayers.Length))
        {
            foreach (int payload in Payloads)
            {
                foreach (var qos in Enum.GetValues<QualityOfService>())
                {
                    rows.Add(layers, qos, payload, ProtocolVersion.V311, 0);
                    rows.Add(layers, qos, payload, ProtocolVersion.V500, 1);
                }
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void An_exchange_takes_exactly_the_bytes_of_the_closed_form(
        int layers, QualityOfService qos, int payloadBytes, ProtocolVersion version, int subscriber)
    {
        Layers under = AllLayers[layers];
        var simulation = new Simulation();
        var setup = Setup(under, version);
        var (sensor, dashboard) = SimulationTests.Pair(simulation, QualityOfService.ExactlyOnce, setup, setup);
        var measured = subscriber == 1 ? dashboard : sensor;
        simulation.RunUntil(5 * Second);
        (long up, long down) = (measured.Link.BytesToServer.Total, measured.Link.BytesToClient.Total);
        sensor.Publish("room/t", qos, payloadBytes);
        simulation.RunUntil(10 * Second);

        var expected = new Exchange
        {
            QoS = qos, Topic = "room/t", PayloadBytes = payloadBytes, Version = version,
            Direction = subscriber == 1 ? Direction.ToClient : Direction.ToServer,
        }.On(under);
        Assert.Equal(
            (expected.ToServerBytes, expected.ToClientBytes),
            (measured.Link.BytesToServer.Total - up, measured.Link.BytesToClient.Total - down));
    }

    [Theory]
    [InlineData("1.3", false)]
    [InlineData("1.2", true)]
    [InlineData("1.2", false)]
    [InlineData("", false)]
    public void Set_up_ping_and_close_take_exactly_the_bytes_of_the_closed_form(string tls, bool isResumed)
    {
        var handshake = tls == "" ? null : TlsHandshake.Find("RSA-2048", tls, isMutual: true, isResumed);
        Layers under = Layers.TcpWithTimestamps with
        {
            Tls = tls switch { "1.3" => TlsRecord.Tls13, "1.2" => TlsRecord.Tls12AesGcm, _ => TlsRecord.None },
        };
        Subscription[] subscriptions = [new("room/#", QualityOfService.AtLeastOnce)];
        var connect = new ConnectPacket
        {
            ProtocolVersion = ProtocolVersion.V311, CleanStart = true, KeepAlive = 60, ClientIdentifier = "dashboard",
        };
        var simulation = new Simulation();
        var setup = new ClientSetup
        {
            Connect = connect, Subscriptions = subscriptions, Link = new LinkConditions { Format = FormatOf(under, handshake) },
        };
        var client = simulation.AddClient("dashboard", setup);
        client.Connect();
        simulation.RunUntil(5 * Second);
        var closed = new Connection
        {
            Layers = under, Connect = connect, Handshake = handshake, Subscriptions = subscriptions,
        };
        AssertBytes(closed.SetUp, client, 0, 0);

        (long up, long down) = (client.Link.BytesToServer.Total, client.Link.BytesToClient.Total);
        simulation.RunUntil(65 * Second);
        AssertBytes(closed.Ping, client, up, down);

        (up, down) = (client.Link.BytesToServer.Total, client.Link.BytesToClient.Total);
        client.Disconnect();
        simulation.RunUntil(70 * Second);
        AssertBytes(closed.Close, client, up, down);
        Assert.Equal(
            (closed.RoundTrips - 1) * TimeSpan.FromMilliseconds(100),
            simulation.Timeline.Packets.First(packet => packet.Packet is SubscribePacket).At);
    }

    private static void AssertBytes(WireBytes expected, SimulatedClient client, long up, long down) => Assert.Equal(
        (expected.ToServerBytes, expected.ToClientBytes),
        (client.Link.BytesToServer.Total - up, client.Link.BytesToClient.Total - down));

    private static ClientSetup Setup(Layers layers, ProtocolVersion version) => new()
    {
        Connect = new ConnectPacket { ProtocolVersion = version, CleanStart = true },
        Session = new ClientOptions { TopicAliasMaximum = 0 },
        Link = new LinkConditions { Format = FormatOf(layers) },
    };

    internal static WireFormat FormatOf(Layers layers, TlsHandshake? handshake = null) => new()
    {
        SegmentHeaderBytes = layers.HeaderBytes,
        SegmentBytes = layers.SegmentBytes,
        SynBytes = layers.SynBytes(isFromClient: true),
        HasWebSocket = layers.HasWebSocket,
        RecordBytes = layers.RecordBytes,
        RecordMaximum = (int)Physics.Layers.TlsRecordMaximum,
        HandshakeToServerBytes = handshake?.ToServerBytes ?? 0,
        HandshakeToClientBytes = handshake?.ToClientBytes ?? 0,
        HandshakeRoundTrips = handshake?.RoundTrips ?? 0,
    };
}
