using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Tests.Codec;

/// <summary>One line says what a packet is, and never shows a password.</summary>
public sealed class PacketSummaryTests
{
    [Fact]
    public void Packets_are_told_in_one_line()
    {
        var publish = new PublishPacket
        {
            QualityOfService = QualityOfService.AtLeastOnce,
            PacketIdentifier = 1,
            Duplicate = true,
            Topic = "sensor/temp",
            Payload = "25.5"u8.ToArray(),
        };
        Assert.Equal("PUBLISH QoS 1 id 1 DUP sensor/temp (4 B)", PacketSummary.Of(publish));
        Assert.Equal("PUBACK id 7", PacketSummary.Of(new PubAckPacket { PacketIdentifier = 7 }));
        Assert.Equal("CONNACK Success session present", PacketSummary.Of(new ConnAckPacket { SessionPresent = true }));
        Assert.Equal(
            "SUBSCRIBE id 2 a/# QoS 1",
            PacketSummary.Of(new SubscribePacket
            {
                PacketIdentifier = 2,
                Subscriptions = [new("a/#", QualityOfService.AtLeastOnce)],
            }));
        Assert.Equal("PINGREQ", PacketSummary.Of(new PingReqPacket()));
    }

    [Fact]
    public void Password_is_not_shown()
    {
        var connect = new ConnectPacket { ClientIdentifier = "c1", UserName = "u", Password = "secret"u8.ToArray() };
        Assert.Equal("CONNECT 5.0 'c1' clean start", PacketSummary.Of(connect));
    }
}
