using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>Writes and reads a <see cref="Delivery"/> in snapshots.</summary>
internal static class DeliverySnapshot
{
    private const int SubscriptionIdentifierMaximum = 268_435_455;

    public static void Write(SnapshotWriter writer, in Delivery delivery)
    {
        int identifierCount = delivery.SubscriptionIdentifiers?.Count ?? 0;
        int flags = (int)delivery.QualityOfService | (delivery.Retain ? 4 : 0) | (identifierCount > 0 ? 8 : 0);
        writer.WriteByte((byte)flags);
        writer.WriteMessage(delivery.Message);
        if (identifierCount == 0)
            return;
        writer.WriteNumber((ulong)identifierCount);
        for (int position = 0; position < identifierCount; position++)
            writer.WriteNumber(delivery.SubscriptionIdentifiers![position]);
    }

    public static Delivery Read(ref SnapshotReader reader)
    {
        int flags = reader.ReadInt32(15, "QoS, RETAIN and whether there are subscription identifiers");
        if ((flags & 3) == 3)
            throw reader.Wrong("QoS 0, 1 or 2", "3");
        Message message = reader.ReadMessage();
        var qualityOfService = (QualityOfService)(flags & 3);
        List<uint>? identifiers = (flags & 8) != 0 ? ReadIdentifiers(ref reader) : null;
        return new Delivery(message, qualityOfService, (flags & 4) != 0, identifiers);
    }

    private static List<uint> ReadIdentifiers(ref SnapshotReader reader)
    {
        int count = reader.ReadInt32(SubscriptionIdentifierMaximum, "a count of subscription identifiers");
        if (count == 0)
            throw reader.Wrong("at least one subscription identifier", "none");
        var identifiers = new List<uint>();
        for (int position = 0; position < count; position++)
            identifiers.Add((uint)reader.ReadNumber(SubscriptionIdentifierMaximum, "a subscription identifier"));
        return identifiers;
    }
}
