using System.Buffers.Binary;
using System.Net;

namespace Workbook.Examples;

/// <content>Ethernet, IP and TCP.</content>
public sealed partial class Segment
{
    private const ushort ClientPort = 49_152;
    private const byte NextIsTcp = 6;
    private const byte HopLimit = 64;
    private static readonly byte[] ClientMac = [2, 0, 0, 0, 0, 1];
    private static readonly byte[] ServerMac = [2, 0, 0, 0, 0, 2];

    /// <summary>The ports for MQTT of IANA's registry, and of HTTP for WebSocket.</summary>
    private int ServerPort => (_layers.HasWebSocket, _layers.Tls != TlsRecord.None) switch
    {
        (false, false) => 1883,
        (false, true) => 8883,
        (true, false) => 80,
        (true, true) => 443,
    };

    private byte[] Source => Address(_isFromClient);

    private byte[] Destination => Address(!_isFromClient);

    private byte[] Address(bool isClient) => (_layers.IsIpv6, isClient) switch
    {
        (false, true) => [192, 0, 2, 10],
        (false, false) => [198, 51, 100, 1],
        (true, true) => [0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10],
        (true, false) => [0x20, 0x01, 0x0D, 0xB8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
    };

    private void AddEthernet()
    {
        Layer("Ethernet", (int)Physics.Layers.Ethernet);
        Add(_isFromClient ? ServerMac : ClientMac, "destination", "the next card");
        Add(_isFromClient ? ClientMac : ServerMac, "source", "this card");
        Add(_layers.IsIpv6 ? [0x86, 0xDD] : [0x08, 0x00], "type", _layers.IsIpv6 ? "IPv6" : "IPv4");
    }

    private void AddIp(int contentBytes)
    {
        if (_layers.IsIpv6) AddIpv6(contentBytes);
        else AddIpv4(contentBytes);
    }

    private void AddIpv4(int contentBytes)
    {
        const int HeaderBytes = 20;
        byte[] header = new byte[HeaderBytes];
        (header[0], header[8], header[9]) = (0x45, HopLimit, NextIsTcp);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(HeaderBytes + contentBytes));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), 1);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(6), 0x4000);
        Source.CopyTo(header, 12);
        Destination.CopyTo(header, 16);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), Checksum(header));
        Layer("IPv4", HeaderBytes);
        Add(header.AsSpan(0, 1), "version, header length", "4, 20 B");
        Add(header.AsSpan(1, 1), "services", "0");
        Add(header.AsSpan(2, 2), "total length", $"{HeaderBytes + contentBytes} B", "this header and all behind it");
        Add(header.AsSpan(4, 4), "identification, fragment", "do not fragment");
        Add(header.AsSpan(8, 2), "time to live, protocol", $"{HopLimit} hops, TCP");
        Add(header.AsSpan(10, 2), "checksum", "of this header");
        Add(header.AsSpan(12, 4), "source", new IPAddress(Source).ToString());
        Add(header.AsSpan(16, 4), "destination", new IPAddress(Destination).ToString());
    }

    private void AddIpv6(int contentBytes)
    {
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)contentBytes);
        Layer("IPv6", (int)Physics.Layers.Ipv6);
        Add([0x60, 0, 0, 0], "version, class, flow", "6, 0, 0");
        Add(length, "payload length", $"{contentBytes} B", "all behind this header");
        Add([NextIsTcp, HopLimit], "next header, hop limit", $"TCP, {HopLimit}");
        Add(Source, "source", new IPAddress(Source).ToString());
        Add(Destination, "destination", new IPAddress(Destination).ToString());
    }

    private byte[] TcpHeader(byte[] content)
    {
        int length = (int)Physics.Layers.Tcp + (_layers.HasTimestamps ? (int)Physics.Layers.TcpTimestamps : 0);
        byte[] header = new byte[length];
        ushort client = ClientPort, server = (ushort)ServerPort;
        BinaryPrimitives.WriteUInt16BigEndian(header, _isFromClient ? client : server);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), _isFromClient ? server : client);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), 1);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), 1);
        header[12] = (byte)(length / 4 << 4);
        header[13] = content.Length > 0 ? (byte)0x18 : (byte)0x10;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(14), 0xFFFF);
        if (_layers.HasTimestamps)
        {
            (header[20], header[21], header[22], header[23]) = (1, 1, 8, 10);
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(24), 1000);
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(28), 900);
        }

        byte[] pseudo = [.. Source, .. Destination, 0, NextIsTcp, 0, 0, .. header, .. content];
        BinaryPrimitives.WriteUInt16BigEndian(
            pseudo.AsSpan(2 * Source.Length + 2), (ushort)(header.Length + content.Length));
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(16), Checksum(pseudo));
        return header;
    }

    private void AddTcp(byte[] header, bool isAlone)
    {
        int client = ClientPort, server = ServerPort;
        Layer("TCP", header.Length);
        Add(header.AsSpan(0, 2), "source port", $"{(_isFromClient ? client : server)}");
        Add(header.AsSpan(2, 2), "destination port", $"{(_isFromClient ? server : client)}");
        Add(header.AsSpan(4, 4), "sequence number", "1", "of the first byte of content");
        Add(header.AsSpan(8, 4), "acknowledgement number", "1", "all before it has arrived");
        Add(header.AsSpan(12, 2), "header length, flags", $"{header.Length} B, {(isAlone ? "ACK" : "PSH, ACK")}");
        Add(header.AsSpan(14, 2), "window", "65535");
        Add(header.AsSpan(16, 4), "checksum, urgent pointer", "of header and content, 0");
        if (header.Length > 20) Add(header.AsSpan(20), "timestamps", "1000, 900", "padded by two bytes");
    }

    /// <summary>Gives the checksum of IP and TCP (RFC 1071).</summary>
    private static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (int at = 0; at < bytes.Length; at += 2)
            sum += (uint)(bytes[at] << 8) + (at + 1 < bytes.Length ? bytes[at + 1] : 0u);
        while (sum > 0xFFFF) sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~sum;
    }
}
