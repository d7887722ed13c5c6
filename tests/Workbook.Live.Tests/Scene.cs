using Workbook.Live;
using Workbook.Mqtt.Packets;

namespace Workbook.Live.Tests;

/// <summary>An embedded broker with a fault proxy in front of it, and clients on either; everything is gone at its
/// end.</summary>
internal sealed class Scene : IAsyncDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<LiveClient> clients = [];

    internal Scene(LiveBrokerOptions? options = null, params ReadOnlySpan<Fault> faults)
    {
        Broker = LiveBroker.Start(options);
        Proxy = FaultProxy.Start(Broker.Uri, faults);
    }

    internal LiveBroker Broker { get; }

    internal FaultProxy Proxy { get; }

    /// <summary>What most tests want of a client: an identifier, a version, and a session that stays if it is
    /// kept.</summary>
    internal static LiveClientOptions Options(
        Uri server, string identifier, ProtocolVersion version, bool keepSession = false) => new()
    {
        Server = server,
        ClientIdentifier = identifier,
        ProtocolVersion = version,
        CleanStart = !keepSession,
        SessionExpiryInterval = keepSession && version == ProtocolVersion.V500 ? TimeSpan.FromHours(1) : TimeSpan.Zero,
    };

    internal LiveClient Make(LiveClientOptions options)
    {
        var client = new LiveClient(options);
        clients.Add(client);
        return client;
    }

    internal async Task<LiveClient> ConnectAsync(LiveClientOptions options)
    {
        LiveClient client = Make(options);
        await client.ConnectAsync(Cancel);
        return client;
    }

    internal Task<LiveClient> ConnectAsync(string identifier, ProtocolVersion version, bool keepSession = false) =>
        ConnectAsync(Options(Broker.Uri, identifier, version, keepSession));

    internal Task<LiveClient> ConnectThroughProxyAsync(
        string identifier, ProtocolVersion version, bool keepSession = false) =>
        ConnectAsync(Options(Proxy.Uri, identifier, version, keepSession));

    internal static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Waits until a condition is true.</summary>
    internal static async Task UntilAsync(Func<bool> condition)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < Patience, "The condition did not come true in time.");
            await Task.Delay(10, Cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (LiveClient client in clients)
            await client.DisposeAsync();
        await Proxy.DisposeAsync();
        await Broker.DisposeAsync();
    }
}
