using System.Buffers;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Tests.Codec;

/// <summary>PUBLISH and the acknowledgements are found, read and written without a byte of garbage, in both versions.</summary>
public sealed class AllocationTests
{
    private static readonly Message message = new()
    {
        Topic = "sensor/1",
        Payload = new byte[64],
        Properties = new Properties
        {
            ContentType = "text/plain",
            UserProperties = [new("unit", "°C")],
            MessageExpiryInterval = 60,
        },
    };

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    public void Publish_is_written_without_allocation(ProtocolVersion version)
    {
        var output = new ArrayBufferWriter<byte>(1_024);
        var publish = new OutgoingPublish(message, 7, QualityOfService.AtLeastOnce, true, false, [3, 4], 55);
        Assert.Equal(0, Allocation.Of(() =>
        {
            output.ResetWrittenCount();
            PacketWriter.WritePublish(output, version, publish);
        }));
        Assert.Equal(PacketWriter.SizeOf(version, publish), output.WrittenCount);
    }

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    public void Publish_is_found_and_read_without_allocation(ProtocolVersion version)
    {
        var output = new ArrayBufferWriter<byte>();
        PacketWriter.WritePublish(
            output, version, new OutgoingPublish(message, 7, QualityOfService.AtLeastOnce, false, false));
        byte[] frame = output.WrittenSpan.ToArray();
        int bytes = 0;
        Assert.Equal(0, Allocation.Of(() =>
        {
            FrameScan scan = FrameScanner.Scan(frame, version, 1_000);
            PacketReader.TryReadPublish(frame.AsSpan(0, scan.Length), version, Sender.Client, out PublishView view, out _);
            bytes = view.Payload.Length + view.TopicBytes.Length;
        }));
        Assert.Equal(72, bytes);
    }

    [Theory]
    [InlineData(ProtocolVersion.V311, ReasonCode.Success)]
    [InlineData(ProtocolVersion.V500, ReasonCode.Success)]
    [InlineData(ProtocolVersion.V500, ReasonCode.QuotaExceeded)]
    public void Acknowledgement_is_written_and_read_without_allocation(ProtocolVersion version, ReasonCode code)
    {
        var sent = new Acknowledgement(PacketType.PubRec, 513, code);
        var buffer = new byte[5];
        Acknowledgement read = default;
        Assert.Equal(0, Allocation.Of(() =>
        {
            int size = PacketWriter.WriteAcknowledgement(buffer, version, sent);
            PacketReader.TryReadAcknowledgement(buffer.AsSpan(0, size), version, out read, out _);
        }));
        Assert.Equal(sent, read);
    }

    [Fact]
    public void Outgoing_publish_carries_what_is_left_of_the_expiry_and_the_identifiers_of_this_hop()
    {
        var output = new ArrayBufferWriter<byte>();
        PacketWriter.WritePublish(
            output,
            ProtocolVersion.V500,
            new OutgoingPublish(message, 7, QualityOfService.AtLeastOnce, true, false, [3, 4], 55));
        Assert.True(PacketReader.TryRead(
            output.WrittenSpan, ProtocolVersion.V500, Sender.Server, out Packet? packet, out PacketError? error), $"{error}");
        Assert.Equal(
            new PublishPacket
            {
                Duplicate = true,
                QualityOfService = QualityOfService.AtLeastOnce,
                PacketIdentifier = 7,
                Topic = "sensor/1",
                Payload = new byte[64],
                Properties = new Properties
                {
                    MessageExpiryInterval = 55,
                    ContentType = "text/plain",
                    UserProperties = [new("unit", "°C")],
                    SubscriptionIdentifiers = [3, 4],
                },
            },
            packet);
    }
}
