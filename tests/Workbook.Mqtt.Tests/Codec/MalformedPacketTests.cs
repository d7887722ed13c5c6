using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Tests.Codec;

/// <summary>One frame for each rule, broken in one place: the error names the byte, the fault, the answer and the clause.</summary>
public sealed class MalformedPacketTests
{
    private const int Four = 4, Five = 5;

    public static TheoryData<string, int, Sender, int, ReasonCode, string> Broken => new()
    {
        { "00 00", Five, Sender.Client, 0, ReasonCode.MalformedPacket, "section 2.1.2" },
        { "F0 00", Four, Sender.Client, 0, ReasonCode.MalformedPacket, "section 2.2.1" },
        { "C1 00", Five, Sender.Client, 0, ReasonCode.MalformedPacket, "MQTT-2.1.3-1" },
        { "60 02 00 01", Four, Sender.Client, 0, ReasonCode.MalformedPacket, "MQTT-2.2.2-2" },
        { "80 06 00 01 00 01 61 00", Four, Sender.Client, 0, ReasonCode.MalformedPacket, "MQTT-2.2.2-2" },
        { "36 05 00 01 61 00 01", Four, Sender.Client, 0, ReasonCode.MalformedPacket, "MQTT-3.3.1-4" },
        { "38 03 00 01 61", Four, Sender.Client, 0, ReasonCode.MalformedPacket, "MQTT-3.3.1-2" },
        { "C0 80 80 80 80 00", Four, Sender.Client, 1, ReasonCode.MalformedPacket, "section 2.2.3" },
        { "C0 80 00", Five, Sender.Client, 1, ReasonCode.MalformedPacket, "MQTT-1.5.5-1" },
        { "C0 01 00", Five, Sender.Client, 2, ReasonCode.MalformedPacket, "section 2.1.4" },
        { "C0", Five, Sender.Client, 0, ReasonCode.MalformedPacket, "section 2.1.4" },
        { "20 02 00 00", Four, Sender.Client, 0, ReasonCode.ProtocolError, "section 2.2.1" },
        { "C0 00", Five, Sender.Server, 0, ReasonCode.ProtocolError, "section 2.1.2" },
        { "E0 00", Four, Sender.Server, 0, ReasonCode.ProtocolError, "section 2.2.1" },

        {
            "10 0C 00 04 4D 51 54 58 04 02 00 00 00 00",
            Four, Sender.Client, 4, ReasonCode.UnsupportedProtocolVersion, "MQTT-3.1.2-1"
        },
        {
            "10 0E 00 06 4D 51 49 73 64 70 03 02 00 00 00 00",
            Four, Sender.Client, 4, ReasonCode.UnsupportedProtocolVersion, "MQTT-3.1.2-1"
        },
        {
            "10 0C 00 04 4D 51 54 54 06 02 00 00 00 00",
            Four, Sender.Client, 8, ReasonCode.UnsupportedProtocolVersion, "MQTT-3.1.2-2"
        },
        {
            "10 0C 00 04 4D 51 54 54 04 03 00 00 00 00",
            Five, Sender.Client, 9, ReasonCode.MalformedPacket, "3.1.1 [MQTT-3.1.2-3]"
        },
        {
            "10 0C 00 04 4D 51 54 54 04 0A 00 00 00 00",
            Five, Sender.Client, 9, ReasonCode.MalformedPacket, "3.1.1 [MQTT-3.1.2-13]"
        },
        {
            "10 0D 00 04 4D 51 54 54 05 22 00 00 00 00 00",
            Five, Sender.Client, 9, ReasonCode.MalformedPacket, "5.0 [MQTT-3.1.2-13]"
        },
        {
            "10 0D 00 04 4D 51 54 54 05 1E 00 00 00 00 00",
            Five, Sender.Client, 9, ReasonCode.MalformedPacket, "5.0 [MQTT-3.1.2-12]"
        },
        {
            "10 0E 00 04 4D 51 54 54 04 42 00 00 00 00 00 00",
            Four, Sender.Client, 9, ReasonCode.MalformedPacket, "MQTT-3.1.2-22"
        },
        {
            "10 0C 00 04 4D 51 54 54 04 06 00 00 00 00",
            Four, Sender.Client, 14, ReasonCode.MalformedPacket, "section 2.2.3"
        },
        {
            "10 10 00 04 4D 51 54 54 04 06 00 00 00 00 00 00 00 00",
            Four, Sender.Client, 14, ReasonCode.ProtocolError, "MQTT-4.7.3-1"
        },
        {
            "10 11 00 04 4D 51 54 54 04 06 00 00 00 00 00 01 2B 00 00",
            Four, Sender.Client, 16, ReasonCode.MalformedPacket, "MQTT-3.3.2-2"
        },
        {
            "10 0D 00 04 4D 51 54 54 04 02 00 00 00 01 00",
            Four, Sender.Client, 14, ReasonCode.MalformedPacket, "MQTT-1.5.3-2"
        },
        {
            "10 0D 00 04 4D 51 54 54 04 02 00 00 00 00 00",
            Four, Sender.Client, 14, ReasonCode.MalformedPacket, "section 2.2.3"
        },
        {
            "10 10 00 04 4D 51 54 54 05 02 00 00 03 21 00 00 00 00",
            Five, Sender.Client, 14, ReasonCode.ProtocolError, "section 3.1.2.11.3"
        },
        {
            "10 12 00 04 4D 51 54 54 05 02 00 00 05 27 00 00 00 00 00 00",
            Five, Sender.Client, 14, ReasonCode.ProtocolError, "section 3.1.2.11.4"
        },
        {
            "10 0F 00 04 4D 51 54 54 05 02 00 00 02 17 02 00 00",
            Five, Sender.Client, 14, ReasonCode.ProtocolError, "section 3.1.2.11.7"
        },
        {
            "10 11 00 04 4D 51 54 54 05 02 00 00 04 16 00 01 78 00 00",
            Five, Sender.Client, 12, ReasonCode.ProtocolError, "section 3.1.2.11.10"
        },
        {
            "10 11 00 04 4D 51 54 54 05 02 00 00 04 17 01 17 01 00 00",
            Five, Sender.Client, 15, ReasonCode.ProtocolError, "section 3.1.2.11.7"
        },
        {
            "10 0F 00 04 4D 51 54 54 05 02 00 00 02 24 01 00 00",
            Five, Sender.Client, 13, ReasonCode.MalformedPacket, "section 2.2.2.2"
        },
        {
            "10 0F 00 04 4D 51 54 54 05 02 00 00 02 7F 01 00 00",
            Five, Sender.Client, 13, ReasonCode.MalformedPacket, "section 2.2.2.2"
        },
        {
            "10 0F 00 04 4D 51 54 54 05 02 00 00 07 17 01 00 00",
            Five, Sender.Client, 12, ReasonCode.MalformedPacket, "section 2.1.4"
        },

        { "20 02 02 00", Four, Sender.Server, 2, ReasonCode.MalformedPacket, "section 3.2.2.1" },
        { "20 03 02 00 00", Five, Sender.Server, 2, ReasonCode.MalformedPacket, "MQTT-3.2.2-1" },
        { "20 02 01 05", Four, Sender.Server, 2, ReasonCode.ProtocolError, "MQTT-3.2.2-4" },
        { "20 03 01 87 00", Five, Sender.Server, 2, ReasonCode.ProtocolError, "MQTT-3.2.2-6" },
        { "20 02 00 06", Four, Sender.Server, 3, ReasonCode.ProtocolError, "section 3.2.2.3" },
        { "20 03 00 01 00", Five, Sender.Server, 3, ReasonCode.ProtocolError, "MQTT-3.2.2-8" },
        { "20 05 00 00 02 24 02", Five, Sender.Server, 6, ReasonCode.ProtocolError, "section 3.2.2.3.4" },

        { "30 02 00 00", Four, Sender.Client, 2, ReasonCode.ProtocolError, "MQTT-4.7.3-1" },
        { "30 03 00 00 00", Five, Sender.Client, 2, ReasonCode.ProtocolError, "section 3.3.2.3.4" },
        { "30 03 00 01 2B", Four, Sender.Client, 4, ReasonCode.MalformedPacket, "MQTT-3.3.2-2" },
        { "30 05 00 03 61 2F 23", Four, Sender.Client, 4, ReasonCode.MalformedPacket, "MQTT-3.3.2-2" },
        { "30 03 00 01 00", Four, Sender.Client, 4, ReasonCode.MalformedPacket, "MQTT-1.5.3-2" },
        { "30 05 00 03 ED A0 80", Four, Sender.Client, 4, ReasonCode.MalformedPacket, "MQTT-1.5.3-1" },
        { "30 04 00 02 C0 80", Five, Sender.Client, 4, ReasonCode.MalformedPacket, "MQTT-1.5.4-1" },
        { "30 03 00 05 61", Four, Sender.Client, 4, ReasonCode.MalformedPacket, "section 2.2.3" },
        { "32 05 00 01 61 00 00", Four, Sender.Client, 5, ReasonCode.ProtocolError, "MQTT-2.3.1-1" },
        { "32 04 00 01 61 00", Four, Sender.Client, 5, ReasonCode.MalformedPacket, "section 2.2.3" },
        { "30 07 00 01 61 03 23 00 00", Five, Sender.Client, 7, ReasonCode.TopicAliasInvalid, "section 3.3.2.3.4" },
        { "30 06 00 01 61 02 0B 01", Five, Sender.Client, 6, ReasonCode.ProtocolError, "section 2.2.2.2" },
        { "30 06 00 01 61 02 0B 00", Five, Sender.Server, 7, ReasonCode.ProtocolError, "section 3.8.2.1.2" },
        { "30 06 00 01 61 02 01 02", Five, Sender.Client, 7, ReasonCode.ProtocolError, "section 3.3.2.3.2" },
        { "30 08 00 01 61 04 08 00 01 23", Five, Sender.Client, 9, ReasonCode.MalformedPacket, "MQTT-3.3.2-2" },
        { "30 08 00 01 61 04 03 00 01 80", Five, Sender.Client, 9, ReasonCode.MalformedPacket, "MQTT-1.5.4-1" },
        { "30 05 00 01 61 01 02", Five, Sender.Client, 7, ReasonCode.MalformedPacket, "section 2.1.4" },
        { "30 07 00 01 61 03 0B 80 00", Five, Sender.Server, 7, ReasonCode.MalformedPacket, "MQTT-1.5.5-1" },

        { "40 02 00 00", Four, Sender.Client, 2, ReasonCode.ProtocolError, "MQTT-2.3.1-1" },
        { "40 03 00 01 00", Four, Sender.Client, 4, ReasonCode.MalformedPacket, "section 2.2.3" },
        { "40 03 00 01 92", Five, Sender.Client, 4, ReasonCode.ProtocolError, "MQTT-3.4.2-1" },
        { "50 03 00 01 01", Five, Sender.Client, 4, ReasonCode.ProtocolError, "MQTT-3.5.2-1" },
        { "62 03 00 01 80", Five, Sender.Client, 4, ReasonCode.ProtocolError, "MQTT-3.6.2-1" },
        { "70 03 00 01 10", Five, Sender.Client, 4, ReasonCode.ProtocolError, "MQTT-3.7.2-1" },
        { "40 05 00 01 00 00 00", Five, Sender.Client, 6, ReasonCode.MalformedPacket, "section 2.1.4" },

        { "82 02 00 01", Four, Sender.Client, 4, ReasonCode.ProtocolError, "MQTT-3.8.3-3" },
        { "82 03 00 01 00", Five, Sender.Client, 5, ReasonCode.ProtocolError, "MQTT-3.8.3-2" },
        { "82 06 00 00 00 01 61 00", Four, Sender.Client, 2, ReasonCode.ProtocolError, "MQTT-2.3.1-1" },
        { "82 06 00 01 00 01 61 03", Four, Sender.Client, 7, ReasonCode.ProtocolError, "MQTT-3-8.3-4" },
        { "82 06 00 01 00 01 61 04", Four, Sender.Client, 7, ReasonCode.MalformedPacket, "MQTT-3-8.3-4" },
        { "82 07 00 01 00 00 01 61 40", Five, Sender.Client, 8, ReasonCode.MalformedPacket, "MQTT-3.8.3-5" },
        { "82 07 00 01 00 00 01 61 03", Five, Sender.Client, 8, ReasonCode.ProtocolError, "section 3.8.3.1" },
        { "82 07 00 01 00 00 01 61 30", Five, Sender.Client, 8, ReasonCode.ProtocolError, "section 3.8.3.1" },
        {
            "82 10 00 01 00 00 0A 24 73 68 61 72 65 2F 67 2F 61 04",
            Five, Sender.Client, 17, ReasonCode.ProtocolError, "MQTT-3.8.3-4"
        },
        { "82 05 00 01 00 00 00", Four, Sender.Client, 4, ReasonCode.MalformedPacket, "MQTT-4.7.3-1" },
        { "82 07 00 01 00 02 61 23 00", Four, Sender.Client, 6, ReasonCode.MalformedPacket, "MQTT-4.7.1-2" },
        { "82 07 00 01 00 02 61 2B 00", Four, Sender.Client, 6, ReasonCode.MalformedPacket, "MQTT-4.7.1-3" },
        {
            "82 0F 00 01 00 00 09 24 73 68 61 72 65 2F 2F 61 00",
            Five, Sender.Client, 7, ReasonCode.MalformedPacket, "MQTT-4.8.2-1"
        },
        { "82 05 00 01 00 01 61", Four, Sender.Client, 7, ReasonCode.MalformedPacket, "section 2.2.3" },
        {
            "82 0B 00 01 04 0B 01 0B 02 00 01 61 00",
            Five, Sender.Client, 7, ReasonCode.ProtocolError, "section 3.8.2.1.2"
        },

        { "90 03 00 01 03", Four, Sender.Server, 4, ReasonCode.ProtocolError, "MQTT-3.9.3-2" },
        { "90 04 00 01 00 03", Five, Sender.Server, 5, ReasonCode.ProtocolError, "MQTT-3.9.3-2" },
        { "90 02 00 01", Four, Sender.Server, 4, ReasonCode.ProtocolError, "MQTT-3.8.4-5" },
        { "A2 02 00 01", Four, Sender.Client, 4, ReasonCode.ProtocolError, "MQTT-3.10.3-2" },
        { "A2 05 00 01 00 01 00", Four, Sender.Client, 6, ReasonCode.MalformedPacket, "MQTT-1.5.3-2" },
        { "B0 03 00 01 00", Four, Sender.Server, 4, ReasonCode.MalformedPacket, "section 2.2.3" },
        { "B0 04 00 01 00 01", Five, Sender.Server, 5, ReasonCode.ProtocolError, "MQTT-3.11.3-2" },

        { "E0 01 00", Four, Sender.Client, 2, ReasonCode.MalformedPacket, "section 2.2.3" },
        { "E0 01 04", Five, Sender.Server, 2, ReasonCode.ProtocolError, "MQTT-3.14.2-1" },
        { "E0 01 8E", Five, Sender.Client, 2, ReasonCode.ProtocolError, "MQTT-3.14.2-1" },
        { "E0 07 00 05 11 00 00 00 01", Five, Sender.Server, 4, ReasonCode.ProtocolError, "section 2.2.2.2" },
        { "F0 01 18", Five, Sender.Client, 2, ReasonCode.ProtocolError, "section 3.15.2.2.2" },
        { "F0 01 19", Five, Sender.Server, 2, ReasonCode.ProtocolError, "MQTT-3.15.2-1" },
        { "F0 01 01", Five, Sender.Client, 2, ReasonCode.ProtocolError, "MQTT-3.15.2-1" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    [Trait("clause", "3.1.1 3.1.2-11")]
    [Trait("clause", "3.1.1 3.1.2-13")]
    [Trait("clause", "3.1.1 3.1.2-14")]
    [Trait("clause", "3.1.1 3.1.2-15")]
    [Trait("clause", "3.1.1 3.3.1-2")]
    [Trait("clause", "3.1.1 3.3.1-4")]
    [Trait("clause", "3.1.1 3.6.1-1")]
    [Trait("clause", "3.1.1 1.5.3-1")]
    [Trait("clause", "3.1.1 1.5.3-2")]
    [Trait("clause", "3.1.1 3.3.2-1")]
    [Trait("clause", "3.1.1 3.3.2-2")]
    [Trait("clause", "3.1.1 3.8.3-3")]
    [Trait("clause", "3.1.1 3.8.3-4")]
    [Trait("clause", "3.1.1 4.8.0-2")]
    [Trait("clause", "5.0 3.1.2-11")]
    [Trait("clause", "5.0 3.1.2-12")]
    [Trait("clause", "5.0 3.1.2-13")]
    [Trait("clause", "5.0 3.3.1-2")]
    [Trait("clause", "5.0 3.3.1-4")]
    [Trait("clause", "5.0 3.3.4-6")]
    [Trait("clause", "5.0 3.6.1-1")]
    [Trait("clause", "5.0 1.5.4-1")]
    [Trait("clause", "5.0 1.5.4-2")]
    [Trait("clause", "5.0 3.3.2-1")]
    [Trait("clause", "5.0 3.3.2-2")]
    [Trait("clause", "5.0 3.8.3-2")]
    [Trait("clause", "5.0 3.8.3-5")]
    [Trait("clause", "5.0 3.14.2-2")]
    public void Error_names_byte_fault_answer_and_clause(
        string hex, int version, Sender sender, int offset, ReasonCode answer, string clause)
    {
        byte[] frame = Checking.Bytes(hex);
        Assert.False(PacketReader.TryRead(frame, (ProtocolVersion)version, sender, out Packet? packet, out PacketError? error));
        Assert.Null(packet);
        Assert.Equal((offset, answer), (error.Offset, error.ReasonCode));
        Assert.Contains(clause, error.Clause, StringComparison.Ordinal);
        bool isMalformed = answer == ReasonCode.MalformedPacket;
        Assert.Equal(isMalformed ? PacketFault.MalformedPacket : PacketFault.ProtocolError, error.Fault);
        Assert.Matches("^Byte \\d+, .+: expected .+, got .+\\.$", error.ToString());
    }

    [Fact]
    [Trait("clause", "3.1.1 1.5.3-3")]
    [Trait("clause", "5.0 1.5.4-3")]
    public void Byte_order_mark_inside_a_text_is_kept()
    {
        byte[] frame = Checking.Bytes("30 06 00 04 EF BB BF 61");
        Assert.True(PacketReader.TryRead(frame, ProtocolVersion.V311, Sender.Client, out Packet? packet, out _));
        Assert.Equal("\uFEFFa", Assert.IsType<PublishPacket>(packet).Topic);
    }

    [Fact]
    public void User_properties_keep_their_order_and_may_repeat()
    {
        byte[] frame = Checking.Bytes("30 13 00 01 61 0F 26 00 01 62 00 01 31 26 00 01 61 00 02 32 33");
        Assert.True(PacketReader.TryRead(frame, ProtocolVersion.V500, Sender.Client, out Packet? packet, out PacketError? error), $"{error}");
        Assert.Equal([new("b", "1"), new("a", "23")], packet.Properties.UserProperties);
    }
}
