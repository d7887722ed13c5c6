using System.Net;
using System.Net.Sockets;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Live;

/// <summary>A TCP proxy on loopback in front of any broker: it records what passes, and causes faults where a plan
/// says so.</summary>
/// <remarks>
/// Clients connect to <see cref="Uri"/> instead of the broker's. Without a plan it is a wire tap and changes nothing.
/// Bytes that are not MQTT packets pass unchanged. A cut ends both TCP connections with FIN after everything that had
/// passed, so that both ends see the same thing in every run; a frozen connection keeps its sockets and its silence.
/// </remarks>
public sealed partial class FaultProxy : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private readonly TcpListener listener;
    private readonly List<PlannedFault> plan = [];
    private readonly Dictionary<int, ProxyConnection> connections = [];
    private readonly List<Task> running = [];
    private readonly Task accepting;
    private readonly TaskCompletionSource delaysEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isFrozen;
    private int opened;

    private FaultProxy(Uri broker, string brokerName, TcpListener listener)
    {
        Broker = broker;
        BrokerName = brokerName;
        this.listener = listener;
        var local = (IPEndPoint)listener.LocalEndpoint;
        Uri = new UriBuilder(broker) { Host = local.Address.ToString(), Port = local.Port }.Uri;
        accepting = AcceptAsync();
    }

    /// <summary>Where clients connect: the broker's URI with this proxy's address and port.</summary>
    public Uri Uri { get; }

    /// <summary>The broker behind the proxy.</summary>
    public Uri Broker { get; }

    /// <summary>The broker's name in the recording.</summary>
    public string BrokerName { get; }

    /// <summary>The recording.</summary>
    public WireTap Tap { get; } = new();

    /// <summary>Everything recorded so far; short for <c>Tap.Timeline</c>.</summary>
    public Timeline Timeline => Tap.Timeline;

    /// <summary>How many connections are open through the proxy.</summary>
    public int ConnectionCount
    {
        get
        {
            lock (gate)
                return connections.Count;
        }
    }

    /// <summary>Starts a proxy on a free port of the loopback address.</summary>
    /// <param name="broker">The broker behind it, as <c>mqtt://host:port</c>; it is first contacted when a client
    /// connects.</param>
    /// <param name="faults">The plan; more can be added later with <see cref="Add"/>.</param>
    public static FaultProxy Start(Uri broker, params ReadOnlySpan<Fault> faults) => Start(broker, "broker", faults);

    /// <summary>Starts a proxy on a free port of the loopback address.</summary>
    /// <param name="broker">The broker behind it, as <c>mqtt://host:port</c>; it is first contacted when a client
    /// connects.</param>
    /// <param name="brokerName">The broker's name in the recording.</param>
    /// <param name="faults">The plan; more can be added later with <see cref="Add"/>.</param>
    public static FaultProxy Start(Uri broker, string brokerName, params ReadOnlySpan<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(broker);
        _ = MqttAddress.Of(broker);
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var proxy = new FaultProxy(broker, brokerName, listener);
        foreach (Fault fault in faults)
            proxy.Add(fault);
        return proxy;
    }

    /// <summary>Adds a fault to the plan; packets that have passed already do not count for it.</summary>
    /// <param name="fault">The fault.</param>
    /// <returns>This proxy.</returns>
    public FaultProxy Add(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (gate)
            plan.Add(new PlannedFault(fault));
        return this;
    }

    /// <summary>Forgets the plan; connections that a fault has struck stay as they are.</summary>
    public void ClearPlan()
    {
        lock (gate)
            plan.Clear();
    }

    /// <summary>Cuts all open connections now; what has not passed yet is lost.</summary>
    public void Cut()
    {
        foreach (ProxyConnection connection in Open())
            connection.Cut();
    }

    /// <summary>Cuts one connection now; nothing happens when it is over already.</summary>
    /// <param name="connection">Its number, 1 for the first that the proxy accepted.</param>
    public void Cut(int connection)
    {
        ProxyConnection? open;
        lock (gate)
            connections.TryGetValue(connection, out open);
        open?.Cut();
    }

    /// <summary>Stops all connections, present and future, without telling either end.</summary>
    public void Freeze()
    {
        lock (gate)
            isFrozen = true;
        foreach (ProxyConnection connection in Open())
            connection.Freeze();
    }

    /// <summary>Lets all frozen connections pass packets again, also those that a planned fault froze.</summary>
    public void Thaw()
    {
        lock (gate)
            isFrozen = false;
        foreach (ProxyConnection connection in Open())
            connection.Thaw();
    }

    /// <summary>Lets go what planned delays hold; from now on they hold nothing.</summary>
    public void EndDelays() => delaysEnd.TrySetResult();

    /// <summary>Closes the port and all connections, and waits until nothing runs any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested)
            return;
        await stop.CancelAsync().ConfigureAwait(false);
        listener.Stop();
        await accepting.ConfigureAwait(false);
        Task[] rest;
        lock (gate)
            rest = [.. running];
        await Task.WhenAll(rest).ConfigureAwait(false);
        listener.Dispose();
        stop.Dispose();
    }

    /// <summary>Ends with <see cref="EndDelays"/>.</summary>
    internal Task DelaysEnd => delaysEnd.Task;

    /// <summary>Finds the fault that strikes at a packet, and counts the packet for all others.</summary>
    internal Fault? Strike(int connection, Direction direction, Packet? packet)
    {
        lock (gate)
        {
            Fault? struck = null;
            foreach (PlannedFault planned in plan)
            {
                if (planned.Counts(connection, direction, packet))
                    struck ??= planned.Fault;
            }

            return struck;
        }
    }

    private ProxyConnection[] Open()
    {
        lock (gate)
            return [.. connections.Values];
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await listener.AcceptSocketAsync(stop.Token).ConfigureAwait(false);
            }
            catch (Exception error)
                when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            Admit(client);
        }
    }

    private void Admit(Socket client)
    {
        lock (gate)
        {
            var connection = new ProxyConnection(this, ++opened, client);
            if (isFrozen)
                connection.Freeze();
            connections.Add(connection.Number, connection);
            running.RemoveAll(task => task.IsCompleted);
            running.Add(RunAsync(connection));
        }
    }

    private async Task RunAsync(ProxyConnection connection)
    {
        await Task.Yield();
        try
        {
            await connection.RunAsync(Broker, stop.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (gate)
                connections.Remove(connection.Number);
            connection.Dispose();
        }
    }

    /// <summary>A fault of the plan, and how many packets it has counted.</summary>
    private sealed class PlannedFault(Fault fault)
    {
        private int counted;

        internal Fault Fault { get; } = fault;

        internal bool Counts(int connection, Direction direction, Packet? packet)
        {
            if (!Fault.Matches(connection, direction, packet))
                return false;
            counted++;
            return Fault.IsRepeated ? counted >= Fault.Occurrence : counted == Fault.Occurrence;
        }
    }
}
