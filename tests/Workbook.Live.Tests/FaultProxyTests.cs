using System.Net.Sockets;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;
using static Workbook.Live.Tests.Scene;

namespace Workbook.Live.Tests;

/// <summary>A cut at each packet of the QoS exchanges, on the publisher's hop and on the subscriber's; what arrives is
/// counted.</summary>
/// <remarks>The client keeps its session and resumes on a new connection through the same proxy.</remarks>
public sealed class FaultProxyTests
{
    private const PacketType Publish = PacketType.Publish;

    public static TheoryData<ProtocolVersion, QualityOfService, PacketType, Direction, bool> CutsOfThePublisher =>
        Cuts(Direction.ToServer);

    public static TheoryData<ProtocolVersion, QualityOfService, PacketType, Direction, bool> CutsOfTheSubscriber =>
        Cuts(Direction.ToClient);

    [Theory]
    [MemberData(nameof(CutsOfThePublisher))]
    public async Task A_cut_of_the_publisher_loses_nothing_and_repeats_only_at_QoS_1(
        ProtocolVersion version, QualityOfService level, PacketType type, Direction direction, bool after)
    {
        await using var scene = new Scene(null, Cut(type, direction, after));
        LiveClient subscriber = await scene.ConnectAsync("subscriber", version);
        await subscriber.SubscribeAsync("t", level, Cancel);
        LiveClient publisher = await scene.ConnectAsync(Resuming(scene, "publisher", version));

        PublishResult result = await publisher.PublishAsync("t", "x", level, cancellation: Cancel)
            .WaitAsync(Patience, Cancel);
        await subscriber.PublishAsync("t", "end", level, cancellation: Cancel);

        Assert.True(result.IsSuccess);
        bool isRepeated = level == QualityOfService.AtLeastOnce && !(type == Publish && !after);
        string[] expected = isRepeated && !(type == PacketType.PubAck && after) ? ["x", "x", "end"] : ["x", "end"];
        IReadOnlyList<ReceivedMessage> received = await subscriber.TakeAsync(expected.Length, Patience, Cancel);
        Assert.Equal(expected, received.Select(message => message.Text));
        await scene.Proxy.Tap.WaitForAsync(
            seen => seen.Events.Any(change => change.Change == ConnectionChange.Cut), Patience, Cancel);
    }

    [Theory]
    [MemberData(nameof(CutsOfTheSubscriber))]
    public async Task A_cut_of_the_subscriber_loses_nothing_and_repeats_only_at_QoS_1(
        ProtocolVersion version, QualityOfService level, PacketType type, Direction direction, bool after)
    {
        await using var scene = new Scene(null, Cut(type, direction, after));
        LiveClient subscriber = await scene.ConnectAsync(Resuming(scene, "subscriber", version));
        await subscriber.SubscribeAsync("t", level, Cancel);
        LiveClient publisher = await scene.ConnectAsync("publisher", version);

        await publisher.PublishAsync("t", "x", level, cancellation: Cancel);
        await scene.Proxy.Tap.WaitForAsync(
            seen => seen.CountOf(PacketType.ConnAck) == 2, Patience, Cancel);
        await publisher.PublishAsync("t", "end", level, cancellation: Cancel);

        bool isRepeated = level == QualityOfService.AtLeastOnce &&
            !(type == Publish && !after) && !(type == PacketType.PubAck && after);
        string[] expected = isRepeated ? ["x", "x", "end"] : ["x", "end"];
        IReadOnlyList<ReceivedMessage> received = await subscriber.TakeAsync(expected.Length, Patience, Cancel);
        Assert.Equal(expected, received.Select(message => message.Text));
        if (isRepeated)
            Assert.Equal([false, true, false], received.Select(message => message.Duplicate));
    }

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    public async Task At_QoS_0_a_message_that_is_cut_is_lost_for_good(ProtocolVersion version)
    {
        await using var scene = new Scene(null, Fault.Cut.Before(Publish, Direction.ToServer));
        LiveClient subscriber = await scene.ConnectAsync("subscriber", version);
        await subscriber.SubscribeAsync("t", QualityOfService.AtMostOnce, Cancel);
        LiveClient publisher = await scene.ConnectAsync(Resuming(scene, "publisher", version));

        await publisher.PublishAsync("t", "lost", QualityOfService.AtMostOnce, cancellation: Cancel);
        await scene.Proxy.Tap.WaitForAsync(seen => seen.CountOf(PacketType.ConnAck) == 2, Patience, Cancel);
        await subscriber.PublishAsync("t", "end", QualityOfService.AtMostOnce, cancellation: Cancel);

        Assert.Equal("end", (await subscriber.TakeAsync(1, Patience, Cancel))[0].Text);
        Assert.Equal(Fate.CutBefore, Assert.Single(scene.Proxy.Timeline.Only(Publish).Packets).Fate);
    }

    [Fact]
    public async Task A_frozen_connection_passes_nothing_until_it_is_thawed()
    {
        await using var scene = new Scene(null, Fault.Freeze.Before(Publish, Direction.ToServer));
        LiveClient client = await scene.ConnectThroughProxyAsync("client", ProtocolVersion.V500);
        Task<PublishResult> publish = client.PublishAsync("t", "x", QualityOfService.AtLeastOnce, cancellation: Cancel);
        await scene.Proxy.Tap.WaitForAsync(
            seen => seen.Events.Any(change => change.Change == ConnectionChange.Frozen), Patience, Cancel);
        Assert.False(publish.IsCompleted);
        Assert.Equal(ClientState.Connected, client.State);

        scene.Proxy.Thaw();
        Assert.True((await publish.WaitAsync(Patience, Cancel)).IsSuccess);
        Assert.Equal(Fate.Delayed, Assert.Single(scene.Proxy.Timeline.Only(Publish).Packets).Fate);
    }

    [Fact]
    public async Task A_freeze_for_some_time_thaws_by_itself()
    {
        Fault freeze = Fault.FreezeFor(TimeSpan.FromMilliseconds(100)).After(Publish, Direction.ToServer);
        await using var scene = new Scene(null, freeze);
        LiveClient client = await scene.ConnectThroughProxyAsync("client", ProtocolVersion.V500);
        await client.PublishAsync("t", "x", QualityOfService.ExactlyOnce, cancellation: Cancel)
            .WaitAsync(Patience, Cancel);
        Assert.Equal(
            [ConnectionChange.Opened, ConnectionChange.Frozen, ConnectionChange.Thawed],
            scene.Proxy.Timeline.Events.Select(change => change.Change));
    }

    [Fact]
    public async Task A_delay_holds_a_packet_and_keeps_the_order()
    {
        var delay = TimeSpan.FromMilliseconds(150);
        await using var scene = new Scene(null, Fault.Delay(delay).Before(Publish, Direction.ToServer).Nth(2));
        LiveClient client = await scene.ConnectThroughProxyAsync("client", ProtocolVersion.V500);
        await client.SubscribeAsync("t", QualityOfService.AtMostOnce, Cancel);
        for (int number = 0; number < 3; number++)
            await client.PublishAsync("t", $"{number}", QualityOfService.AtMostOnce, cancellation: Cancel);

        IReadOnlyList<ReceivedMessage> received = await client.TakeAsync(3, Patience, Cancel);
        Assert.Equal(["0", "1", "2"], received.Select(message => message.Text));
        TimelinePacket[] sent = [.. scene.Proxy.Timeline.Only(Publish).Only(Direction.ToServer).Packets];
        Assert.Equal([Fate.Passed, Fate.Delayed, Fate.Delayed], sent.Select(packet => packet.Fate));
        Assert.True(sent[1].PassedAt - sent[1].At >= delay - TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task What_a_delay_holds_goes_when_delays_end_and_nothing_is_held_afterwards()
    {
        var delay = TimeSpan.FromHours(1);
        await using var scene = new Scene(
            null,
            Fault.Delay(delay).Before(Publish, Direction.ToServer),
            Fault.Delay(delay).Before(Publish, Direction.ToServer).Nth(2));
        LiveClient client = await scene.ConnectThroughProxyAsync("client", ProtocolVersion.V500);
        Task<PublishResult> first = client.PublishAsync("t", "1", QualityOfService.AtLeastOnce, cancellation: Cancel);
        while (!scene.Proxy.Timeline.Only(Publish).Packets.Any())
            await Task.Delay(5, Cancel);
        Assert.False(first.IsCompleted);

        scene.Proxy.EndDelays();
        await first.WaitAsync(Patience, Cancel);
        await client.PublishAsync("t", "2", QualityOfService.AtLeastOnce, cancellation: Cancel).WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task A_black_hole_swallows_one_direction_and_lets_the_other_live()
    {
        await using var scene = new Scene(null, Fault.BlackHole.Before(PacketType.PubAck, Direction.ToClient));
        LiveClient client = await scene.ConnectThroughProxyAsync("client", ProtocolVersion.V500);
        LiveClient subscriber = await scene.ConnectAsync("subscriber", ProtocolVersion.V500);
        await subscriber.SubscribeAsync("t", QualityOfService.AtLeastOnce, Cancel);
        Task<PublishResult> first = client.PublishAsync("t", "1", QualityOfService.AtLeastOnce, cancellation: Cancel);
        Task<PublishResult> second = client.PublishAsync("t", "2", QualityOfService.AtLeastOnce, cancellation: Cancel);
        Assert.Equal(2, (await subscriber.TakeAsync(2, Patience, Cancel)).Count);
        await scene.Proxy.Tap.WaitForAsync(seen => seen.CountOf(PacketType.PubAck) == 2, Patience, Cancel);
        Assert.False(first.IsCompleted || second.IsCompleted);
        IEnumerable<TimelinePacket> answers = scene.Proxy.Timeline.Only(PacketType.PubAck).Packets;
        Assert.All(answers, packet => Assert.Equal(Fate.Swallowed, packet.Fate));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public async Task A_fault_waits_for_its_condition_also_where_topics_have_aliases(ushort aliases)
    {
        Fault cut = Fault.Cut.After(Publish, Direction.ToServer).OnTopic("b").AtQoS(QualityOfService.AtLeastOnce);
        await using var scene = new Scene(null, cut);
        LiveClient client = await scene.ConnectAsync(
            Resuming(scene, "client", ProtocolVersion.V500) with { TopicAliasMaximum = aliases });
        await client.PublishAsync("a", "x", QualityOfService.AtLeastOnce, cancellation: Cancel);
        await client.PublishAsync("b", "x", QualityOfService.AtMostOnce, cancellation: Cancel);
        Assert.DoesNotContain(scene.Proxy.Timeline.Events, change => change.Change == ConnectionChange.Cut);
        await client.PublishAsync("b", "x", QualityOfService.AtLeastOnce, cancellation: Cancel)
            .WaitAsync(Patience, Cancel);
        Assert.Contains(scene.Proxy.Timeline.Events, change => change.Change == ConnectionChange.Cut);
    }

    [Fact]
    public async Task Bytes_that_are_no_MQTT_pass_unchanged()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var uri = new Uri($"mqtt://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}");
        await using FaultProxy proxy = FaultProxy.Start(uri);
        using var client = new TcpClient();
        await client.ConnectAsync(proxy.Uri.Host, proxy.Uri.Port, Cancel);
        using Socket server = await listener.AcceptSocketAsync(Cancel);
        byte[] sent = "GET / HTTP/1.1\r\n\r\n"u8.ToArray();
        await client.GetStream().WriteAsync(sent, Cancel);
        byte[] received = new byte[sent.Length];
        await new NetworkStream(server).ReadExactlyAsync(received, Cancel);
        Assert.Equal(sent, received);
        Timeline timeline = await proxy.Tap.WaitForAsync(seen => seen.Packets.Any(), Patience, Cancel);
        Assert.Null(Assert.Single(timeline.Packets).Packet);
    }

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    public async Task Each_packet_is_recorded_with_the_version_of_its_connection(ProtocolVersion version)
    {
        ProtocolVersion other = version == ProtocolVersion.V311 ? ProtocolVersion.V500 : ProtocolVersion.V311;
        await using var scene = new Scene();
        await scene.ConnectThroughProxyAsync("first", version);
        await scene.ConnectThroughProxyAsync("second", other);
        Timeline seen = scene.Proxy.Timeline;
        Assert.Equal([version, version], seen.Of("first").Packets.Select(packet => packet.ProtocolVersion));
        Assert.Equal([other, other], seen.Of("second").Packets.Select(packet => packet.ProtocolVersion));
    }

    private static LiveClientOptions Resuming(Scene scene, string identifier, ProtocolVersion version) =>
        Scene.Options(scene.Proxy.Uri, identifier, version, keepSession: true) with
        {
            Reconnect = new BackoffPolicy { Base = TimeSpan.FromMilliseconds(200), Seed = 1 },
        };

    private static Fault Cut(PacketType type, Direction direction, bool after) =>
        after ? Fault.Cut.After(type, direction) : Fault.Cut.Before(type, direction);

    /// <summary>Every packet of the QoS 1 and 2 exchanges of a message that travels in the direction given.</summary>
    private static TheoryData<ProtocolVersion, QualityOfService, PacketType, Direction, bool> Cuts(Direction travel)
    {
        Direction back = travel == Direction.ToServer ? Direction.ToClient : Direction.ToServer;
        var data = new TheoryData<ProtocolVersion, QualityOfService, PacketType, Direction, bool>();
        foreach (ProtocolVersion version in new[] { ProtocolVersion.V311, ProtocolVersion.V500 })
        {
            foreach (bool after in new[] { false, true })
            {
                data.Add(version, QualityOfService.AtLeastOnce, Publish, travel, after);
                data.Add(version, QualityOfService.AtLeastOnce, PacketType.PubAck, back, after);
                data.Add(version, QualityOfService.ExactlyOnce, Publish, travel, after);
                data.Add(version, QualityOfService.ExactlyOnce, PacketType.PubRec, back, after);
                data.Add(version, QualityOfService.ExactlyOnce, PacketType.PubRel, travel, after);
                data.Add(version, QualityOfService.ExactlyOnce, PacketType.PubComp, back, after);
            }
        }

        return data;
    }
}
