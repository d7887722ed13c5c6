using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using static Workbook.Live.Tests.Scene;

namespace Workbook.Live.Tests;

/// <summary>What stands on a real socket, whatever the pieces that it comes in.</summary>
public sealed class WireFormTests
{
    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    public async Task Packets_may_come_in_single_bytes_or_all_at_once(ProtocolVersion version)
    {
        await using var scene = new Scene();
        Packet[] packets =
        [
            new ConnectPacket { ProtocolVersion = version, ClientIdentifier = "raw" },
            new SubscribePacket { PacketIdentifier = 1, Subscriptions = [new("t", QualityOfService.AtLeastOnce)] },
            new PublishPacket { Topic = "t", QualityOfService = QualityOfService.ExactlyOnce, PacketIdentifier = 2 },
            new PubRelPacket { PacketIdentifier = 2 },
            new PingReqPacket(),
        ];
        byte[] bytes = [.. packets.SelectMany(packet => PacketWriter.ToBytes(version, packet))];
        foreach (int size in new[] { 1, 2, 7, bytes.Length })
        {
            using RawPeer peer = await RawPeer.OpenAsync(scene.Broker.Uri, version);
            for (int start = 0; start < bytes.Length; start += size)
                await peer.SendBytesAsync(bytes.AsMemory(start, Math.Min(size, bytes.Length - start)));
            var answers = new List<PacketType>();
            while (!answers.Contains(PacketType.PingResp))
                answers.Add((await peer.ReadAsync())!.Type);
            Assert.Equal(
                [PacketType.ConnAck, PacketType.SubAck, PacketType.Publish, PacketType.PubRec, PacketType.PubComp,
                    PacketType.PingResp],
                answers);
        }
    }

    [Fact]
    [Trait("clause", "5.0 3.1.4-6")]
    [Trait("clause", "3.1.1 3.1.4-5")]
    public async Task What_follows_a_refused_CONNECT_in_the_same_segment_has_no_effect()
    {
        await using var scene = new Scene();
        using RawPeer peer = await RawPeer.OpenAsync(scene.Broker.Uri, ProtocolVersion.V311);
        var refused = new ConnectPacket { ProtocolVersion = ProtocolVersion.V311, CleanStart = false };
        var retained = new PublishPacket { Topic = "t", Retain = true, Payload = "x"u8.ToArray() };
        await peer.SendBytesAsync((byte[])
        [
            .. PacketWriter.ToBytes(ProtocolVersion.V311, refused),
            .. PacketWriter.ToBytes(ProtocolVersion.V311, retained),
        ]);
        var answer = Assert.IsType<ConnAckPacket>(await peer.ReadAsync());
        Assert.Equal(ReasonCode.ClientIdentifierNotValid, answer.ReasonCode);
        Assert.Null(await peer.ReadAsync());
        Assert.Equal(0, scene.Broker.Statistics.RetainedCount);
    }

    [Fact]
    [Trait("clause", "5.0 3.1.0-2")]
    public async Task A_second_CONNECT_of_another_version_is_answered_in_the_version_of_the_first()
    {
        await using var scene = new Scene();
        using RawPeer peer = await RawPeer.OpenAsync(scene.Broker.Uri, ProtocolVersion.V500);
        await peer.SendAsync(
            new ConnectPacket { ClientIdentifier = "raw" },
            new ConnectPacket { ClientIdentifier = "raw", ProtocolVersion = ProtocolVersion.V311 });
        Assert.IsType<ConnAckPacket>(await peer.ReadAsync());
        var end = Assert.IsType<DisconnectPacket>(await peer.ReadAsync());
        Assert.Equal(ReasonCode.ProtocolError, end.ReasonCode);
    }

    [Fact]
    [Trait("clause", "5.0 3.3.2-8")]
    public async Task A_dropped_QoS_0_message_does_not_take_a_topic_alias_with_it()
    {
        await using var scene = new Scene();
        LiveClient slow = await scene.ConnectAsync(Options(scene.Broker.Uri, "slow", ProtocolVersion.V500) with
        {
            ReceiveBufferMaximum = 1,
            Properties = new Properties { TopicAliasMaximum = 10 },
        });
        await slow.SubscribeAsync("#", QualityOfService.AtMostOnce, Cancel);
        LiveClient publisher = await scene.ConnectAsync("publisher", ProtocolVersion.V500);
        byte[] payload = new byte[100_000];
        while (scene.Broker.DroppedForSlowReaders == 0)
            await publisher.PublishAsync("flood", payload, QualityOfService.AtMostOnce, cancellation: Cancel);

        await publisher.PublishAsync("late", "first", QualityOfService.AtMostOnce, cancellation: Cancel);
        await publisher.PublishAsync("late", "second", QualityOfService.AtMostOnce, cancellation: Cancel);
        await publisher.PingAsync(Cancel);
        using var enough = new CancellationTokenSource(Patience);
        Task<string> last = Task.Run(async () =>
        {
            await foreach (ReceivedMessage message in slow.ReceiveAsync(enough.Token))
            {
                if (message.Topic == "late" && message.Text == "third")
                    return message.Text;
            }

            return "";
        });
        while (!last.IsCompleted && !enough.IsCancellationRequested)
        {
            await publisher.PublishAsync("late", "third", QualityOfService.AtMostOnce, cancellation: Cancel);
            await Task.Delay(50, Cancel);
        }

        Assert.Equal("third", await last);
        Assert.Equal(ClientState.Connected, slow.State);
    }

    [Fact]
    [Trait("clause", "5.0 3.3.2-6")]
    [Trait("clause", "5.0 3.3.4-3")]
    public async Task Message_expiry_and_subscription_identifier_reach_the_application()
    {
        await using var scene = new Scene();
        LiveClient client = await scene.ConnectAsync("client", ProtocolVersion.V500);
        await client.SubscribeAsync(
            [new("t", QualityOfService.AtLeastOnce)], new Properties { SubscriptionIdentifiers = [7] }, Cancel);
        await client.PublishAsync("t", "x", QualityOfService.AtLeastOnce,
            properties: new Properties { MessageExpiryInterval = 1000, ContentType = "text" }, cancellation: Cancel);
        Properties properties = (await client.TakeAsync(1, Patience, Cancel))[0].Properties;
        Assert.Equal("text", properties.ContentType);
        Assert.InRange(properties.MessageExpiryInterval ?? 0, 900u, 1000u);
        Assert.Equal([7u], properties.SubscriptionIdentifiers);
    }

    [Fact]
    public async Task A_message_that_no_PUBLISH_can_carry_is_refused_and_the_client_goes_on()
    {
        await using var scene = new Scene();
        LiveClient client = await scene.ConnectAsync("client", ProtocolVersion.V500);
        await Assert.ThrowsAsync<ArgumentException>(() => client.PublishAsync("t", "x", QualityOfService.AtLeastOnce,
            properties: new Properties { ReceiveMaximum = 1 }, cancellation: Cancel));
        Assert.Equal(0, client.Session.Outbox.Sender.InFlightCount);
        PublishResult result = await client.PublishAsync("t", "x", QualityOfService.AtLeastOnce, cancellation: Cancel);
        Assert.True(result.IsSuccess);
    }

    [Theory]
    [InlineData("10 0E 00 04 4D 51 54 54 06 02 00 0A 00 00 01 70", "20 03 00 84 00")]
    [InlineData("10 0D 00 04 4D 51 54 54 03 02 00 0A 00 01 70", "20 02 00 01")]
    [InlineData("10 0F 00 06 4D 51 49 73 64 70 03 02 00 0A 00 01 70", "20 02 00 01")]
    [InlineData("10 11 00 04 4D 51 54 54 05 02 00 0A 03 21 00 00 00 01 70", "20 03 00 82 00")]
    [InlineData("10 0F 00 04 4D 51 54 54 05 02 00 0A 01 21 00 01 70", "20 03 00 81 00")]
    [InlineData("10 0D 00 04 4D 51 54 54 04 03 00 0A 00 01 70", "")]
    [InlineData("10 0D 00 04 4D 51 54 55 04 02 00 0A 00 01 70", "")]
    [InlineData("82 06 00 01 00 01 70 00", "")]
    [Trait("clause", "5.0 4.13.1-1")]
    [Trait("clause", "5.0 3.1.2-2")]
    [Trait("clause", "3.1.1 3.1.2-2")]
    [Trait("clause", "3.1.1 4.8.0-1")]
    public async Task A_CONNECT_that_cannot_be_accepted_is_answered_in_a_form_that_its_sender_reads(
        string sent, string expected)
    {
        await using var scene = new Scene();
        using RawPeer peer = await RawPeer.OpenAsync(scene.Broker.Uri, ProtocolVersion.V311);
        await peer.SendBytesAsync(Convert.FromHexString(sent.Replace(" ", "", StringComparison.Ordinal)));
        string came = Convert.ToHexString(await peer.ReadToEndAsync());
        Assert.Equal(expected.Replace(" ", "", StringComparison.Ordinal), came);
    }

    [Fact]
    [Trait("clause", "5.0 3.1.0-2")]
    public async Task A_second_CONNECT_of_an_unknown_version_is_a_protocol_error_like_any_other()
    {
        await using var scene = new Scene();
        using RawPeer peer = await RawPeer.OpenAsync(scene.Broker.Uri, ProtocolVersion.V500);
        byte[] connect = PacketWriter.ToBytes(ProtocolVersion.V500, new ConnectPacket { ClientIdentifier = "raw" });
        await peer.SendBytesAsync(connect);
        Assert.IsType<ConnAckPacket>(await peer.ReadAsync());
        connect[8] = 6;
        await peer.SendBytesAsync(connect);
        Assert.Equal(ReasonCode.ProtocolError, Assert.IsType<DisconnectPacket>(await peer.ReadAsync()).ReasonCode);
        Assert.Null(await peer.ReadAsync());
    }
}
