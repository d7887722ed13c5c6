using System.Buffers.Binary;
using System.Security.Cryptography;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Examples.Tests;

/// <summary>The headers drawn around a packet are those that the model counts, and they are valid.</summary>
public sealed class SegmentTests
{
    private const int IpBytes = 20;

    public static TheoryData<bool, bool, bool, TlsRecord, bool, bool> Stacks
    {
        get
        {
            var stacks = new TheoryData<bool, bool, bool, TlsRecord, bool, bool>();
            bool[] either = [false, true];
            foreach (bool ethernet in either)
            foreach (bool ipv6 in either)
            foreach (bool timestamps in either)
            foreach (var tls in new[] { TlsRecord.None, TlsRecord.Tls12AesGcm, TlsRecord.Tls13 })
            foreach (bool socket in either)
            foreach (bool padded in either)
                stacks.Add(ethernet, ipv6, timestamps, tls, socket, padded);
            return stacks;
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void It_is_as_long_as_the_model_counts_and_every_byte_has_one_label(
        bool ethernet, bool ipv6, bool timestamps, TlsRecord tls, bool socket, bool padded)
    {
        var layers = new Layers
        {
            HasEthernet = ethernet, IsIpv6 = ipv6, HasTimestamps = timestamps, Tls = tls, HasWebSocket = socket,
            PadsFramesFromServer = padded,
        };
        foreach (var direction in Enum.GetValues<Direction>())
        foreach (int payload in new[] { 0, 90, 300 })
        {
            byte[] packet = Publish(payload);
            var segment = Segment.Of(packet, ProtocolVersion.V500, direction, layers);
            Assert.Equal(layers.FrameBytes(packet.Length, direction == Direction.ToServer), segment.Bytes.Count);
            int labelled = 0;
            foreach (var part in segment.Parts.Where(part => part.Length > 0))
            {
                Assert.Equal(labelled, part.Offset);
                labelled += part.Length;
            }

            Assert.Equal(segment.Bytes.Count, labelled);
        }
    }

    [Fact]
    public void Its_checksums_hold()
    {
        byte[] bytes = [.. Segment.Of(Publish(5), ProtocolVersion.V500, Direction.ToServer, Layers.Tcp).Bytes];
        Assert.Equal(0xFFFFu, Sum(bytes.AsSpan(0, IpBytes)));
        byte[] tcp = bytes[IpBytes..];
        byte[] pseudo = [.. bytes[12..IpBytes], 0, 6, (byte)(tcp.Length >> 8), (byte)tcp.Length, .. tcp];
        Assert.Equal(0xFFFFu, Sum(pseudo));
        Assert.Equal(bytes.Length, BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(2)));
    }

    [Fact]
    public void Its_TLS_record_can_be_opened_with_the_key_of_the_example()
    {
        byte[] packet = Publish(5);
        byte[] bytes = [.. Segment.Of(packet, ProtocolVersion.V500, Direction.ToServer, Layers.Tls13).Bytes];
        var record = bytes.AsSpan(Layers.Tls13.HeaderBytes);
        byte[] plain = new byte[record.Length - 5 - 16];
        using var gcm = new AesGcm(new byte[16], 16);
        gcm.Decrypt(new byte[12], record[5..^16], record[^16..], plain, record[..5]);
        Assert.Equal([.. packet, 0x17], plain);
    }

    [Fact]
    public void Without_a_packet_it_is_an_acknowledgement_alone()
    {
        var segment = Segment.Of([], ProtocolVersion.V500, Direction.ToClient, Layers.TcpWithTimestamps);
        Assert.Equal(Layers.TcpWithTimestamps.AcknowledgementBytes(isFromClient: false), segment.Bytes.Count);
        Assert.DoesNotContain(segment.Parts, part => part.Name == "MQTT");
    }

    [Fact]
    public void What_does_not_fit_one_segment_gets_a_sentence() => Checking.Refuses(
        "packet: expected a packet that fits one segment of 1460 B, got 2010 B",
        () => Segment.Of(Publish(2000), ProtocolVersion.V500, Direction.ToServer, Layers.Tcp));

    [Fact]
    public void A_cipher_that_cannot_be_drawn_gets_a_sentence() => Checking.Refuses(
        "Tls: expected a record of AES-GCM",
        () => Segment.Of(
            Publish(2), ProtocolVersion.V500, Direction.ToServer, new Layers { Tls = TlsRecord.Tls13Ccm8 }));

    private static byte[] Publish(int payload) => PacketWriter.ToBytes(
        ProtocolVersion.V500, new PublishPacket { Topic = "door", Payload = new byte[payload] });

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int at = 0; at < bytes.Length; at += 2)
            sum += (uint)(bytes[at] << 8) + (at + 1 < bytes.Length ? bytes[at + 1] : 0u);
        while (sum > 0xFFFF) sum = (sum & 0xFFFF) + (sum >> 16);
        return sum;
    }
}
