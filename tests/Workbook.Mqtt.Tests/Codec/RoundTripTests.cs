using System.Buffers;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Tests.Codec;

/// <summary>Every legal packet of both versions is written, scanned and read back to an equal packet.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Any_packet_read_back_is_equal_to_what_was_written() => Checking.ForAllPackets(10_000, sent =>
    {
        byte[] frame = sent.ToBytes();
        bool isRead = PacketReader.TryRead(
            frame, sent.Version, sent.Sender, out Packet? packet, out PacketError? error);
        Assert.True(isRead, error?.ToString());
        return packet!.Equals(sent.Packet);
    });

    [Fact]
    public void The_size_known_beforehand_is_the_size_written() => Checking.ForAllPackets(2_000, sent =>
    {
        var buffer = new ArrayBufferWriter<byte>();
        PacketWriter.Write(buffer, sent.Version, sent.Packet);
        return buffer.WrittenCount == PacketWriter.SizeOf(sent.Version, sent.Packet);
    });

    [Fact]
    public void Every_cut_of_a_packet_needs_more_and_the_whole_is_one_frame() => Checking.ForAllPackets(2_000, sent =>
    {
        byte[] frame = sent.ToBytes();
        for (int length = 0; length < frame.Length; length++)
        {
            FrameScan cut = FrameScanner.Scan(frame.AsSpan(0, length), sent.Version);
            Assert.True(cut.NeedsMore, $"{length} of {frame.Length} B: {cut}");
        }

        byte[] stream = [.. frame, 0xFF, 0xFF];
        FrameScan whole = FrameScanner.Scan(stream, sent.Version);
        return whole.IsFrame && whole.Length == frame.Length && whole.Type == sent.Packet.Type;
    });

    [Fact]
    public void Every_cut_given_to_the_reader_is_an_error_and_never_an_exception() =>
        Checking.ForAllPackets(2_000, sent =>
        {
            byte[] frame = sent.ToBytes();
            for (int length = 0; length < frame.Length; length++)
            {
                Assert.False(PacketReader.TryRead(
                    frame.AsSpan(0, length), sent.Version, sent.Sender, out _, out PacketError? error));
                Assert.NotNull(error);
            }

            return true;
        });

    [Fact]
    public void The_fast_ways_agree_with_the_general_one() => Checking.ForAllPackets(5_000, sent =>
    {
        byte[] frame = sent.ToBytes();
        if (sent.Packet is PublishPacket publish)
        {
            Assert.True(PacketReader.TryReadPublish(frame, sent.Version, sent.Sender, out PublishView view, out _));
            return view.ToPacket().Equals(publish) && view.TopicAlias == (publish.Properties.TopicAlias ?? 0);
        }

        if (sent.Packet is AcknowledgementPacket packet)
        {
            Assert.True(PacketReader.TryReadAcknowledgement(frame, sent.Version, out Acknowledgement read, out _));
            return read == new Acknowledgement(packet.Type, packet.PacketIdentifier, packet.ReasonCode);
        }

        return !PacketReader.TryReadPublish(frame, sent.Version, sent.Sender, out _, out _) &&
            !PacketReader.TryReadAcknowledgement(frame, sent.Version, out _, out _);
    });
}
