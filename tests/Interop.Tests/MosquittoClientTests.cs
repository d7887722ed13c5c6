using Workbook.Live;
using static Interop.Tests.Peers;

namespace Interop.Tests;

/// <summary>mosquitto_pub and mosquitto_sub as clients of the embedded broker, in both versions and at every
/// QoS.</summary>
public sealed class MosquittoClientTests
{
    private const string Format = "%t %p qos=%q retain=%r";

    public static MatrixTheoryData<string, int> EveryVersionAndLevel => new(["mqttv311", "mqttv5"], [0, 1, 2]);

    public static TheoryData<string> EveryVersion => new("mqttv311", "mqttv5");

    [Theory]
    [MemberData(nameof(EveryVersionAndLevel))]
    public async Task Messages_arrive_in_order(string version, int level)
    {
        await using LiveBroker broker = LiveBroker.Start();
        await using PeerProcess subscriber = Subscribe(broker, version, level, "room/#", "-C", "5");
        await SubscribedAsync(broker, 1);
        for (int number = 0; number < 5; number++)
            await PublishAsync(broker, version, level, "room/1", $"{number}");
        Assert.Equal(
            Enumerable.Range(0, 5).Select(number => $"room/1 {number} qos={level} retain=0"),
            await subscriber.LinesAsync("room/1", 5));
        await subscriber.SucceedAsync();
    }

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public async Task A_late_subscriber_gets_the_retained_message(string version)
    {
        await using LiveBroker broker = LiveBroker.Start();
        await PublishAsync(broker, version, 1, "status", "on", "-r");
        await using PeerProcess late = Subscribe(broker, version, 1, "status", "-C", "1");
        Assert.Equal("status on qos=1 retain=1", await late.LineAsync());
    }

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public async Task The_will_of_a_subscriber_that_is_killed_is_published(string version)
    {
        await using LiveBroker broker = LiveBroker.Start();
        await using PeerProcess watcher = Subscribe(broker, version, 1, "wills", "-C", "1");
        await SubscribedAsync(broker, 1);
        string[] will = ["--will-topic", "wills", "--will-payload", "gone", "--will-qos", "1"];
        await using (Subscribe(broker, version, 0, "x", will))
            await SubscribedAsync(broker, 2);
        Assert.Equal("wills gone qos=1 retain=0", await watcher.LineAsync());
    }

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public async Task A_kept_session_gets_what_was_published_while_its_client_was_away(string version)
    {
        await using LiveBroker broker = LiveBroker.Start();
        string[] keep = version == "mqttv5" ? ["-c", "-x", "3600"] : ["-c"];
        await using (PeerProcess first = Subscribe(broker, version, 2, "news", [.. keep, "-i", "reader", "-E"]))
            await first.SucceedAsync();
        for (int number = 0; number < 3; number++)
            await PublishAsync(broker, version, number == 0 ? 1 : 2, "news", $"{number}");
        await using PeerProcess again = Subscribe(broker, version, 2, "news", [.. keep, "-i", "reader", "-C", "3"]);
        Assert.Equal(
            ["news 0 qos=1 retain=0", "news 1 qos=2 retain=0", "news 2 qos=2 retain=0"],
            await again.LinesAsync("news", 3));
    }

    private static PeerProcess Subscribe(
        LiveBroker broker, string version, int level, string filter, params IEnumerable<string> more) =>
        new(Peers.RequireMosquittoSub(),
            new[] { "-p", $"{broker.Port}", "-V", version, "-q", $"{level}", "-t", filter, "-F", Format }.Concat(more));

    private static async Task PublishAsync(
        LiveBroker broker, string version, int level, string topic, string payload, params IEnumerable<string> more)
    {
        string[] what = ["-V", version, "-q", $"{level}", "-t", topic, "-m", payload];
        await using var publisher = new PeerProcess(RequireMosquittoPub(), ["-p", $"{broker.Port}", .. what, .. more]);
        await publisher.SucceedAsync();
    }

    private static async Task SubscribedAsync(LiveBroker broker, int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(Patience);
        while (broker.Statistics.SubscriptionCount < count)
            await Task.Delay(10, limit.Token);
    }
}
