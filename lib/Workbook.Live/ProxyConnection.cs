using System.Net.Sockets;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Live;

/// <summary>One connection through a <see cref="FaultProxy"/>: a socket to each end and a lane in each
/// direction.</summary>
internal sealed class ProxyConnection : IDisposable
{
    /// <summary>How long a cut connection still reads what its ends had sent, so that they see FIN and not
    /// RST.</summary>
    private static readonly TimeSpan LingerMaximum = TimeSpan.FromSeconds(1);

    private readonly FaultProxy proxy;
    private readonly Socket client;
    private readonly Socket server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly FaultGate gate = new();
    private readonly CancellationTokenSource end = new();
    private int closed;
    private bool isCut;
    private bool isCutTold;

    internal ProxyConnection(FaultProxy proxy, int number, Socket client)
    {
        this.proxy = proxy;
        this.client = client;
        Number = number;
        client.NoDelay = true;
    }

    internal int Number { get; }

    internal string ClientName { get; set; } = "client";

    /// <summary>The version that CONNECT named; before it, the oldest.</summary>
    internal ProtocolVersion Version { get; set; } = ProtocolVersion.V311;

    internal FaultProxy Proxy => proxy;

    internal bool IsCut => Volatile.Read(ref isCut);

    internal bool IsFrozen => !gate.IsOpen;

    internal async Task RunAsync(Uri broker, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, end.Token);
        Record(ConnectionChange.Opened);
        if (!await ReachAsync(broker, either.Token).ConfigureAwait(false))
            return;
        var toServer = new ProxyLane(this, Direction.ToServer, client, server);
        var toClient = new ProxyLane(this, Direction.ToClient, server, client);
        await Task.WhenAll(toServer.RunAsync(either.Token), toClient.RunAsync(either.Token)).ConfigureAwait(false);
    }

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
        end.Dispose();
    }

    /// <summary>Lets nothing pass any more, in either direction; false when it was so already.</summary>
    internal bool StopPassing() => !Interlocked.Exchange(ref isCut, true);

    /// <summary>Lets nothing pass any more, and tells both ends.</summary>
    internal void Cut()
    {
        StopPassing();
        if (Interlocked.Exchange(ref isCutTold, true))
            return;
        Record(ConnectionChange.Cut);
        gate.Open();
        Finish(client);
        Finish(server);
        CancelAfter(LingerMaximum);
    }

    internal void Freeze()
    {
        if (!IsCut && gate.Close())
            Record(ConnectionChange.Frozen);
    }

    internal void Thaw()
    {
        if (!IsCut && gate.Open())
            Record(ConnectionChange.Thawed);
    }

    internal async Task ThawLaterAsync(TimeSpan time, CancellationToken cancellation)
    {
        await Task.Delay(time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!cancellation.IsCancellationRequested)
            Thaw();
    }

    internal Task PassableAsync(CancellationToken cancellation) => gate.WaitAsync(cancellation);

    /// <summary>Notes that one end closed the connection; only the first counts.</summary>
    internal void NoteClosed(Direction readFrom)
    {
        if (!IsCut && Interlocked.Exchange(ref closed, 1) == 0)
            Record(readFrom == Direction.ToServer ? ConnectionChange.ClosedByClient : ConnectionChange.ClosedByServer);
    }

    internal static void Finish(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The other end was faster: the connection is gone, which is what was wanted.
        }
    }

    private async Task<bool> ReachAsync(Uri broker, CancellationToken cancellation)
    {
        try
        {
            MqttAddress address = MqttAddress.Of(broker);
            await server.ConnectAsync(address.Host, address.Port, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            Record(ConnectionChange.Refused);
            return false;
        }
    }

    private void CancelAfter(TimeSpan time)
    {
        try
        {
            end.CancelAfter(time);
        }
        catch (ObjectDisposedException)
        {
            // Both lanes have ended meanwhile.
        }
    }

    private void Record(ConnectionChange change) => proxy.Tap.Record(new TimelineEvent
    {
        At = proxy.Tap.Elapsed,
        Connection = Number,
        Change = change,
        Client = ClientName,
    });
}
