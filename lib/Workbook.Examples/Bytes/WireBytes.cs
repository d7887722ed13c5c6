using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Examples;

/// <summary>All that crosses the wire for something, in order, and its sums.</summary>
public sealed record WireBytes : ModelResult
{
    /// <summary>What crosses, in order.</summary>
    public IReadOnlyList<WireItem> Items { get; init; } = [];

    /// <summary>Bytes of MQTT packets, both ways.</summary>
    public long MqttBytes => Items.Sum(item => (long)item.MqttBytes);

    /// <summary>MQTT packets, both ways.</summary>
    public int MqttPackets => Items.Count(item => item.MqttBytes > 0);

    /// <summary>Bytes with all layers from the client.</summary>
    public long ToServerBytes => Sum(Direction.ToServer);

    /// <summary>Bytes with all layers from the server.</summary>
    public long ToClientBytes => Sum(Direction.ToClient);

    /// <summary>Bytes with all layers, both ways.</summary>
    public long TotalBytes => ToServerBytes + ToClientBytes;

    /// <summary>Follows packets through the layers.</summary>
    /// <param name="version">The version of the connection.</param>
    /// <param name="layers">What lies under MQTT.</param>
    /// <param name="packets">The packets in order, each with its way.</param>
    public static WireBytes Of(
        ProtocolVersion version, Layers layers, params IReadOnlyList<(Direction Direction, Packet Packet)> packets)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(packets);
        var items = new List<WireItem>();
        for (int index = 0; index < packets.Count; index++)
        {
            var (direction, packet) = packets[index];
            bool isFromClient = direction == Direction.ToServer;
            int mqtt = PacketWriter.SizeOf(version, packet);
            items.Add(new WireItem(packet.Type.Word(), direction, mqtt, layers.FrameBytes(mqtt, isFromClient)));
            bool isAnswered = index + 1 < packets.Count && packets[index + 1].Direction != direction;
            int alone = layers.AcknowledgementsAfter(layers.WrappedBytes(mqtt, isFromClient), isFromClient, isAnswered);
            items.AddRange(Enumerable.Repeat(Alone("TCP ACK", Opposite(direction), layers), alone));
        }

        return Of(items);
    }

    /// <summary>Joins several parts in order.</summary>
    /// <param name="parts">The parts.</param>
    public static WireBytes Join(params IEnumerable<WireBytes> parts) => Of([.. parts.SelectMany(part => part.Items)]);

    internal static WireBytes Of(IReadOnlyList<WireItem> items) => new()
    {
        Items = items,
        Working =
        [
            .. items.Select(item => new Working(item.Name, item.WireBytes, "B", item.MqttBytes > 0
                ? $"{item.MqttBytes} MQTT + {item.WireBytes - item.MqttBytes} below, {Way(item.Direction)}"
                : Way(item.Direction))),
            new Working("to server", items.Where(i => i.Direction == Direction.ToServer).Sum(i => i.WireBytes), "B", "sum"),
            new Working("to client", items.Where(i => i.Direction == Direction.ToClient).Sum(i => i.WireBytes), "B", "sum"),
        ],
    };

    internal static WireItem Alone(string name, Direction direction, Layers layers) =>
        new(name, direction, 0, layers.AcknowledgementBytes(direction == Direction.ToServer));

    private static string Way(Direction direction) => direction == Direction.ToServer ? "to server" : "to client";

    private static Direction Opposite(Direction direction) =>
        direction == Direction.ToServer ? Direction.ToClient : Direction.ToServer;

    private long Sum(Direction direction) =>
        Items.Where(item => item.Direction == direction).Sum(item => (long)item.WireBytes);
}
