using Workbook.Live;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;
using static Interop.Tests.Peers;

namespace Interop.Tests;

/// <summary>Our client against a real mosquitto, in both versions and at every QoS, also across cuts of the
/// connection.</summary>
public sealed class MosquittoBrokerTests
{
    public static MatrixTheoryData<ProtocolVersion, QualityOfService> EveryVersionAndLevel => new(
        [ProtocolVersion.V311, ProtocolVersion.V500],
        [QualityOfService.AtMostOnce, QualityOfService.AtLeastOnce, QualityOfService.ExactlyOnce]);

    public static TheoryData<ProtocolVersion> EveryVersion => new(ProtocolVersion.V311, ProtocolVersion.V500);

    [Theory]
    [MemberData(nameof(EveryVersionAndLevel))]
    public async Task Messages_arrive_once_and_in_order(ProtocolVersion version, QualityOfService level)
    {
        await using RunningBroker broker = await StartAsync();
        await using LiveClient subscriber = await ConnectAsync(broker.Uri, "subscriber", version);
        await using LiveClient publisher = await ConnectAsync(broker.Uri, "publisher", version);
        Assert.Equal(level, (await subscriber.SubscribeAsync("room/#", level, Cancel)).GrantedQoS);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            publisher.PublishAsync("room/1", $"{number}", level, cancellation: Cancel)));
        IReadOnlyList<ReceivedMessage> received = await subscriber.TakeAsync(100, Patience, Cancel);
        Assert.Equal(Enumerable.Range(0, 100).Select(number => $"{number}"), received.Select(message => message.Text));
    }

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public async Task A_late_subscriber_gets_the_retained_message(ProtocolVersion version)
    {
        await using RunningBroker broker = await StartAsync();
        await using LiveClient device = await ConnectAsync(broker.Uri, "device", version);
        await device.PublishAsync("status", "on", QualityOfService.AtLeastOnce, retain: true, cancellation: Cancel);
        await using LiveClient late = await ConnectAsync(broker.Uri, "late", version);
        await late.SubscribeAsync("status", QualityOfService.ExactlyOnce, Cancel);
        ReceivedMessage status = (await late.TakeAsync(1, Patience, Cancel))[0];
        Assert.Equal(("on", true), (status.Text, status.Retain));
    }

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public async Task A_will_is_published_when_our_client_vanishes(ProtocolVersion version)
    {
        await using RunningBroker broker = await StartAsync();
        await using LiveClient watcher = await ConnectAsync(broker.Uri, "watcher", version);
        await watcher.SubscribeAsync("wills", QualityOfService.AtLeastOnce, Cancel);
        await using var device = new LiveClient(Options(broker.Uri, "device", version) with
        {
            Will = new Will { Topic = "wills", Payload = "gone"u8.ToArray() },
        });
        await device.ConnectAsync(Cancel);
        await device.AbortAsync();
        Assert.Equal("gone", (await watcher.TakeAsync(1, Patience, Cancel))[0].Text);
    }

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public async Task A_kept_session_gets_what_was_published_while_our_client_was_away(ProtocolVersion version)
    {
        await using RunningBroker broker = await StartAsync();
        LiveClientOptions options = Keeping(Options(broker.Uri, "reader", version));
        await using (var first = new LiveClient(options))
        {
            await first.ConnectAsync(Cancel);
            await first.SubscribeAsync("news", QualityOfService.ExactlyOnce, Cancel);
        }

        await using LiveClient publisher = await ConnectAsync(broker.Uri, "publisher", version);
        await publisher.PublishAsync("news", "1", QualityOfService.AtLeastOnce, cancellation: Cancel);
        await publisher.PublishAsync("news", "2", QualityOfService.ExactlyOnce, cancellation: Cancel);
        await using var again = new LiveClient(options);
        Assert.True((await again.ConnectAsync(Cancel)).SessionPresent);
        IReadOnlyList<ReceivedMessage> received = await again.TakeAsync(2, Patience, Cancel);
        Assert.Equal(["1", "2"], received.Select(message => message.Text));
    }

    [Theory]
    [InlineData(ProtocolVersion.V311, QualityOfService.AtLeastOnce, PacketType.PubAck, 2)]
    [InlineData(ProtocolVersion.V500, QualityOfService.AtLeastOnce, PacketType.PubAck, 2)]
    [InlineData(ProtocolVersion.V311, QualityOfService.ExactlyOnce, PacketType.PubRec, 1)]
    [InlineData(ProtocolVersion.V500, QualityOfService.ExactlyOnce, PacketType.PubRec, 1)]
    [InlineData(ProtocolVersion.V311, QualityOfService.ExactlyOnce, PacketType.PubComp, 1)]
    [InlineData(ProtocolVersion.V500, QualityOfService.ExactlyOnce, PacketType.PubComp, 1)]
    public async Task An_exchange_that_is_cut_resumes_on_the_next_connection(
        ProtocolVersion version, QualityOfService level, PacketType cutBefore, int copies)
    {
        await using RunningBroker broker = await StartAsync();
        await using FaultProxy proxy = FaultProxy.Start(broker.Uri, Fault.Cut.Before(cutBefore, Direction.ToClient));
        await using LiveClient subscriber = await ConnectAsync(broker.Uri, "subscriber", version);
        await subscriber.SubscribeAsync("t", level, Cancel);
        await using var publisher = new LiveClient(Keeping(Options(proxy.Uri, "publisher", version)) with
        {
            Reconnect = new BackoffPolicy { Base = TimeSpan.FromMilliseconds(200), Seed = 1 },
        });
        await publisher.ConnectAsync(Cancel);

        await publisher.PublishAsync("t", "x", level, cancellation: Cancel).WaitAsync(Patience, Cancel);
        await publisher.PublishAsync("t", "end", level, cancellation: Cancel).WaitAsync(Patience, Cancel);

        IReadOnlyList<ReceivedMessage> received = await subscriber.TakeAsync(copies + 1, Patience, Cancel);
        Assert.Equal([.. Enumerable.Repeat("x", copies), "end"], received.Select(message => message.Text));
        Assert.Equal(2, proxy.Timeline.CountOf(PacketType.ConnAck));
    }

    [Fact]
    public async Task It_says_what_it_is_and_leaves_nothing_behind()
    {
        RunningBroker broker = await StartAsync();
        Assert.Matches(@"^\d+\.\d+\.\d+$", broker.Version);
        Assert.Equal(QualityOfService.ExactlyOnce, broker.Capabilities.MaximumQoS);
        using var process = System.Diagnostics.Process.GetProcessById(broker.ProcessId!.Value);
        await broker.DisposeAsync();
        Assert.True(process.HasExited);
        var refused = await Assert.ThrowsAsync<MqttConnectException>(() =>
            ConnectAsync(broker.Uri, "x", ProtocolVersion.V500));
        Assert.Contains("No server can be reached", refused.Message);
    }

    private static async Task<RunningBroker> StartAsync()
    {
        Peers.RequireMosquitto();
        return await BrokerTarget.Mosquitto.StartAsync(Cancel);
    }

    private static LiveClientOptions Options(Uri server, string identifier, ProtocolVersion version) =>
        new() { Server = server, ClientIdentifier = identifier, ProtocolVersion = version };

    private static LiveClientOptions Keeping(LiveClientOptions options) => options with
    {
        CleanStart = false,
        SessionExpiryInterval = options.ProtocolVersion == ProtocolVersion.V500 ? TimeSpan.FromHours(1) : TimeSpan.Zero,
    };

    private static async Task<LiveClient> ConnectAsync(Uri server, string identifier, ProtocolVersion version)
    {
        var client = new LiveClient(Options(server, identifier, version));
        await client.ConnectAsync(Cancel);
        return client;
    }
}
