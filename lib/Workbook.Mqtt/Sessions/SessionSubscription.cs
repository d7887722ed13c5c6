using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>A subscription as a server's session keeps it.</summary>
/// <param name="Options">The filter and its options; the QoS is the granted one.</param>
/// <param name="Identifier">The subscription identifier, 1 to 268,435,455 (MQTT 5.0); 0 for none.</param>
public sealed record SessionSubscription(Subscription Options, uint Identifier)
{
    private const uint IdentifierMaximum = 268_435_455;

    /// <summary>Writes the subscription.</summary>
    /// <param name="writer">Where to.</param>
    internal void WriteSnapshot(SnapshotWriter writer)
    {
        int flags = (int)Options.MaximumQoS | (Options.NoLocal ? 4 : 0) | (Options.RetainAsPublished ? 8 : 0) |
            ((int)Options.RetainHandling << 4);
        writer.WriteText(Options.TopicFilter);
        writer.WriteByte((byte)flags);
        writer.WriteNumber(Identifier);
    }

    /// <summary>Reads a subscription.</summary>
    internal static SessionSubscription ReadSnapshot(ref SnapshotReader reader)
    {
        string filter = reader.ReadText("a topic filter");
        int flags = reader.ReadInt32(0x2F, "subscription options");
        if ((flags & 3) == 3)
            throw reader.Wrong("QoS 0, 1 or 2", "3");
        var options = new Subscription(filter, (QualityOfService)(flags & 3))
        {
            NoLocal = (flags & 4) != 0,
            RetainAsPublished = (flags & 8) != 0,
            RetainHandling = (RetainHandling)(flags >> 4),
        };
        return new SessionSubscription(
            options, (uint)reader.ReadNumber(IdentifierMaximum, "a subscription identifier"));
    }
}
