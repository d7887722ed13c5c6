using System.Net.Sockets;
using Workbook.Mqtt.Packets;
using static Workbook.Live.Tests.Scene;

namespace Workbook.Live.Tests;

/// <summary>Peers that misbehave, read slowly or come in numbers; everybody else is served meanwhile.</summary>
public sealed class BrokerUnderStressTests
{
    [Fact]
    public async Task Garbage_on_a_socket_ends_that_connection_only()
    {
        await using var scene = new Scene();
        LiveClient bystander = await scene.ConnectAsync("bystander", ProtocolVersion.V500);
        await bystander.SubscribeAsync("t", QualityOfService.AtLeastOnce, Cancel);
        var random = new Random(20260101);
        for (int attempt = 0; attempt < 50; attempt++)
        {
            byte[] garbage = new byte[random.Next(1, 2000)];
            random.NextBytes(garbage);
            using var peer = new TcpClient();
            await peer.ConnectAsync(scene.Broker.Uri.Host, scene.Broker.Port, Cancel);
            await peer.GetStream().WriteAsync(garbage, Cancel);
            peer.Client.Shutdown(SocketShutdown.Send);
        }

        await bystander.PublishAsync("t", "alive", QualityOfService.AtLeastOnce, cancellation: Cancel);
        Assert.Equal("alive", (await bystander.TakeAsync(1, Patience, Cancel))[0].Text);
        await UntilAsync(() => scene.Broker.ConnectionCount == 1);
    }

    [Fact]
    public async Task A_slow_reader_holds_nobody_up_and_what_it_loses_is_counted()
    {
        await using var scene = new Scene();
        scene.Proxy.Add(Fault.Freeze.After(PacketType.SubAck, Mqtt.Trace.Direction.ToClient));
        LiveClient slow = await scene.ConnectThroughProxyAsync("slow", ProtocolVersion.V500);
        await slow.SubscribeAsync("t", QualityOfService.AtMostOnce, Cancel);
        LiveClient fast = await scene.ConnectAsync("fast", ProtocolVersion.V500);
        await fast.SubscribeAsync("t", QualityOfService.AtMostOnce, Cancel);
        LiveClient publisher = await scene.ConnectAsync("publisher", ProtocolVersion.V500);

        byte[] payload = new byte[100_000];
        for (int number = 0; number < 400; number++)
        {
            await publisher.PublishAsync("t", payload, QualityOfService.AtMostOnce, cancellation: Cancel);
            await fast.TakeAsync(1, Patience, Cancel);
        }

        Assert.True(scene.Broker.DroppedForSlowReaders > 0);
    }

    [Fact]
    public async Task A_hundred_clients_hear_each_other()
    {
        await using var scene = new Scene();
        LiveClient[] clients = await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            scene.ConnectAsync($"client-{number}", number % 2 == 0 ? ProtocolVersion.V311 : ProtocolVersion.V500)));
        await Task.WhenAll(clients.Select(client =>
            client.SubscribeAsync("all", QualityOfService.AtLeastOnce, Cancel)));
        await Task.WhenAll(clients.Select(client =>
            client.PublishAsync("all", client.ClientIdentifier, QualityOfService.AtLeastOnce, cancellation: Cancel)));

        foreach (LiveClient client in clients)
        {
            IReadOnlyList<ReceivedMessage> received = await client.TakeAsync(100, Patience, Cancel);
            Assert.Equal(100, received.Select(message => message.Text).Distinct().Count());
        }
    }

    [Fact]
    public async Task Connections_above_the_maximum_are_closed_at_once()
    {
        await using var scene = new Scene(new LiveBrokerOptions { ConnectionMaximum = 1 });
        await scene.ConnectAsync("first", ProtocolVersion.V500);
        var error = await Assert.ThrowsAsync<MqttConnectException>(() =>
            scene.ConnectAsync("second", ProtocolVersion.V500));
        Assert.Null(error.ReasonCode);
    }

    [Fact]
    public async Task A_silent_client_is_dropped_after_one_and_a_half_times_its_keep_alive_and_its_will_is_published()
    {
        await using var scene = new Scene();
        LiveClient watcher = await scene.ConnectAsync("watcher", ProtocolVersion.V500);
        await watcher.SubscribeAsync("wills", QualityOfService.AtMostOnce, Cancel);
        await scene.ConnectAsync(Scene.Options(scene.Proxy.Uri, "device", ProtocolVersion.V311) with
        {
            KeepAlive = TimeSpan.FromSeconds(1),
            Will = new Will { Topic = "wills", Payload = "gone"u8.ToArray() },
        });
        scene.Proxy.Freeze();
        Assert.Equal("gone", (await watcher.TakeAsync(1, Patience, Cancel))[0].Text);
    }

    [Fact]
    public async Task A_client_with_nothing_to_say_keeps_its_connection_by_pings()
    {
        await using var scene = new Scene();
        LiveClient client = await scene.ConnectAsync(Scene.Options(scene.Proxy.Uri, "idle", ProtocolVersion.V500) with
        {
            KeepAlive = TimeSpan.FromSeconds(1),
        });
        await scene.Proxy.Tap.WaitForAsync(seen => seen.CountOf(PacketType.PingResp) == 2, Patience, Cancel);
        Assert.Equal(ClientState.Connected, client.State);
    }
}
