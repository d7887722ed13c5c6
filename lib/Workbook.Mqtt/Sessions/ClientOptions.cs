using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>The choices that the standard leaves to a client.</summary>
public sealed record ClientOptions
{
    /// <summary>How many QoS 1 and 2 messages the client wants in flight, 1 to 65,535; the server's Receive Maximum may
    /// lower it.</summary>
    public ushort InFlightMaximum { get; init; } = ushort.MaxValue;

    /// <summary>How much may wait, and who gives way.</summary>
    public QueueLimits Queue { get; init; } = new();

    /// <summary>Whether QoS 0 messages wait too while there is no connection.</summary>
    public bool KeepsQoS0 { get; init; } = true;

    /// <summary>How many topic aliases the client uses at most; 0: it always sends the topic (MQTT 5.0 section
    /// 3.2.2.3.8 leaves it open below the server's maximum).</summary>
    public ushort TopicAliasMaximum { get; init; } = ushort.MaxValue;

    /// <summary>When QoS 2 messages are handed to the application.</summary>
    public QosReceiverMethod ReceiverMethod { get; init; } = QosReceiverMethod.DeliverAtPublish;

    /// <summary>How long CONNACK may take before the client closes.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long PINGRESP may take before the client closes.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether to go on when the server has a session that this client does not know; MQTT 5.0 [MQTT-3.2.2-4]
    /// requires closing.</summary>
    public bool AcceptsUnknownSession { get; init; }

    /// <summary>Which free packet identifier is taken next.</summary>
    public PacketIdentifierOrder IdentifierOrder { get; init; }

    /// <summary>The highest packet identifier to use, 1 to 65,535.</summary>
    public ushort IdentifierMaximum { get; init; } = ushort.MaxValue;

    /// <summary>Another table for the sender: a deliberate fault; null: the standard's.</summary>
    public QosTable<QosSenderState, QosSenderInput>? SenderTable { get; init; }

    /// <summary>Another table for the receiver: a deliberate fault; null: that of
    /// <see cref="ReceiverMethod"/>.</summary>
    public QosTable<QosReceiverState, QosReceiverInput>? ReceiverTable { get; init; }
}
