using System.Buffers;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Codec;

/// <summary>An illegal packet is refused with a reason, before anything reaches the buffer.</summary>
public sealed class PacketWriterTests
{
    private const ProtocolVersion V311 = ProtocolVersion.V311, V500 = ProtocolVersion.V500;

    public static TheoryData<ProtocolVersion, Packet, string> Illegal => new()
    {
        { V311, new AuthPacket(), "AUTH" },
        { V500, new PublishPacket { Topic = "a", QualityOfService = QualityOfService.AtLeastOnce }, "MQTT-2.2.1-3" },
        { V500, new PublishPacket { Topic = "a", PacketIdentifier = 1 }, "MQTT-2.2.1-2" },
        { V500, new PublishPacket { Topic = "a", Duplicate = true }, "MQTT-3.3.1-2" },
        { V500, new PublishPacket { Topic = "a", PacketIdentifier = 1, QualityOfService = (QualityOfService)3 }, "QoS 0, 1 or 2" },
        { V500, new PublishPacket { Topic = "a/#" }, "MQTT-3.3.2-2" },
        { V500, new PublishPacket { Topic = "" }, "3.3.2.3.4" },
        { V500, new PublishPacket { Topic = "a\uD800" }, "lone surrogate" },
        { V500, new PublishPacket { Topic = new string('x', 65_536) }, "65,535" },
        { V500, new PublishPacket { Topic = "a", Properties = new Properties { TopicAlias = 0 } }, "Topic Alias from 1" },
        { V500, new PublishPacket { Topic = "a", Properties = new Properties { ReceiveMaximum = 1 } }, "may stand" },
        { V500, new SubscribePacket { PacketIdentifier = 1 }, "MQTT-3.8.3-2" },
        { V500, new SubscribePacket { Subscriptions = [new("a", 0)] }, "MQTT-2.2.1-3" },
        { V500, new SubscribePacket { PacketIdentifier = 1, Subscriptions = [new("a#", 0)] }, "MQTT-4.7.1-1" },
        { V500, new SubscribePacket { PacketIdentifier = 1, Subscriptions = [new("a", (QualityOfService)7)] }, "QoS 0, 1 or 2" },
        { V500, new SubscribePacket { PacketIdentifier = 1, Subscriptions = [new("$share/g/a", 0) { NoLocal = true }] }, "MQTT-3.8.3-4" },
        { V500, new PubAckPacket { PacketIdentifier = 1, ReasonCode = ReasonCode.ServerMoved }, "MQTT-3.4.2-1" },
        { V500, new ConnAckPacket { SessionPresent = true, ReasonCode = ReasonCode.Banned }, "MQTT-3.2.2-6" },
        { V311, new ConnectPacket { ProtocolVersion = V311, Password = "p"u8.ToArray() }, "MQTT-3.1.2-22" },
        { V311, new ConnectPacket { Will = new Will { Topic = "w", Payload = new byte[65_536] } }, "65,535" },
    };

    [Theory]
    [MemberData(nameof(Illegal), DisableDiscoveryEnumeration = true)]
    public void Illegal_packet_is_refused_with_a_reason(ProtocolVersion version, Packet packet, string reason)
    {
        var output = new ArrayBufferWriter<byte>();
        ArgumentException refused = Assert.Throws<ArgumentException>(() => PacketWriter.Write(output, version, packet));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, output.WrittenCount);
    }

    [Fact]
    public void Illegal_acknowledgement_is_refused_with_a_reason()
    {
        var buffer = new byte[5];
        Assert.Throws<ArgumentException>(() => PacketWriter.WriteAcknowledgement(buffer, V500, new(PacketType.PubAck, 0)));
        Assert.Throws<ArgumentException>(() => PacketWriter.WriteAcknowledgement(buffer, V500, new(PacketType.SubAck, 1)));
        Assert.Throws<ArgumentException>(
            () => PacketWriter.WriteAcknowledgement(buffer, V500, new(PacketType.PubRel, 1, ReasonCode.Banned)));
    }

    [Fact]
    public void Illegal_publish_is_refused_on_the_direct_way_too()
    {
        var message = new Message { Topic = "a" };
        var buffer = new byte[100];
        foreach (OutgoingPublish publish in (OutgoingPublish[])
        [
            new(message, 0, QualityOfService.AtLeastOnce, false, false),
            new(message, 1, QualityOfService.AtMostOnce, false, false),
            new(message, 0, QualityOfService.AtMostOnce, true, false),
        ])
        {
            Assert.Throws<ArgumentException>(() => PacketWriter.WritePublish(buffer, V500, publish));
        }
    }

    [Theory]
    [InlineData(ReasonCode.BadAuthenticationMethod, ReasonCode.BadUserNameOrPassword)]
    [InlineData(ReasonCode.Banned, ReasonCode.NotAuthorized)]
    [InlineData(ReasonCode.QuotaExceeded, ReasonCode.ServerUnavailable)]
    [InlineData(ReasonCode.ClientIdentifierNotValid, ReasonCode.ClientIdentifierNotValid)]
    public void Refusal_of_a_connection_goes_out_in_3_1_1_as_the_nearest_return_code(ReasonCode given, ReasonCode read)
    {
        byte[] frame = PacketWriter.ToBytes(V311, new ConnAckPacket { ReasonCode = given });
        Assert.True(PacketReader.TryRead(frame, V311, Sender.Server, out Packet? packet, out _));
        Assert.Equal(read, Assert.IsType<ConnAckPacket>(packet).ReasonCode);
    }

    [Fact]
    public void What_3_1_1_does_not_have_is_left_out()
    {
        var publish = new PublishPacket { Topic = "a", Properties = new Properties { ContentType = "text/plain" } };
        Assert.Equal("3003000161", Convert.ToHexString(PacketWriter.ToBytes(V311, publish)));
        var recorded = new PubRecPacket { PacketIdentifier = 1, ReasonCode = ReasonCode.QuotaExceeded };
        Assert.Equal("50020001", Convert.ToHexString(PacketWriter.ToBytes(V311, recorded)));
        var refused = new SubAckPacket { PacketIdentifier = 1, ReasonCodes = [ReasonCode.TopicFilterInvalid] };
        Assert.Equal("9003000180", Convert.ToHexString(PacketWriter.ToBytes(V311, refused)));
    }
}
