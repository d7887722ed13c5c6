using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Broker;

/// <summary>Every choice that the standard leaves to a server, with mosquitto's defaults where they are
/// sensible.</summary>
/// <remarks>A policy is a value: derive another one by <c>with</c>. What differs from the defaults of other brokers is
/// said at each choice.</remarks>
public sealed record BrokerPolicy
{
    /// <summary>The policy with all defaults.</summary>
    public static BrokerPolicy Default { get; } = new();

    /// <summary>How many QoS 1 and 2 messages may be in flight to one client, 1 to 65,535; its Receive Maximum may
    /// lower it. mosquitto: 20; HiveMQ: 10; EMQX: 32.</summary>
    public ushort InFlightMaximum { get; init; } = 20;

    /// <summary>How much may wait for one client beyond what is in flight, and who gives way (MQTT 5.0 section 4.9 is
    /// silent). mosquitto and HiveMQ: 1,000 messages.</summary>
    public QueueLimits Queue { get; init; } = new();

    /// <summary>Whether QoS 0 messages wait for clients that are away (MQTT 5.0 section 4.1 allows both). mosquitto:
    /// no; EMQX: yes.</summary>
    public bool KeepsQoS0 { get; init; }

    /// <summary>How many copies of a message a client gets when several of its subscriptions match (MQTT 5.0 section
    /// 3.3.4). mosquitto: one; EMQX: one for each.</summary>
    public OverlappingSubscriptions OverlappingSubscriptions { get; init; } = OverlappingSubscriptions.OneCopy;

    /// <summary>When a QoS 2 message is routed: at PUBREL (method A of MQTT 3.1.1 figure 4.3) or at PUBLISH (its method
    /// B, and what MQTT 5.0 figure 4.3 shows). mosquitto: at PUBREL; here at PUBLISH, so that only an identifier is
    /// stored.</summary>
    public QosReceiverMethod ReceiverMethod { get; init; } = QosReceiverMethod.DeliverAtPublish;

    /// <summary>The highest QoS that clients may publish at (MQTT 5.0 section 3.2.2.3.4). AWS IoT Core: 1.</summary>
    public QualityOfService MaximumQoS { get; init; } = QualityOfService.ExactlyOnce;

    /// <summary>Whether retained messages are kept (MQTT 5.0 section 3.2.2.3.5).</summary>
    public bool RetainAvailable { get; init; } = true;

    /// <summary>Whether filters with wildcards are accepted (MQTT 5.0 section 3.2.2.3.11).</summary>
    public bool WildcardSubscriptionAvailable { get; init; } = true;

    /// <summary>Whether subscription identifiers are accepted (MQTT 5.0 section 3.2.2.3.12).</summary>
    public bool SubscriptionIdentifierAvailable { get; init; } = true;

    /// <summary>Whether shared subscriptions are accepted (MQTT 5.0 section 3.2.2.3.13).</summary>
    public bool SharedSubscriptionAvailable { get; init; } = true;

    /// <summary>Whether shared subscriptions feed members that are away (MQTT 5.0 section 4.8.2). mosquitto: they take
    /// turns.</summary>
    public SharedOfflineMembers SharedOfflineMembers { get; init; } = SharedOfflineMembers.PreferOnline;

    /// <summary>The longest that a session outlives its connection, also one of MQTT 3.1.1; null: no limit (MQTT 5.0
    /// section 3.2.2.3.2). HiveMQ and EMQX limit it.</summary>
    public TimeSpan? SessionExpiryMaximum { get; init; }

    /// <summary>The longest Keep Alive in seconds; null: no limit. MQTT 5.0 clients are told by Server Keep Alive; MQTT
    /// 3.1.1 clients above it, or with 0, are refused as mosquitto does.</summary>
    public ushort? KeepAliveMaximum { get; init; }

    /// <summary>How many unacknowledged QoS 1 and 2 messages a client may have (MQTT 5.0 section 3.2.2.3.3). mosquitto:
    /// 20.</summary>
    public ushort ReceiveMaximum { get; init; } = 20;

    /// <summary>The highest topic alias that clients may set; 0: none (MQTT 5.0 section 3.2.2.3.8). mosquitto:
    /// 10.</summary>
    public ushort TopicAliasMaximum { get; init; } = 10;

    /// <summary>How many topic aliases the broker itself uses towards a client that takes them; 0: none. mosquitto:
    /// 10.</summary>
    public ushort OutgoingTopicAliasMaximum { get; init; } = 10;

    /// <summary>The largest packet, in bytes, that clients may send; a larger one closes the connection. mosquitto 2.1:
    /// 2,000,000; 2.0: no limit but the protocol's.</summary>
    public uint MaximumPacketSize { get; init; } = 2_000_000;

    /// <summary>How long a connection may take to send CONNECT before it is closed (MQTT 5.0 section 3.1.4 asks for a
    /// reasonable time).</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a client without an identifier is assigned one, or is refused (MQTT 5.0 section
    /// 3.1.3.1).</summary>
    public bool AssignsClientIdentifiers { get; init; } = true;

    /// <summary>Filters that the operator refuses to everyone, compared character by character (MQTT 5.0 section
    /// 3.9.3).</summary>
    public IReadOnlyList<string> RefusedFilters { get; init; } = [];

    /// <summary>Whether PUBACK and PUBREC say that nobody subscribes (0x10; MQTT 5.0 section 3.4.2.1 allows both).
    /// mosquitto: yes.</summary>
    public bool ReportsNoMatchingSubscribers { get; init; } = true;

    /// <summary>Whether PUBREL and PUBCOMP say that an identifier is not known (0x92; MQTT 5.0 sections 3.6.2.1 and
    /// 3.7.2.1 allow both). mosquitto: no.</summary>
    public bool ReportsUnknownIdentifiers { get; init; }

    /// <summary>How a publish without permission is answered to an MQTT 3.1.1 client.</summary>
    public UnauthorizedPublish UnauthorizedPublish { get; init; } = UnauthorizedPublish.Acknowledge;

    /// <summary>How many sessions there may be; a client that needs another one is refused with Quota exceeded (0x97),
    /// in MQTT 3.1.1 with Server unavailable (0x03).</summary>
    public int SessionCountMaximum { get; init; } = 1_000_000;

    /// <summary>How many subscriptions a session may have; SUBACK answers a further one with Quota exceeded (0x97), in
    /// MQTT 3.1.1 with Failure (0x80).</summary>
    public int SubscriptionCountMaximum { get; init; } = 10_000;

    /// <summary>How many topics may have a retained message; one for a further topic is delivered, but not
    /// kept.</summary>
    public int RetainedCountMaximum { get; init; } = 100_000;

    /// <summary>Which packet identifier comes next in each session.</summary>
    public PacketIdentifierOrder IdentifierOrder { get; init; } = PacketIdentifierOrder.Counting;

    /// <summary>Another table for the sender of each session: a deliberate fault; null: the standard's.</summary>
    public QosTable<QosSenderState, QosSenderInput>? SenderTable { get; init; }

    /// <summary>Another table for the receiver of each session: a deliberate fault; null: that of
    /// <see cref="ReceiverMethod"/>.</summary>
    public QosTable<QosReceiverState, QosReceiverInput>? ReceiverTable { get; init; }
}
