using System.Collections.Concurrent;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;
using static Workbook.Live.Tests.Scene;

namespace Workbook.Live.Tests;

/// <summary>What a client does about a lost connection: backoff, resumption, giving up, and handing its session
/// on.</summary>
public sealed class ReconnectTests
{
    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    public async Task A_client_with_a_policy_comes_back_and_its_session_goes_on(ProtocolVersion version)
    {
        await using var scene = new Scene();
        LiveClient client = scene.Make(Scene.Options(scene.Proxy.Uri, "client", version, keepSession: true) with
        {
            Reconnect = new BackoffPolicy { Base = TimeSpan.FromMilliseconds(20), Seed = 7 },
        });
        var changes = new ConcurrentQueue<ClientStateChange>();
        client.StateChanged += changes.Enqueue;
        await client.ConnectAsync(Cancel);
        await client.SubscribeAsync("t", QualityOfService.AtLeastOnce, Cancel);

        for (int cut = 1; cut <= 3; cut++)
        {
            scene.Proxy.Cut();
            await UntilAsync(() => changes.Count(change => change.State == ClientState.Connected) == cut + 1);
        }

        await client.PublishAsync("t", "still here", QualityOfService.AtLeastOnce, cancellation: Cancel);
        Assert.Equal("still here", (await client.TakeAsync(1, Patience, Cancel))[0].Text);
        Assert.Equal(1, scene.Proxy.Timeline.CountOf(PacketType.Subscribe));
        Assert.Equal(3, changes.Count(change => change.State == ClientState.WaitingToReconnect));
        Assert.All(changes.Where(change => change.ReconnectIn is not null), change =>
            Assert.InRange(change.ReconnectIn!.Value, TimeSpan.Zero, TimeSpan.FromMilliseconds(20)));
    }

    [Fact]
    public async Task A_client_whose_session_is_lost_subscribes_again()
    {
        await using var scene = new Scene();
        LiveClient client = scene.Make(Scene.Options(scene.Proxy.Uri, "client", ProtocolVersion.V500) with
        {
            Reconnect = new BackoffPolicy { Base = TimeSpan.FromMilliseconds(20), Seed = 7 },
        });
        await client.ConnectAsync(Cancel);
        await client.SubscribeAsync("t", QualityOfService.AtLeastOnce, Cancel);
        scene.Proxy.Cut();
        await scene.Proxy.Tap.WaitForAsync(seen => seen.CountOf(PacketType.SubAck) == 2, Patience, Cancel);
        LiveClient other = await scene.ConnectAsync("other", ProtocolVersion.V500);
        await other.PublishAsync("t", "x", QualityOfService.AtLeastOnce, cancellation: Cancel);
        Assert.Equal("x", (await client.TakeAsync(1, Patience, Cancel))[0].Text);
    }

    [Fact]
    public async Task Without_a_policy_a_waiting_publish_fails_and_its_message_stays_in_the_session()
    {
        await using var scene = new Scene(null, Fault.Cut.Before(PacketType.PubAck, Direction.ToClient));
        LiveClient client = await scene.ConnectThroughProxyAsync("client", ProtocolVersion.V500, keepSession: true);
        var error = await Assert.ThrowsAsync<MqttClientException>(() =>
            client.PublishAsync("t", "x", QualityOfService.AtLeastOnce, cancellation: Cancel)
                .WaitAsync(Patience, Cancel));
        Assert.Contains("goes out again on the next connection", error.Message);
        Assert.Equal(1, client.Session.Outbox.Sender.InFlightCount);

        await client.ConnectAsync(Cancel);
        await scene.Proxy.Tap.WaitForAsync(
            seen => seen.Packets.Any(packet => packet.Packet is PublishPacket { Duplicate: true }), Patience, Cancel);
    }

    [Fact]
    public async Task A_session_can_be_handed_to_another_client_object()
    {
        await using var scene = new Scene(null, Fault.Cut.Before(PacketType.PubRec, Direction.ToClient));
        LiveClientOptions options = Scene.Options(scene.Proxy.Uri, "client", ProtocolVersion.V500, keepSession: true);
        ClientSession session;
        await using (var first = new LiveClient(options))
        {
            await first.ConnectAsync(Cancel);
            await Assert.ThrowsAsync<MqttClientException>(() =>
                first.PublishAsync("t", "x", QualityOfService.ExactlyOnce, cancellation: Cancel)
                    .WaitAsync(Patience, Cancel));
            session = first.Session;
        }

        await using var second = new LiveClient(options, session);
        Assert.True((await second.ConnectAsync(Cancel)).SessionPresent);
        await scene.Proxy.Tap.WaitForAsync(seen => seen.CountOf(PacketType.PubComp) == 1, Patience, Cancel);
    }

    [Fact]
    public async Task A_client_that_was_taken_over_does_not_fight_back()
    {
        await using var scene = new Scene();
        LiveClient first = scene.Make(Scene.Options(scene.Broker.Uri, "twin", ProtocolVersion.V500) with
        {
            Reconnect = new BackoffPolicy { Base = TimeSpan.FromMilliseconds(1), Seed = 1 },
        });
        var end = new TaskCompletionSource<ClientStateChange>();
        first.StateChanged += change =>
        {
            if (change.State == ClientState.Disconnected)
                end.TrySetResult(change);
        };
        await first.ConnectAsync(Cancel);
        LiveClient second = await scene.ConnectAsync("twin", ProtocolVersion.V500);
        Assert.Equal(ReasonCode.SessionTakenOver, (await end.Task.WaitAsync(Patience, Cancel)).ReasonCode);
        Assert.Equal(ClientState.Connected, second.State);
    }

    [Fact]
    public async Task It_gives_up_after_the_attempts_that_the_policy_allows()
    {
        LiveBroker broker = LiveBroker.Start();
        await using var client = new LiveClient(Scene.Options(broker.Uri, "client", ProtocolVersion.V500) with
        {
            Reconnect = new BackoffPolicy { Base = TimeSpan.FromMilliseconds(5), AttemptMaximum = 3, Seed = 1 },
        });
        var end = new TaskCompletionSource<ClientStateChange>();
        client.StateChanged += change =>
        {
            if (change.State == ClientState.Disconnected)
                end.TrySetResult(change);
        };
        await client.ConnectAsync(Cancel);
        await broker.StopAsync(Cancel);
        Assert.Contains("Gave up after 3 attempts", (await end.Task.WaitAsync(Patience, Cancel)).Reason);
    }

    [Fact]
    public void The_first_wait_is_spread_too_and_the_same_seed_gives_the_same_waits()
    {
        var policy = new BackoffPolicy { Base = TimeSpan.FromSeconds(1), Maximum = TimeSpan.FromSeconds(8) };
        TimeSpan[] Waits() => [.. Enumerable.Range(0, 1000).Select(seed => policy.WaitBefore(1, new Random(seed)))];
        Assert.Equal(Waits(), Waits());
        Assert.InRange(Waits().Average(wait => wait.TotalMilliseconds), 450, 550);
        Assert.All(Enumerable.Range(0, 1000), seed =>
            Assert.InRange(policy.WaitBefore(10, new Random(seed)), TimeSpan.Zero, policy.Maximum));
    }
}
