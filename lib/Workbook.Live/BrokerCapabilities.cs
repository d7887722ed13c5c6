using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>What a broker says about itself in CONNACK (MQTT 5.0 section 3.2.2.3), or what the standard assumes when
/// it says nothing.</summary>
public sealed record BrokerCapabilities
{
    /// <summary>The newest version that it accepted.</summary>
    public ProtocolVersion ProtocolVersion { get; init; } = ProtocolVersion.V500;

    /// <summary>The highest QoS at which it takes messages.</summary>
    public QualityOfService MaximumQoS { get; init; } = QualityOfService.ExactlyOnce;

    /// <summary>Whether it keeps retained messages.</summary>
    public bool RetainAvailable { get; init; } = true;

    /// <summary>Whether filters may hold wildcards.</summary>
    public bool WildcardSubscriptionAvailable { get; init; } = true;

    /// <summary>Whether subscriptions may have identifiers.</summary>
    public bool SubscriptionIdentifierAvailable { get; init; } = true;

    /// <summary>Whether there are shared subscriptions.</summary>
    public bool SharedSubscriptionAvailable { get; init; } = true;

    /// <summary>How many QoS 1 and 2 messages may be in flight to it.</summary>
    public ushort ReceiveMaximum { get; init; } = ushort.MaxValue;

    /// <summary>The largest packet that it takes, in bytes; null when it names no limit.</summary>
    public uint? MaximumPacketSize { get; init; }

    /// <summary>How many topic aliases it takes.</summary>
    public ushort TopicAliasMaximum { get; init; }

    /// <summary>The Keep Alive that it prescribes; null when the client's counts.</summary>
    public TimeSpan? ServerKeepAlive { get; init; }

    /// <summary>Connects once, reads the answer, and leaves; speaks MQTT 5.0 first, and 3.1.1 if 5.0 is
    /// refused.</summary>
    /// <param name="server">The broker.</param>
    /// <param name="cancellation">Ends the attempt early.</param>
    /// <exception cref="MqttConnectException">It cannot be reached, does not answer, or refuses both
    /// versions.</exception>
    public static async Task<BrokerCapabilities> AskAsync(Uri server, CancellationToken cancellation = default)
    {
        var options = new LiveClientOptions { Server = server };
        try
        {
            return await AskAsync(options, cancellation).ConfigureAwait(false);
        }
        catch (MqttConnectException error) when (error.ReasonCode is null or ReasonCode.UnsupportedProtocolVersion
            && error.InnerException is null)
        {
            LiveClientOptions older = options with { ProtocolVersion = ProtocolVersion.V311 };
            return await AskAsync(older, cancellation).ConfigureAwait(false);
        }
    }

    internal static BrokerCapabilities Of(Properties said, ProtocolVersion version) => version == ProtocolVersion.V311
        ? new BrokerCapabilities
        {
            ProtocolVersion = version,
            SharedSubscriptionAvailable = false,
            SubscriptionIdentifierAvailable = false,
        }
        : new BrokerCapabilities
        {
            MaximumQoS = (QualityOfService)(said.MaximumQoS ?? (byte)QualityOfService.ExactlyOnce),
            RetainAvailable = said.RetainAvailable != 0,
            WildcardSubscriptionAvailable = said.WildcardSubscriptionAvailable != 0,
            SubscriptionIdentifierAvailable = said.SubscriptionIdentifierAvailable != 0,
            SharedSubscriptionAvailable = said.SharedSubscriptionAvailable != 0,
            ReceiveMaximum = said.ReceiveMaximum ?? ushort.MaxValue,
            MaximumPacketSize = said.MaximumPacketSize,
            TopicAliasMaximum = said.TopicAliasMaximum ?? 0,
            ServerKeepAlive = said.ServerKeepAlive is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };

    private static async Task<BrokerCapabilities> AskAsync(LiveClientOptions options, CancellationToken cancellation)
    {
        await using var client = new LiveClient(options);
        ConnectResult answer = await client.ConnectAsync(cancellation).ConfigureAwait(false);
        return Of(answer.Properties, options.ProtocolVersion);
    }
}
