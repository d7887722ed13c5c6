using System.Buffers;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Sessions;

/// <summary>Goal: what a machine sends arrives as bytes that say the same. Method: write, then read with the
/// codec.</summary>
public sealed class EncodingSinkTests
{
    private readonly ArrayBufferWriter<byte> output = new();

    [Theory]
    [InlineData(false, "long/topic")]
    [InlineData(true, "")]
    [Trait("clause", "5.0 3.3.2-8")]
    public void A_topic_alias_is_written_with_the_topic_or_instead_of_it(bool omitsTopic, string expected)
    {
        var message = new Message { Topic = "long/topic", Payload = "x"u8.ToArray() };
        var publish = new OutgoingPublish(
            message, 0, QualityOfService.AtMostOnce, false, false, [7u], 30, TopicAlias: 3, OmitsTopic: omitsTopic);
        new EncodingSink(output, ProtocolVersion.V500).SendPublish(publish);
        Assert.Equal(PacketWriter.SizeOf(ProtocolVersion.V500, publish), output.WrittenCount);
        Assert.True(PacketReader.TryRead(
            output.WrittenSpan, ProtocolVersion.V500, Sender.Server, out Packet? packet, out PacketError? error), $"{error}");
        Assert.Equal(publish.ToPacket(), packet);
        Assert.Equal(expected, ((PublishPacket)packet!).Topic);
    }

    [Fact]
    public void A_CONNECT_sets_the_version_of_what_follows()
    {
        var sink = new EncodingSink(output);
        sink.Send(new ConnectPacket { ClientIdentifier = "a", ProtocolVersion = ProtocolVersion.V500 });
        output.ResetWrittenCount();
        sink.SendAcknowledgement(new Acknowledgement(PacketType.PubRec, 1, ReasonCode.NotAuthorized));
        Assert.Equal("5003000187", Convert.ToHexString(output.WrittenSpan));
        Assert.False(sink.IsClosed);
        sink.Close();
        Assert.True(sink.IsClosed);
    }
}
