using System.Net;
using System.Net.Sockets;
using Workbook.Mqtt.Packets;
using static Workbook.Live.Tests.Scene;

namespace Workbook.Live.Tests;

/// <summary>After a stop, a cancellation or a dispose: no port is bound, no connection is open, no task
/// waits.</summary>
public sealed class NothingIsLeftTests
{
    [Theory]
    [InlineData(ProtocolVersion.V311, null)]
    [InlineData(ProtocolVersion.V500, ReasonCode.ServerShuttingDown)]
    public async Task A_broker_that_stops_tells_its_clients_and_frees_the_port(
        ProtocolVersion version, ReasonCode? told)
    {
        LiveBroker broker = LiveBroker.Start();
        await using var client = new LiveClient(Scene.Options(broker.Uri, "client", version));
        var end = new TaskCompletionSource<ClientStateChange>();
        client.StateChanged += change =>
        {
            if (change.State == ClientState.Disconnected)
                end.TrySetResult(change);
        };
        await client.ConnectAsync(Cancel);
        await broker.StopAsync(Cancel);

        Assert.Equal(told, (await end.Task.WaitAsync(Patience, Cancel)).ReasonCode);
        Assert.Equal(0, broker.ConnectionCount);
        AssertFree(broker.Port);
        await broker.DisposeAsync();
    }

    [Fact]
    public async Task A_broker_stops_in_time_although_a_peer_neither_reads_nor_closes()
    {
        LiveBroker broker = LiveBroker.Start();
        using var peer = new TcpClient();
        await peer.ConnectAsync(broker.Uri.Host, broker.Port, Cancel);
        await UntilAsync(() => broker.ConnectionCount == 1);
        await broker.StopAsync(Cancel).WaitAsync(Patience, Cancel);
        AssertFree(broker.Port);
    }

    [Fact]
    public async Task A_broker_stops_in_time_although_a_subscriber_has_stopped_reading()
    {
        await using var scene = new Scene();
        LiveClient stuck = await scene.ConnectAsync(
            Options(scene.Broker.Uri, "stuck", ProtocolVersion.V500) with { ReceiveBufferMaximum = 1 });
        await stuck.SubscribeAsync("t", QualityOfService.AtMostOnce, Cancel);
        LiveClient publisher = await scene.ConnectAsync("publisher", ProtocolVersion.V500);
        byte[] payload = new byte[500_000];
        while (scene.Broker.DroppedForSlowReaders == 0)
            await publisher.PublishAsync("t", payload, cancellation: Cancel);
        await scene.Broker.StopAsync(Cancel).WaitAsync(Patience, Cancel);
        Assert.Equal(0, scene.Broker.ConnectionCount);
    }

    [Fact]
    public async Task A_proxy_that_is_disposed_of_closes_both_sides_and_frees_its_port()
    {
        await using var scene = new Scene();
        LiveClient client = await scene.ConnectThroughProxyAsync("client", ProtocolVersion.V500);
        scene.Proxy.Freeze();
        await scene.Proxy.DisposeAsync();
        Assert.Equal(0, scene.Proxy.ConnectionCount);
        AssertFree(scene.Proxy.Uri.Port);
        await UntilAsync(() => scene.Broker.ConnectionCount == 0 && client.State == ClientState.Disconnected);
    }

    [Fact]
    public async Task A_client_can_be_disposed_of_while_its_connection_is_frozen()
    {
        await using var scene = new Scene();
        LiveClient client = await scene.ConnectThroughProxyAsync("client", ProtocolVersion.V500);
        scene.Proxy.Freeze();
        Task<PublishResult> waiting = client.PublishAsync("t", "x", QualityOfService.AtLeastOnce, cancellation: Cancel);
        await client.DisposeAsync().AsTask().WaitAsync(Patience, Cancel);
        await Assert.ThrowsAsync<MqttClientException>(() => waiting);
    }

    [Fact]
    public async Task A_client_can_be_disposed_of_while_it_waits_to_reconnect()
    {
        LiveBroker broker = LiveBroker.Start();
        var client = new LiveClient(Scene.Options(broker.Uri, "client", ProtocolVersion.V500) with
        {
            Reconnect = new BackoffPolicy { Base = TimeSpan.FromHours(1), Maximum = TimeSpan.FromHours(1), Seed = 1 },
        });
        await client.ConnectAsync(Cancel);
        await broker.DisposeAsync();
        await UntilAsync(() => client.State == ClientState.WaitingToReconnect);
        Task<PublishResult> waiting = client.PublishAsync("t", "x", QualityOfService.AtLeastOnce, cancellation: Cancel);
        await client.DisposeAsync().AsTask().WaitAsync(Patience, Cancel);
        await Assert.ThrowsAsync<MqttClientException>(() => waiting);
    }

    [Fact]
    public async Task A_client_whose_application_takes_nothing_can_be_disposed_of()
    {
        await using var scene = new Scene();
        LiveClientOptions options = Options(scene.Broker.Uri, "full", ProtocolVersion.V500);
        LiveClient full = await scene.ConnectAsync(options with { ReceiveBufferMaximum = 1 });
        await full.SubscribeAsync("t", QualityOfService.AtMostOnce, Cancel);
        LiveClient publisher = await scene.ConnectAsync("publisher", ProtocolVersion.V500);
        for (int number = 0; number < 10; number++)
            await publisher.PublishAsync("t", "x", cancellation: Cancel);
        await full.DisposeAsync().AsTask().WaitAsync(Patience, Cancel);
    }

    private static void AssertFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
    }
}
