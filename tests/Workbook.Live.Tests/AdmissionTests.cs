using System.Diagnostics;
using Workbook.Mqtt.Packets;
using static Workbook.Live.Tests.Scene;

namespace Workbook.Live.Tests;

/// <summary>A broker that takes in so many CONNECTs a second: the rest waits, or is refused at once.</summary>
public sealed class AdmissionTests
{
    /// <summary>A turn after 100 s, which no test waits for.</summary>
    private const double Never = 0.01;

    [Theory]
    [InlineData(ProtocolVersion.V311, ReasonCode.ServerUnavailable)]
    [InlineData(ProtocolVersion.V500, ReasonCode.ServerBusy)]
    public async Task A_connect_for_which_there_is_no_room_is_refused_at_once(ProtocolVersion version, ReasonCode code)
    {
        await using var scene = new Scene(Admitting(Never, queueMaximum: 1));
        Task<LiveClient>[] connecting =
            [.. Enumerable.Range(0, 4).Select(number => scene.ConnectAsync($"client-{number}", version))];
        await UntilAsync(() => connecting.Count(task => task.IsFaulted) == 3);
        _ = Assert.Single(connecting, task => !task.IsCompleted);
        Assert.All(
            connecting.Where(task => task.IsFaulted),
            task => Assert.Equal(code, Assert.IsType<MqttConnectException>(task.Exception!.InnerException).ReasonCode));
    }

    [Fact]
    public async Task Without_a_bound_of_the_queue_all_wait_and_none_comes_in_faster_than_the_rate()
    {
        const int count = 10;
        const double perSecond = 40;
        await using var scene = new Scene(Admitting(perSecond));
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, count).Select(
            number => scene.ConnectAsync($"client-{number}", ProtocolVersion.V500)));
        Assert.Equal(count, scene.Broker.ConnectionCount);
        // A timer may fire a little before its time, never a whole turn.
        Assert.True(watch.Elapsed.TotalSeconds > (count - 1) / perSecond, $"{watch.Elapsed}");
    }

    [Fact]
    public async Task What_stands_behind_a_waiting_connect_is_answered_after_it()
    {
        await using var scene = new Scene(Admitting(perSecond: 20));
        using RawPeer peer = await RawPeer.OpenAsync(scene.Broker.Uri, ProtocolVersion.V311);
        await peer.SendAsync(
            new ConnectPacket { ProtocolVersion = ProtocolVersion.V311, CleanStart = true, ClientIdentifier = "eager" },
            new SubscribePacket
            {
                PacketIdentifier = 7, Subscriptions = [new Subscription("t", QualityOfService.AtMostOnce)],
            });
        Assert.IsType<ConnAckPacket>(await peer.ReadAsync());
        Assert.Equal(7, Assert.IsType<SubAckPacket>(await peer.ReadAsync()).PacketIdentifier);
    }

    [Fact]
    public async Task A_broker_stops_though_clients_wait_for_their_turn()
    {
        await using var scene = new Scene(Admitting(Never, queueMaximum: 1));
        Task<LiveClient>[] connecting =
        [
            scene.ConnectAsync("one", ProtocolVersion.V500), scene.ConnectAsync("other", ProtocolVersion.V500),
        ];
        // Where one is refused, the other has the only place in the queue.
        await UntilAsync(() => connecting.Any(task => task.IsFaulted));
        await scene.Broker.StopAsync(Cancel).WaitAsync(Patience, Cancel);
        await UntilAsync(() => connecting.All(task => task.IsFaulted));
    }

    [Theory]
    [InlineData(0, 1, "PerSecond: expected above 0")]
    [InlineData(double.NaN, 1, "PerSecond: expected above 0")]
    [InlineData(1, 0, "QueueMaximum: expected 1 connect or more, got 0.")]
    public void A_rate_or_a_queue_that_is_none_gets_a_sentence(double perSecond, int queueMaximum, string sentence)
    {
        var error = Assert.Throws<ArgumentException>(() => Admitting(perSecond, queueMaximum));
        Assert.StartsWith(sentence, error.Message);
    }

    private static LiveBrokerOptions Admitting(double perSecond, int queueMaximum = int.MaxValue) => new()
    {
        Admission = new ConnectAdmission { PerSecond = perSecond, QueueMaximum = queueMaximum },
    };
}
