using System.Net;
using System.Net.Sockets;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>The broker of this book on TCP: one engine without I/O, driven by sockets, a clock and a timer.</summary>
/// <remarks>
/// Each connection has a reading loop; whatever it reads goes through the engine under one lock, and what the engine
/// answers is sent after the lock is released, in one piece per connection. A peer that reads too slowly loses QoS 0
/// messages beyond a bounded buffer, is not read from while that buffer is full, and holds nobody else up.
/// </remarks>
public sealed partial class LiveBroker : IAsyncDisposable
{
    private readonly LiveMachine machine;
    private readonly MqttBroker engine;
    private readonly Socket listener;
    private readonly LiveBrokerOptions options;
    private readonly HashSet<Client> clients = [];
    private readonly AdmissionQueue? admission;
    private readonly CancellationTokenSource closing = new();
    private readonly TaskCompletionSource allGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task accepting;
    private Task? stopping;
    private bool isStopping;
    private long droppedByGone;

    private LiveBroker(LiveBrokerOptions options, Socket listener)
    {
        this.options = options;
        this.listener = listener;
        IAccessControl access = options.AccessControl ?? OpenAccess.Instance;
        admission = options.Admission is { } limits ? new AdmissionQueue(limits, access) : null;
        engine = new MqttBroker(options.Policy, admission ?? access, options.Events);
        machine = new LiveMachine(engine.Advance, () => engine.NextDeadline);
        var local = (IPEndPoint)listener.LocalEndPoint!;
        Port = local.Port;
        IPAddress reachable = local.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : local.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : local.Address;
        Uri = new UriBuilder("mqtt", reachable.ToString(), Port).Uri;
        accepting = AcceptAsync();
    }

    /// <summary>Where clients on this machine connect.</summary>
    public Uri Uri { get; }

    /// <summary>The TCP port.</summary>
    public int Port { get; }

    /// <summary>Counts of what the broker holds and of the packets that passed, as of now.</summary>
    public BrokerStatistics Statistics
    {
        get
        {
            using LiveMachine.Step step = machine.Enter();
            return engine.ReadStatistics();
        }
    }

    /// <summary>How many QoS 0 messages were dropped because their receivers did not read fast enough.</summary>
    public long DroppedForSlowReaders
    {
        get
        {
            using LiveMachine.Step step = machine.Enter();
            return droppedByGone + clients.Sum(client => client.Wire.DroppedCount);
        }
    }

    /// <summary>How many network connections are open.</summary>
    public int ConnectionCount
    {
        get
        {
            using LiveMachine.Step step = machine.Enter();
            return clients.Count;
        }
    }

    /// <summary>Starts a broker; when this returns, clients can connect.</summary>
    /// <param name="options">How it listens and behaves; null: on a free loopback port, with the default
    /// policy.</param>
    /// <exception cref="LiveBrokerException">The port cannot be used; the message says why and what to do.</exception>
    public static LiveBroker Start(LiveBrokerOptions? options = null)
    {
        options ??= new LiveBrokerOptions();
        var listener = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(options.Address, options.Port));
            listener.Listen(1024);
            return new LiveBroker(options, listener);
        }
        catch (Exception error) when (error is SocketException or ArgumentOutOfRangeException)
        {
            listener.Dispose();
            throw new LiveBrokerException(Explain(options, error), error);
        }
    }

    /// <summary>Tells MQTT 5.0 clients that the server shuts down (0x8B), closes all connections and the port, and
    /// waits for their end.</summary>
    /// <param name="cancellation">Breaks the remaining connections off instead of waiting for them.</param>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        Task stopped;
        using (machine.Enter())
            stopped = stopping ??= ShutDownAsync();
        using (cancellation.Register(BreakOff))
            await stopped.ConfigureAwait(false);
    }

    /// <summary>Stops as <see cref="StopAsync"/> does.</summary>
    public ValueTask DisposeAsync() => new(StopAsync());

    private static string Explain(LiveBrokerOptions options, Exception error) => error switch
    {
        ArgumentOutOfRangeException => $"Expected a TCP port from 0 to 65535, got {options.Port}.",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
            $"Port {options.Port} of {options.Address} is in use: " +
            "stop the program that listens there, or take port 0 for any free one.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            $"Port {options.Port} of {options.Address} needs more rights than this program has: " +
            "take a port above 1023.",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
            $"{options.Address} is not an address of this machine: " +
            "take 127.0.0.1, or 0.0.0.0 for all of its addresses.",
        _ => $"Cannot listen on port {options.Port} of {options.Address}: {error.Message}.",
    };

    private async Task ShutDownAsync()
    {
        await Task.Yield();
        listener.Dispose();
        await accepting.ConfigureAwait(false);
        using (machine.Enter())
        {
            isStopping = true;
            engine.Shutdown(LiveMachine.Now);
            if (clients.Count == 0)
                allGone.TrySetResult();
        }

        await closing.CancelAsync().ConfigureAwait(false);
        await allGone.Task.ConfigureAwait(false);
        machine.Dispose();
        closing.Dispose();
    }

    private void BreakOff()
    {
        using LiveMachine.Step step = machine.Enter();
        foreach (Client client in clients)
            client.Wire.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                Admit(await listener.AcceptAsync().ConfigureAwait(false));
            }
            catch (SocketException error) when (error.SocketErrorCode is not SocketError.OperationAborted)
            {
                // That one connection failed before it was accepted; the next may succeed.
                await Task.Delay(TimeSpan.FromMilliseconds(10)).ConfigureAwait(false);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
