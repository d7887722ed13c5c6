using Workbook.Mqtt.Packets;
using static Workbook.Live.Tests.Scene;

namespace Workbook.Live.Tests;

/// <summary>Clients talk to the embedded broker over real sockets, in both versions, without any fault.</summary>
public sealed class LoopbackTests
{
    public static MatrixTheoryData<ProtocolVersion, QualityOfService> EveryVersionAndLevel => new(
        [ProtocolVersion.V311, ProtocolVersion.V500],
        [QualityOfService.AtMostOnce, QualityOfService.AtLeastOnce, QualityOfService.ExactlyOnce]);

    [Theory]
    [MemberData(nameof(EveryVersionAndLevel))]
    public async Task Messages_arrive_once_and_in_order(ProtocolVersion version, QualityOfService level)
    {
        await using var scene = new Scene();
        LiveClient subscriber = await scene.ConnectAsync("subscriber", version);
        LiveClient publisher = await scene.ConnectAsync("publisher", version);
        SubscribeResult granted = await subscriber.SubscribeAsync("room/+", level, Cancel);
        Assert.Equal(level, granted.GrantedQoS);

        for (int number = 0; number < 100; number++)
            Assert.True((await publisher.PublishAsync("room/1", $"{number}", level, cancellation: Cancel)).IsSuccess);

        IReadOnlyList<ReceivedMessage> received = await subscriber.TakeAsync(100, Patience, Cancel);
        Assert.Equal(Enumerable.Range(0, 100).Select(number => $"{number}"), received.Select(message => message.Text));
        Assert.All(received, message =>
        {
            Assert.Equal((level, false, false), (message.QualityOfService, message.Duplicate, message.Retain));
            Assert.Equal(level == QualityOfService.AtMostOnce, message.PacketIdentifier == 0);
        });
    }

    [Theory]
    [MemberData(nameof(EveryVersionAndLevel))]
    public async Task Many_publishes_may_be_under_way_at_once(ProtocolVersion version, QualityOfService level)
    {
        await using var scene = new Scene();
        LiveClient subscriber = await scene.ConnectAsync("subscriber", version);
        LiveClient publisher = await scene.ConnectAsync("publisher", version);
        await subscriber.SubscribeAsync("t", level, Cancel);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(number =>
            publisher.PublishAsync("t", $"{number}", level, cancellation: Cancel)));

        IReadOnlyList<ReceivedMessage> received = await subscriber.TakeAsync(500, Patience, Cancel);
        Assert.Equal(Enumerable.Range(0, 500).Select(number => $"{number}"), received.Select(message => message.Text));
    }

    [Theory]
    [InlineData(QualityOfService.ExactlyOnce, QualityOfService.AtLeastOnce, QualityOfService.AtLeastOnce)]
    [InlineData(QualityOfService.AtMostOnce, QualityOfService.ExactlyOnce, QualityOfService.AtMostOnce)]
    [InlineData(QualityOfService.ExactlyOnce, QualityOfService.AtMostOnce, QualityOfService.AtMostOnce)]
    public async Task A_message_arrives_at_the_lower_of_the_published_and_the_granted_level(
        QualityOfService published, QualityOfService granted, QualityOfService expected)
    {
        await using var scene = new Scene();
        LiveClient client = await scene.ConnectAsync("client", ProtocolVersion.V500);
        await client.SubscribeAsync("t", granted, Cancel);
        await client.PublishAsync("t", "x", published, cancellation: Cancel);
        Assert.Equal(expected, (await client.TakeAsync(1, Patience, Cancel))[0].QualityOfService);
    }

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    public async Task A_late_subscriber_gets_the_retained_message_and_an_empty_payload_removes_it(
        ProtocolVersion version)
    {
        await using var scene = new Scene();
        LiveClient device = await scene.ConnectAsync("device", version);
        await device.PublishAsync("status", "on", QualityOfService.AtLeastOnce, retain: true, cancellation: Cancel);

        LiveClient late = await scene.ConnectAsync("late", version);
        await late.SubscribeAsync("status", QualityOfService.AtLeastOnce, Cancel);
        ReceivedMessage retained = (await late.TakeAsync(1, Patience, Cancel))[0];
        Assert.Equal(("on", true), (retained.Text, retained.Retain));

        await device.PublishAsync("status", "", QualityOfService.AtLeastOnce, retain: true, cancellation: Cancel);
        Assert.Equal("", (await late.TakeAsync(1, Patience, Cancel))[0].Text);
        LiveClient later = await scene.ConnectAsync("later", version);
        await later.SubscribeAsync("status", QualityOfService.AtLeastOnce, Cancel);
        await device.PublishAsync("status", "marker", QualityOfService.AtLeastOnce, cancellation: Cancel);
        Assert.Equal("marker", (await later.TakeAsync(1, Patience, Cancel))[0].Text);
    }

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    public async Task A_will_is_published_when_the_client_vanishes_but_not_when_it_disconnects(ProtocolVersion version)
    {
        await using var scene = new Scene();
        LiveClient watcher = await scene.ConnectAsync("watcher", version);
        await watcher.SubscribeAsync("wills/#", QualityOfService.AtLeastOnce, Cancel);
        LiveClientOptions device = Scene.Options(scene.Broker.Uri, "polite", version);

        LiveClient polite = await scene.ConnectAsync(device with
        {
            Will = new Will { Topic = "wills/polite", Payload = "gone"u8.ToArray() },
        });
        await polite.DisconnectAsync(cancellation: Cancel);
        LiveClient rude = await scene.ConnectAsync(device with
        {
            ClientIdentifier = "rude",
            Will = new Will { Topic = "wills/rude", Payload = "gone"u8.ToArray() },
        });
        await rude.AbortAsync();

        Assert.Equal("wills/rude", (await watcher.TakeAsync(1, Patience, Cancel))[0].Topic);
    }

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    public async Task A_kept_session_gets_what_was_published_while_its_client_was_away(ProtocolVersion version)
    {
        await using var scene = new Scene();
        LiveClient first = await scene.ConnectAsync("reader", version, keepSession: true);
        await first.SubscribeAsync("news", QualityOfService.ExactlyOnce, Cancel);
        await first.DisconnectAsync(cancellation: Cancel);

        LiveClient publisher = await scene.ConnectAsync("publisher", version);
        for (int number = 0; number < 10; number++)
            await publisher.PublishAsync("news", $"{number}", (QualityOfService)(1 + number % 2), cancellation: Cancel);

        LiveClient again = scene.Make(Scene.Options(scene.Broker.Uri, "reader", version, keepSession: true));
        Assert.True((await again.ConnectAsync(Cancel)).SessionPresent);
        IReadOnlyList<ReceivedMessage> received = await again.TakeAsync(10, Patience, Cancel);
        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"{number}"), received.Select(message => message.Text));
    }

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V500)]
    public async Task A_second_client_with_the_same_identifier_takes_the_session_over(ProtocolVersion version)
    {
        await using var scene = new Scene();
        LiveClient first = scene.Make(Scene.Options(scene.Broker.Uri, "twin", version));
        var lost = new TaskCompletionSource<ClientStateChange>();
        first.StateChanged += change =>
        {
            if (change.State == ClientState.Disconnected)
                lost.TrySetResult(change);
        };
        await first.ConnectAsync(Cancel);
        await scene.ConnectAsync("twin", version);

        ClientStateChange end = await lost.Task.WaitAsync(Patience, Cancel);
        Assert.Equal(version == ProtocolVersion.V500 ? ReasonCode.SessionTakenOver : null, end.ReasonCode);
    }

    [Fact]
    public async Task Unsubscribing_ends_the_flow_of_messages()
    {
        await using var scene = new Scene();
        LiveClient client = await scene.ConnectAsync("client", ProtocolVersion.V500);
        await client.SubscribeAsync("a", QualityOfService.AtLeastOnce, Cancel);
        await client.SubscribeAsync("b", QualityOfService.AtLeastOnce, Cancel);
        Assert.True((await client.UnsubscribeAsync("a", Cancel)).IsSuccess);

        PublishResult nobody = await client.PublishAsync("a", "x", QualityOfService.AtLeastOnce, cancellation: Cancel);
        await client.PublishAsync("b", "y", QualityOfService.AtLeastOnce, cancellation: Cancel);
        Assert.Equal(ReasonCode.NoMatchingSubscribers, nobody.ReasonCode);
        Assert.Equal("b", (await client.TakeAsync(1, Patience, Cancel))[0].Topic);
    }

    [Fact]
    public async Task Properties_travel_with_the_message()
    {
        await using var scene = new Scene();
        LiveClient client = await scene.ConnectAsync("client", ProtocolVersion.V500);
        await client.SubscribeAsync("t", QualityOfService.AtMostOnce, Cancel);
        var properties = new Properties
        {
            ContentType = "text/plain",
            UserProperties = [new UserProperty("a", "1"), new UserProperty("a", "2")],
        };
        await client.PublishAsync("t", "x", QualityOfService.AtMostOnce, properties: properties, cancellation: Cancel);
        Assert.Equal(properties, (await client.TakeAsync(1, Patience, Cancel))[0].Properties);
    }

    [Fact]
    public async Task The_server_chooses_an_identifier_for_a_client_that_has_none()
    {
        await using var scene = new Scene();
        LiveClient client = scene.Make(Scene.Options(scene.Broker.Uri, "", ProtocolVersion.V500));
        Assert.NotEmpty((await client.ConnectAsync(Cancel)).ClientIdentifier);
    }

    [Fact]
    public async Task A_large_payload_arrives_whole()
    {
        await using var scene = new Scene();
        LiveClient client = await scene.ConnectAsync("client", ProtocolVersion.V500);
        await client.SubscribeAsync("t", QualityOfService.AtLeastOnce, Cancel);
        byte[] payload = new byte[1_500_000];
        new Random(1).NextBytes(payload);
        await client.PublishAsync("t", payload, QualityOfService.AtLeastOnce, cancellation: Cancel);
        Assert.True((await client.TakeAsync(1, Patience, Cancel))[0].Payload.Span.SequenceEqual(payload));
    }
}
