using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Broker;

/// <summary>The state of a broker in numbers, at one moment.</summary>
/// <param name="ConnectionCount">Open connections, also those that have not sent CONNECT.</param>
/// <param name="SessionCount">Sessions, connected or stored.</param>
/// <param name="SubscriptionCount">Subscriptions of all sessions.</param>
/// <param name="RetainedCount">Retained messages.</param>
/// <param name="QueuedCount">Messages that wait, over all sessions.</param>
/// <param name="InFlightCount">Unfinished exchanges towards clients, over all sessions.</param>
/// <param name="DroppedCount">Messages dropped since the start, counted once for each receiver that missed one.</param>
/// <param name="Received">Packets that came in, by type; the object goes on counting.</param>
/// <param name="Sent">Packets that went out, by type; the object goes on counting.</param>
public sealed record BrokerStatistics(
    int ConnectionCount,
    int SessionCount,
    int SubscriptionCount,
    int RetainedCount,
    long QueuedCount,
    long InFlightCount,
    long DroppedCount,
    PacketCounts Received,
    PacketCounts Sent);
