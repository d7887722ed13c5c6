using System.Net.Sockets;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Live.Tests;

/// <summary>A client made of bytes: it sends what it is given, in pieces as it is told, and reads whole
/// packets.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly TcpClient tcp = new() { NoDelay = true };
    private readonly ProtocolVersion version;
    private byte[] unread = [];

    private RawPeer(ProtocolVersion version) => this.version = version;

    internal static async Task<RawPeer> OpenAsync(Uri broker, ProtocolVersion version)
    {
        var peer = new RawPeer(version);
        await peer.tcp.ConnectAsync(broker.Host, broker.Port, Scene.Cancel);
        return peer;
    }

    internal async Task SendAsync(params Packet[] packets)
    {
        foreach (Packet packet in packets)
            await SendBytesAsync(PacketWriter.ToBytes(version, packet));
    }

    internal async Task SendBytesAsync(ReadOnlyMemory<byte> bytes) =>
        await tcp.GetStream().WriteAsync(bytes, Scene.Cancel);

    /// <summary>Reads the next packet; null at the end of the stream.</summary>
    internal async Task<Packet?> ReadAsync()
    {
        var buffer = new byte[4096];
        while (true)
        {
            FrameScan scan = FrameScanner.Scan(unread, version);
            if (scan.IsFrame)
            {
                Assert.True(PacketReader.TryRead(
                    unread.AsSpan(0, scan.Length), version, Sender.Server, out Packet? packet, out PacketError? error),
                    error?.ToString());
                unread = unread[scan.Length..];
                return packet;
            }

            using var limit = new CancellationTokenSource(Scene.Patience);
            int count = await tcp.GetStream().ReadAsync(buffer, limit.Token);
            if (count == 0)
                return null;
            unread = [.. unread, .. buffer.AsSpan(0, count)];
        }
    }

    /// <summary>Reads whatever comes until the other side closes.</summary>
    internal async Task<byte[]> ReadToEndAsync()
    {
        using var limit = new CancellationTokenSource(Scene.Patience);
        using var all = new MemoryStream();
        await tcp.GetStream().CopyToAsync(all, limit.Token);
        return all.ToArray();
    }

    public void Dispose() => tcp.Dispose();
}
