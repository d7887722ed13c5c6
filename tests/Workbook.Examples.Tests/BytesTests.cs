using FsCheck.Fluent;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Examples.Tests;

public sealed class BytesTests
{
    private static readonly Layers Tls = new() { Tls = TlsRecord.Tls13 };

    [Theory]
    [InlineData(24, 4, 32, 38, 46, 112, 158, 246, 134, 202, 334)]
    [InlineData(20, 50, 74, 80, 88, 154, 200, 288, 176, 244, 376)]
    [InlineData(30, 80, 114, 120, 128, 194, 240, 328, 216, 284, 416)]
    [InlineData(30, 120, 155, 161, 169, 235, 281, 369, 257, 325, 457)]
    [InlineData(30, 500, 535, 541, 549, 615, 661, 749, 637, 705, 837)]
    public void True_byte_ratios_are_those_of_the_packets(
        int topic, int payload, int mqtt0, int mqtt1, int mqtt2, int tcp0, int tcp1, int tcp2, int tls0, int tls1, int tls2)
    {
        int[] mqtt = [mqtt0, mqtt1, mqtt2];
        int[] tcp = [tcp0, tcp1, tcp2];
        int[] tls = [tls0, tls1, tls2];
        for (int qos = 0; qos <= 2; qos++)
        {
            var exchange = Exchange.Of((QualityOfService)qos, topic, payload);
            Assert.Equal(mqtt[qos], exchange.On(Layers.Tcp).MqttBytes);
            Assert.Equal(tcp[qos], exchange.On(Layers.Tcp).TotalBytes);
            Assert.Equal(tls[qos], exchange.On(Tls).TotalBytes);
        }
    }

    [Theory]
    [InlineData(QualityOfService.AtMostOnce, 1)]
    [InlineData(QualityOfService.AtLeastOnce, 2)]
    [InlineData(QualityOfService.ExactlyOnce, 4)]
    public void A_hop_takes_one_two_or_four_packets(QualityOfService qos, int packets) =>
        Assert.Equal(packets, (Exchange.Of(qos, 4, 10)).On(Layers.Tcp).MqttPackets);

    [Fact]
    public void Version_5_costs_one_byte_of_property_length_and_an_alias_saves_the_topic()
    {
        var exchange = Exchange.Of(QualityOfService.AtLeastOnce, 30, 50);
        var five = exchange with { Version = ProtocolVersion.V500 };
        var aliased = five with { Topic = "", PublishProperties = new Properties { TopicAlias = 1 } };
        Assert.Equal(exchange.On(Layers.Tcp).MqttBytes + 1, five.On(Layers.Tcp).MqttBytes);
        Assert.Equal(five.On(Layers.Tcp).MqttBytes - 30 + 3, aliased.On(Layers.Tcp).MqttBytes);
    }

    [Fact]
    public void A_downlink_message_is_the_same_exchange_seen_from_the_other_side()
    {
        var up = Exchange.Of(QualityOfService.ExactlyOnce, 12, 300);
        var down = up with { Direction = Direction.ToClient };
        Assert.Equal(up.On(Layers.Tcp).ToServerBytes, down.On(Layers.Tcp).ToClientBytes);
        Assert.Equal(up.On(Layers.Tcp).ToClientBytes, down.On(Layers.Tcp).ToServerBytes);
    }

    [Fact]
    public void A_web_socket_masks_what_the_client_sends()
    {
        var socket = new Layers { HasWebSocket = true };
        var exchange = Exchange.Of(QualityOfService.AtLeastOnce, 4, 100);
        Assert.Equal(exchange.On(Layers.Tcp).ToServerBytes + 6, exchange.On(socket).ToServerBytes);
        Assert.Equal(exchange.On(Layers.Tcp).ToClientBytes + 2, exchange.On(socket).ToClientBytes);
        Assert.Equal([6, 8, 14], new[] { 125, 65_535, 65_536 }.Select(size => Layers.WebSocketBytes(size, isFromClient: true)));
    }

    [Fact]
    public void A_large_payload_is_cut_into_segments_with_a_header_each()
    {
        var wire = Exchange.Of(QualityOfService.AtMostOnce, 4, 10_000).On(Layers.Tcp);
        Assert.Equal(wire.MqttBytes + 7 * 40, wire.ToServerBytes);
        Assert.Equal(4 * 40, wire.ToClientBytes);
    }

    [Fact]
    public void Bytes_grow_with_payload_and_level() => Checking.ForAll(
        Gen.Choose(0, 20_000).Two(),
        pair =>
        {
            var (small, large) = pair.Item1 <= pair.Item2 ? pair : (pair.Item2, pair.Item1);
            long Bytes(int qos, int payload) => Exchange.Of((QualityOfService)qos, 10, payload).On(Layers.Tls13).TotalBytes;
            return Bytes(0, small) <= Bytes(0, large) && Bytes(0, small) < Bytes(1, small) && Bytes(1, small) < Bytes(2, small);
        });

    [Fact]
    public void Closing_a_connection_takes_what_table_T1_leaves_over_for_QoS_1_and_2()
    {
        var close = new Connection { Layers = Layers.InterfaceCounters }.Close;
        Assert.Equal((200, 198), (close.ToServerBytes, close.ToClientBytes));
    }

    [Fact]
    public void A_connection_over_TLS_needs_a_handshake_and_says_when_it_has_none()
    {
        var plain = new Connection();
        var tls = plain with { Layers = Tls, Handshake = TlsHandshake.Tls13 };
        Assert.Empty(plain.SetUp.Warnings);
        Assert.Empty(tls.SetUp.Warnings);
        Assert.Single((tls with { Handshake = null }).SetUp.Warnings);
        Assert.Equal((2, 3, 4), (plain.RoundTrips, tls.RoundTrips, (tls with { Handshake = TlsHandshake.Tls12 }).RoundTrips));
        Assert.True(tls.SetUp.TotalBytes > plain.SetUp.TotalBytes + TlsHandshake.Tls13.TotalBytes);
    }

    [Fact]
    public void A_ping_is_two_packets_of_two_bytes_in_their_layers_and_one_acknowledgement()
    {
        var ping = new Connection { Layers = Layers.Tls13, Handshake = TlsHandshake.Tls13 }.Ping;
        Assert.Equal(2 * (52 + 22 + 2) + 52, ping.TotalBytes);
    }

    [Theory]
    [InlineData(false, HandshakeKeys.RawPublicKeys, 185, 454, 255)]
    [InlineData(true, HandshakeKeys.PreSharedKeyWithExchange, 163 + 17 + 6, 193, 56)]
    public void A_connection_id_costs_its_extension_and_a_byte_in_each_record(
        bool curve, HandshakeKeys keys, int flight1, int flight2, int flight3)
    {
        var flights = new HandshakeFlights { IsDatagram = true, Keys = keys, HasCurve25519 = curve, ConnectionIdBytes = 1 };
        Assert.Equal((flight1, flight2, flight3), (flights.Flight1, flights.Flight2, flights.Flight3));
    }

    [Fact]
    public void Working_lines_add_up_to_the_total()
    {
        var wire = Exchange.Of(QualityOfService.ExactlyOnce, 30, 80).On(Layers.Tcp);
        Assert.Equal(wire.TotalBytes, wire.Working.SkipLast(2).Sum(line => line.Value));
        Assert.All(wire.Working, line => Assert.Equal("B", line.Unit));
    }

    [Fact]
    public void Impossible_sizes_get_a_sentence()
    {
        Checking.Refuses("PayloadBytes: expected 0 to 268,435,455 B, got -1.", () => new Exchange { PayloadBytes = -1 });
        Checking.Refuses("topicBytes: expected 1 to 65,535 B", () => Exchange.Of(QualityOfService.AtMostOnce, 0, 1));
        Checking.Refuses("QoS: expected 0, 1 or 2, got 3.", () => Exchange.Of((QualityOfService)3, 1, 1).On(Layers.Tcp));
    }
}
