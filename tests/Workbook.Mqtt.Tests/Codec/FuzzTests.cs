using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using FsCheck.Fluent;

namespace Workbook.Mqtt.Tests.Codec;

/// <summary>
/// Arbitrary bytes and legal packets with a few bytes changed: nothing throws, the ways to read agree with each other,
/// an error lies inside the frame, and what is accepted can be written and read again.
/// </summary>
public sealed class FuzzTests
{
    [Fact]
    public void Arbitrary_bytes_never_throw_and_all_ways_to_read_agree() => Checking.ForAll(
        from bytes in Gen.Choose(0, 255).Select(one => (byte)one).ArrayOf()
        from version in Arbitrary.Version
        from sender in Gen.Elements(Sender.Client, Sender.Server)
        select (bytes, version, sender),
        40_000,
        input => Agree(input.bytes, input.version, input.sender));

    [Fact]
    public void Bytes_behind_a_true_header_never_throw_and_all_ways_to_read_agree() => Checking.ForAll(
        from body in Gen.OneOf(Gen.Choose(0, 4), Gen.Choose(0, 255)).Select(one => (byte)one).ArrayOf()
        from first in Gen.Elements<byte>(
            0x10, 0x20, 0x30, 0x32, 0x3D, 0x40, 0x50, 0x62, 0x70, 0x82, 0x90, 0xA2, 0xB0, 0xC0, 0xD0, 0xE0, 0xF0)
        from version in Arbitrary.Version
        from sender in Gen.Elements(Sender.Client, Sender.Server)
        select (frame: (byte[])[first, (byte)Math.Min(body.Length, 127), .. body.Take(127)], version, sender),
        60_000,
        input => Agree(input.frame, input.version, input.sender));

    [Fact]
    public void Legal_packets_with_changed_bytes_never_throw_and_all_ways_to_read_agree() => Checking.ForAll(
        from sent in Arbitrary.Packet
        from changes in Gen.Choose(1, 4)
        from places in Gen.Choose(0, int.MaxValue).ArrayOf(4)
        from values in Gen.Choose(0, 255).ArrayOf(4)
        select (sent, frame: Mutate(sent.ToBytes(), changes, places, values)),
        30_000,
        input => Agree(input.frame, input.sent.Version, input.sent.Sender));

    private static byte[] Mutate(byte[] frame, int changes, int[] places, int[] values)
    {
        for (int change = 0; change < changes; change++)
            frame[places[change] % frame.Length] = (byte)values[change];
        return frame;
    }

    private static bool Agree(byte[] frame, ProtocolVersion version, Sender sender)
    {
        FrameScan scan = FrameScanner.Scan(frame, version);
        bool isRead = PacketReader.TryRead(frame, version, sender, out Packet? packet, out PacketError? error);
        var anatomy = PacketAnatomy.Of(frame, version, sender);
        Assert.Equal(error, anatomy.Error);
        Assert.Equal(frame.Length, anatomy.Leaves.Sum(leaf => leaf.Length));
        if (!isRead)
        {
            Assert.InRange(error!.Offset, 0, frame.Length);
            Assert.False(PacketReader.TryReadPublish(frame, version, sender, out _, out _));
            return true;
        }

        Assert.True(scan.IsFrame && scan.Length == frame.Length);
        if (packet is PublishPacket)
        {
            Assert.True(PacketReader.TryReadPublish(frame, version, sender, out PublishView view, out _));
            Assert.Equal(packet, view.ToPacket());
        }

        byte[] again = PacketWriter.ToBytes(version, packet!);
        ProtocolVersion own = packet is ConnectPacket connect ? connect.ProtocolVersion : version;
        Assert.True(PacketReader.TryRead(again, own, sender, out Packet? same, out PacketError? second), $"{second}");
        return packet!.Equals(same);
    }
}
