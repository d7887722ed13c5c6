using Workbook.Mqtt.Packets;

namespace Workbook.Live;

/// <summary>What a <see cref="LiveClient"/> needs to know before it connects; only <see cref="Server"/> is
/// required.</summary>
public sealed record LiveClientOptions
{
    /// <summary>The server, as <c>mqtt://host:port</c> or <c>mqtt://user:password@host:port</c>; port 1883 by
    /// default.</summary>
    public required Uri Server { get; init; }

    /// <summary>The client identifier, which is the key of the session; empty asks the server to choose one.</summary>
    public string ClientIdentifier { get; init; } = "";

    /// <summary>The version to speak.</summary>
    public ProtocolVersion ProtocolVersion { get; init; } = ProtocolVersion.V500;

    /// <summary>
    /// Whether to start with an empty session. In MQTT 3.1.1 this is Clean Session: the session also ends with the
    /// connection.
    /// Reconnects of the same client go on with its session whatever this says, as far as the version allows.
    /// </summary>
    public bool CleanStart { get; init; } = true;

    /// <summary>How long the server keeps the session after the connection (MQTT 5.0, whole seconds); infinite: for
    /// ever.</summary>
    public TimeSpan SessionExpiryInterval { get; init; }

    /// <summary>The longest silence before the client sends a PINGREQ, in whole seconds up to 65,535; zero turns it
    /// off.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The message that the server publishes when this client disappears, or null for none.</summary>
    public Will? Will { get; init; }

    /// <summary>The user name; null takes the one of the URI, if any.</summary>
    public string? UserName { get; init; }

    /// <summary>The password; null takes the one of the URI, if any.</summary>
    public string? Password { get; init; }

    /// <summary>How many QoS 1 and 2 messages the server may have under way to this client at once (MQTT 5.0), 1 to
    /// 65,535.</summary>
    public ushort ReceiveMaximum { get; init; } = ushort.MaxValue;

    /// <summary>The largest packet that this client accepts, in bytes (MQTT 5.0 announces it).</summary>
    public uint MaximumPacketSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>How many topic aliases to use when publishing, as far as the server takes them (MQTT 5.0); 0: always
    /// send the topic.</summary>
    public ushort TopicAliasMaximum { get; init; }

    /// <summary>Further properties of CONNECT (MQTT 5.0), such as user properties.</summary>
    public Properties Properties { get; init; } = Properties.Empty;

    /// <summary>How long connecting may take, from the first TCP packet to CONNACK.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How to connect again after a loss; null: do not.</summary>
    public BackoffPolicy? Reconnect { get; init; }

    /// <summary>
    /// How many received messages may wait for the application. At this bound the client stops reading,
    /// TCP holds the server back, and acknowledgements wait as well: take messages in a task of its own.
    /// </summary>
    public int ReceiveBufferMaximum { get; init; } = 100_000;

    /// <summary>
    /// How many QoS 1 and 2 messages may be under way to the server at once, 1 to 65,535; its Receive Maximum lowers
    /// it (MQTT 5.0).
    /// MQTT 3.1.1 servers cannot announce theirs; some lose messages above 20 (mosquitto 2.0.11 at QoS 2), hence the
    /// default.
    /// </summary>
    public ushort InFlightMaximum { get; init; } = 20;

    /// <summary>How many QoS 1 and 2 messages may be unacknowledged or wait; at this bound publishing waits for its
    /// turn.</summary>
    public int PublishMaximum { get; init; } = 10_000;

    /// <summary>
    /// Whether to go on when the server has a session that this client object does not know, as after a restart of a
    /// program.
    /// MQTT 5.0 [MQTT-3.2.2-4] asks to close then; set it to false to do so.
    /// </summary>
    public bool AcceptsUnknownSession { get; init; } = true;

    /// <summary>Whether a reconnect subscribes again when the server says that it has no session (Session Present
    /// 0).</summary>
    public bool ResubscribesWithNewSession { get; init; } = true;
}
