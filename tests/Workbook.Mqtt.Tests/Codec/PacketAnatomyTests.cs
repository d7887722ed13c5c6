using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Tests.Codec;

/// <summary>The anatomy labels every byte once, in Wireshark's names, also where a packet is broken.</summary>
public sealed class PacketAnatomyTests
{
    [Fact]
    public void Every_byte_of_any_packet_belongs_to_exactly_one_leaf() => Checking.ForAllPackets(3_000, sent =>
    {
        byte[] frame = sent.ToBytes();
        var anatomy = PacketAnatomy.Of(frame, sent.Version, sent.Sender);
        Assert.Null(anatomy.Error);
        Assert.Equal(sent.Packet, anatomy.Packet);
        int next = 0;
        foreach (AnatomyField leaf in anatomy.Leaves)
        {
            Assert.Equal(next, leaf.Offset);
            Assert.NotEqual("", leaf.Explanation);
            next += leaf.Length;
        }

        Assert.Equal(frame.Length, next);
        return GroupsCoverTheirFields(anatomy.Fields);
    });

    [Fact]
    public void Publish_is_labelled_as_wireshark_does()
    {
        byte[] frame = Checking.Bytes("32 13 00 0B 73 65 6E 73 6F 72 2F 74 65 6D 70 00 01 32 35 2E 35");
        var anatomy = PacketAnatomy.Of(frame, ProtocolVersion.V311, Sender.Client);
        Assert.Equal(
            [
                (0, 1, "Header Flags", "0x32"),
                (1, 1, "Msg Len", "19"),
                (2, 2, "Topic Length", "11"),
                (4, 11, "Topic", "sensor/temp"),
                (15, 2, "Message Identifier", "1"),
                (17, 4, "Message", "'25.5'"),
            ],
            anatomy.Fields.Select(part => (part.Offset, part.Length, part.Name, part.Value)));
        Assert.Equal("PUBLISH, DUP 0, QoS 1, RETAIN 0.", anatomy.Fields[0].Explanation);
        Assert.Equal("How many bytes the topic has.", anatomy.Fields[2].Explanation);
    }

    [Fact]
    public void Properties_are_groups_with_their_fields_inside()
    {
        byte[] frame = Checking.Bytes("10 12 00 04 4D 51 54 54 05 02 00 3C 05 11 00 00 00 78 00 00");
        var anatomy = PacketAnatomy.Of(frame, ProtocolVersion.V500);
        Assert.Equal(
            [("Properties", 0), ("Total Length", 1), ("Property", 1), ("ID", 2), ("Value", 2), ("Client ID Length", 0)],
            anatomy.Fields.Skip(7).Select(part => (part.Name, part.Level)));
        Assert.Equal("Session Expiry Interval", anatomy.Fields[9].Value);
    }

    [Fact]
    public void Broken_packet_is_labelled_up_to_the_error()
    {
        byte[] frame = Checking.Bytes("32 09 00 03 61 2F 62 00 00 68 69");
        var anatomy = PacketAnatomy.Of(frame, ProtocolVersion.V311, Sender.Client);
        Assert.Null(anatomy.Packet);
        Assert.Equal(7, anatomy.Error!.Offset);
        Assert.Equal((PacketAnatomy.NotRead, 9, 2), anatomy.Leaves.Select(leaf => (leaf.Name, leaf.Offset, leaf.Length)).Last());
        Assert.Equal(anatomy.Error.ToString(), anatomy.Fields[^1].Explanation);
    }

    private static bool GroupsCoverTheirFields(IReadOnlyList<AnatomyField> fields)
    {
        for (int index = 0; index < fields.Count; index++)
        {
            if (!fields[index].IsGroup)
                continue;
            int inside = fields.Skip(index + 1).TakeWhile(part => part.Level > fields[index].Level)
                .Where(part => !part.IsGroup).Sum(part => part.Length);
            if (inside != fields[index].Length)
                return false;
        }

        return true;
    }
}
