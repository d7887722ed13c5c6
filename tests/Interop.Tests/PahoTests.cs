using Workbook.Live;
using Workbook.Mqtt.Packets;
using static Interop.Tests.PeerProcess;
using static Interop.Tests.Peers;

namespace Interop.Tests;

/// <summary>Paho Python as a client of the embedded broker, on both ends and facing our own client, both versions,
/// every QoS.</summary>
public sealed class PahoTests
{
    public static MatrixTheoryData<string, int> EveryVersionAndLevel => new(["3.1.1", "5.0"], [0, 1, 2]);

    public static TheoryData<string> EveryVersion => new("3.1.1", "5.0");

    [Theory]
    [MemberData(nameof(EveryVersionAndLevel))]
    public async Task Messages_arrive_once_and_in_order(string version, int level)
    {
        await using LiveBroker broker = LiveBroker.Start();
        string[] each = ["--qos", $"{level}", "--count", "100"];
        await using PeerProcess subscriber = Paho("subscribe", broker.Port, version, "subscriber", "room/1", each);
        Assert.Equal($"READY {level}", await subscriber.LineAsync("READY"));
        await using PeerProcess publisher = Paho("publish", broker.Port, version, "publisher", "room/1", each);
        Assert.Equal(
            Enumerable.Range(0, 100).Select(number => $"MESSAGE room/1 message {number} qos={level} retain=0"),
            await subscriber.LinesAsync("MESSAGE", 100));
        await publisher.SucceedAsync();
        await subscriber.SucceedAsync();
    }

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public async Task Our_client_hears_Paho_and_Paho_hears_our_client(string version)
    {
        await using LiveBroker broker = LiveBroker.Start();
        await using PeerProcess paho = Paho("subscribe", broker.Port, version, "paho", "to/paho", "--qos", "2");
        await paho.LineAsync("READY");
        await using LiveClient ours = await ConnectAsync(broker, version);
        await ours.SubscribeAsync("to/us", QualityOfService.ExactlyOnce, Cancel);
        await ours.PublishAsync("to/paho", "hello", QualityOfService.ExactlyOnce, cancellation: Cancel);
        Assert.Equal("MESSAGE to/paho hello qos=2 retain=0", await paho.LineAsync("MESSAGE"));
        await using PeerProcess answer = Paho("publish", broker.Port, version, "answer", "to/us", "--qos", "2");
        Assert.Equal("message 0", (await ours.TakeAsync(1, Patience, Cancel))[0].Text);
    }

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public async Task A_late_subscriber_gets_the_retained_message(string version)
    {
        await using LiveBroker broker = LiveBroker.Start();
        string[] retained = ["--qos", "1", "--retain"];
        await using (PeerProcess device = Paho("publish", broker.Port, version, "device", "status", retained))
            await device.SucceedAsync();
        await using PeerProcess late = Paho("subscribe", broker.Port, version, "late", "status", "--qos", "1");
        Assert.Equal("MESSAGE status message 0 qos=1 retain=1", await late.LineAsync("MESSAGE"));
    }

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public async Task A_will_is_published_when_the_client_dies(string version)
    {
        await using LiveBroker broker = LiveBroker.Start();
        await using LiveClient watcher = await ConnectAsync(broker, version);
        await watcher.SubscribeAsync("wills", QualityOfService.AtLeastOnce, Cancel);
        await using PeerProcess device = Paho("vanish", broker.Port, version, "device", "wills", "--qos", "1");
        Assert.Equal("gone", (await watcher.TakeAsync(1, Patience, Cancel))[0].Text);
    }

    [Theory]
    [MemberData(nameof(EveryVersion))]
    public async Task A_kept_session_gets_what_was_published_while_its_client_was_away(string version)
    {
        await using LiveBroker broker = LiveBroker.Start();
        string[] keep = ["--qos", "2", "--keep-session"];
        await using (PeerProcess first = Paho("join", broker.Port, version, "reader", "news", keep))
            await first.SucceedAsync();
        string[] five = ["--count", "5"];
        await using (PeerProcess publisher = Paho("publish", broker.Port, version, "p", "news", ["--qos", "2", .. five]))
            await publisher.SucceedAsync();
        await using PeerProcess again = Paho("subscribe", broker.Port, version, "reader", "news", [.. keep, .. five]);
        Assert.Equal("CONNECTED 0 present=1", await again.LineAsync("CONNECTED"));
        Assert.Equal(
            Enumerable.Range(0, 5).Select(number => $"MESSAGE news message {number} qos=2 retain=0"),
            await again.LinesAsync("MESSAGE", 5));
    }

    private static async Task<LiveClient> ConnectAsync(LiveBroker broker, string version)
    {
        var client = new LiveClient(new LiveClientOptions
        {
            Server = broker.Uri,
            ClientIdentifier = "ours",
            ProtocolVersion = version == "5.0" ? ProtocolVersion.V500 : ProtocolVersion.V311,
        });
        await client.ConnectAsync(Cancel);
        return client;
    }
}
