using Workbook.Live;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook;

/// <summary>A client in a <see cref="Lab"/>: it keeps what it receives, and connects again by itself when the wire is cut.</summary>
public sealed class LabClient : IAsyncDisposable
{
    private static readonly BackoffPolicy AtOnce = new()
    {
        Base = TimeSpan.FromMilliseconds(5), Maximum = TimeSpan.FromMilliseconds(20), Seed = 1,
    };

    private readonly Lab lab;
    private readonly LiveClient client;
    private readonly LiveClientOptions options;
    private readonly List<ReceivedMessage> received = [];
    private readonly HashSet<string> retained = [];
    private readonly Task collecting;
    private int lossCount;

    internal LabClient(
        Lab lab, string name, LabSession session, Func<LiveClientOptions, LiveClientOptions> change, ClientSession? state)
    {
        this.lab = lab;
        Name = name;
        options = change(new LiveClientOptions
        {
            Server = lab.WireUri,
            ClientIdentifier = name,
            ProtocolVersion = lab.ProtocolVersion,
            CleanStart = session == LabSession.Clean,
            SessionExpiryInterval = session == LabSession.Clean ? TimeSpan.Zero : TimeSpan.FromHours(1),
            KeepAlive = TimeSpan.Zero,
            Reconnect = AtOnce,
            ResubscribesWithNewSession = false,
        });
        client = new LiveClient(options, state);
        client.StateChanged += change =>
        {
            if (change.State == ClientState.WaitingToReconnect && ++lossCount == Lab.ReconnectMaximum)
                lab.GiveUp(this);
        };
        collecting = CollectAsync();
    }

    /// <summary>Its name in the experiment; also its client identifier, unless its options say otherwise.</summary>
    public string Name { get; }

    /// <summary>What its application has received so far, in order.</summary>
    public IReadOnlyList<ReceivedMessage> Received
    {
        get
        {
            lock (received)
                return [.. received];
        }
    }

    internal bool ShouldBeConnected { get; private set; }

    /// <summary>What the broker said of the session when <see cref="ConnectAsync"/> connected last.</summary>
    internal bool SessionPresent { get; private set; }

    internal bool IsAsItShouldBe => !ShouldBeConnected || client.State == ClientState.Connected;

    /// <summary>Connects, or connects again after <see cref="DisconnectAsync"/>, with the session that it had.</summary>
    public async Task ConnectAsync()
    {
        ConnectResult result = await client.ConnectAsync(lab.Cancellation).ConfigureAwait(false);
        SessionPresent = result.SessionPresent;
        ShouldBeConnected = true;
    }

    /// <summary>Subscribes, and waits for the broker's answer.</summary>
    /// <param name="topicFilter">The filter.</param>
    /// <param name="qualityOfService">The highest QoS at which the broker may send.</param>
    public async Task SubscribeAsync(string topicFilter, QualityOfService qualityOfService) =>
        await client.SubscribeAsync(topicFilter, qualityOfService, lab.Cancellation).ConfigureAwait(false);

    /// <summary>Subscribes with the options of MQTT 5.0, and waits for the broker's answer.</summary>
    /// <param name="subscription">The filter and its options.</param>
    /// <param name="identifier">The Subscription Identifier that copies shall carry; 0 for none.</param>
    public async Task SubscribeAsync(Subscription subscription, uint identifier = 0) => await client.SubscribeAsync(
        [subscription],
        identifier == 0 ? null : new Properties { SubscriptionIdentifiers = [identifier] },
        lab.Cancellation).ConfigureAwait(false);

    /// <summary>Publishes a text, and waits until this hop's promise is kept, over lost connections if need be.</summary>
    /// <param name="topic">The topic name.</param>
    /// <param name="payload">The text.</param>
    /// <param name="qualityOfService">The QoS of this hop.</param>
    /// <param name="retain">Whether the broker shall keep it for later subscribers.</param>
    /// <param name="properties">Properties that travel with the message (MQTT 5.0), such as its expiry; null: none.</param>
    public async Task PublishAsync(
        string topic,
        string payload,
        QualityOfService qualityOfService = QualityOfService.AtMostOnce,
        bool retain = false,
        Properties? properties = null)
    {
        if (retain)
            retained.Add(topic);
        try
        {
            await client.PublishAsync(topic, payload, qualityOfService, retain, properties, lab.Cancellation).ConfigureAwait(false);
        }
        catch (MqttClientException) when (qualityOfService == QualityOfService.AtMostOnce)
        {
            // The connection broke meanwhile. At QoS 0 nobody promised more, so a script goes on.
        }
    }

    /// <summary>Says goodbye with DISCONNECT; a persistent session stays at the broker, a will is discarded.</summary>
    public async Task DisconnectAsync()
    {
        ShouldBeConnected = false;
        await client.DisconnectAsync(cancellation: lab.Cancellation).ConfigureAwait(false);
    }

    /// <summary>Crashes: its program dies without DISCONNECT, and the operating system closes the socket.</summary>
    /// <remarks>The broker learns it at once. From a device without power it would hear nothing, and wait for its keep-alive.</remarks>
    public async Task CrashAsync()
    {
        ShouldBeConnected = false;
        await client.AbortAsync().ConfigureAwait(false);
    }

    /// <summary>Does something to the session in one step; false without a connection.</summary>
    internal bool TryIntervene(Action<TimeSpan> act) => client.TryIntervene(act);

    /// <summary>Waits until the broker has sent all that it had to say; false when there is no connection, or it ends meanwhile.</summary>
    internal async Task<bool> TryPingAsync()
    {
        if (!ShouldBeConnected)
            return false;
        try
        {
            await client.PingAsync(lab.Cancellation).ConfigureAwait(false);
            return true;
        }
        catch (MqttClientException)
        {
            return false;
        }
    }

    /// <summary>Stops the client; the lab calls it at the end of an experiment.</summary>
    /// <remarks>On a broker that goes on running, the client's session and what it retained are removed.</remarks>
    public async ValueTask DisposeAsync()
    {
        ShouldBeConnected = false;
        await client.DisposeAsync().ConfigureAwait(false);
        await collecting.ConfigureAwait(false);
        if (lab.GoesOnRunning)
            await CleanUpAsync().ConfigureAwait(false);
    }

    private async Task CleanUpAsync()
    {
        await using var cleaner = new LiveClient(options with
        {
            Server = lab.Broker.Uri, CleanStart = true, SessionExpiryInterval = TimeSpan.Zero, Will = null, Reconnect = null,
        });
        await cleaner.ConnectAsync().ConfigureAwait(false);
        if (options.Will is { Retain: true } will)
            retained.Add(will.Topic);
        foreach (string topic in retained)
            await cleaner.PublishAsync(topic, "", QualityOfService.AtLeastOnce, retain: true).ConfigureAwait(false);
        await cleaner.DisconnectAsync().ConfigureAwait(false);
    }

    private async Task CollectAsync()
    {
        await foreach (var message in client.ReceiveAsync().ConfigureAwait(false))
        {
            lock (received)
                received.Add(message);
        }
    }
}
