using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

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

    /// <summary>Whether to start with an empty session.</summary>
    /// <remarks>
    /// MQTT 5.0: only the first connect starts clean, reconnects resume what <see cref="SessionExpiryInterval"/> keeps.
    /// MQTT 3.1.1: with Clean Session every reconnect starts clean, and unfinished messages are given up.
    /// </remarks>
    public bool CleanStart { get; init; } = true;

    /// <summary>How long the server keeps the session after the connection (MQTT 5.0), rounded up to whole seconds;
    /// zero: not at all, infinite: for ever.</summary>
    public TimeSpan SessionExpiryInterval { get; init; }

    /// <summary>The longest silence before the client sends a PINGREQ, rounded up to whole seconds, at most 65,535;
    /// zero turns it off.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The message that the server publishes when the connection ends without a normal DISCONNECT; null for
    /// none.</summary>
    public Will? Will { get; init; }

    /// <summary>The user name; null takes the one of the URI, if any.</summary>
    public string? UserName { get; init; }

    /// <summary>The password; null takes the one of the URI, if any.</summary>
    public string? Password { get; init; }

    /// <summary>How many QoS 1 and 2 messages the server may have in flight to this client (MQTT 5.0), 1 to
    /// 65,535.</summary>
    public ushort ReceiveMaximum { get; init; } = ushort.MaxValue;

    /// <summary>The largest packet that this client accepts, in bytes (MQTT 5.0 announces it).</summary>
    public uint MaximumPacketSize { get; init; } = 16 * 1024 * 1024;

    /// <summary>How many topic aliases to use when publishing, at most as many as the server takes (MQTT 5.0); 0: the
    /// topic is always sent.</summary>
    public ushort TopicAliasMaximum { get; init; }

    /// <summary>Further properties of CONNECT (MQTT 5.0), such as user properties.</summary>
    public Properties Properties { get; init; } = Properties.Empty;

    /// <summary>How long connecting may take, from the first TCP packet to CONNACK; at this bound it fails with an
    /// <see cref="MqttConnectException"/>.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How to connect again after a loss; null: the client stays disconnected.</summary>
    public BackoffPolicy? Reconnect { get; init; }

    /// <summary>How many received messages may wait for the application to take them.</summary>
    /// <remarks>At this bound the client stops reading and TCP holds the server back; acknowledgements then wait as
    /// well, so take messages in a task of its own.</remarks>
    public int ReceiveBufferMaximum { get; init; } = 100_000;

    /// <summary>How many QoS 1 and 2 messages may be in flight to the server, 1 to 65,535; its Receive Maximum lowers
    /// it (MQTT 5.0).</summary>
    /// <remarks>MQTT 3.1.1 servers cannot announce their limit, and some lose messages above 20 (mosquitto 2.0.11 at
    /// QoS 2), hence the default.</remarks>
    public ushort InFlightMaximum { get; init; } = 20;

    /// <summary>How many QoS 1 and 2 messages may wait or be unacknowledged together; at this bound publishing waits
    /// for its turn.</summary>
    public int PublishMaximum { get; init; } = 10_000;

    /// <summary>Whether to go on when the server has a session of which this client object has no state.</summary>
    /// <remarks>MQTT 5.0 [MQTT-3.2.2-4] requires the client to close the connection then, which false does. True
    /// deviates, so that a program that was restarted can go on with its session.</remarks>
    public bool AcceptsUnknownSession { get; init; } = true;

    /// <summary>Whether a reconnect subscribes again when the server says that it has no session (Session Present
    /// 0).</summary>
    public bool ResubscribesWithNewSession { get; init; } = true;

    /// <summary>Makes, for each connection, what stands between the client's machine, its wire and this client; null:
    /// nothing does. It is there for deliberate faults.</summary>
    public Func<ClientSession, IPacketSink, IClientEvents, IClientShell>? Shell { get; init; }
}
