using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

public sealed partial class QosSender
{
    /// <summary>Writes the state: in-flight list, window, and how much of the list was sent.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteSnapshot(SnapshotWriter writer)
    {
        writer.WriteNumber(window.ReceiveMaximum);
        writer.WriteNumber(Identifiers.Last);
        writer.WriteNumber((ulong)exchanges.Count);
        writer.WriteNumber((ulong)sentCount);
        for (int position = 0; position < exchanges.Count; position++)
        {
            ref Exchange exchange = ref exchanges[position];
            writer.WriteNumber(exchange.PacketIdentifier);
            writer.WriteByte((byte)((int)exchange.State << 1 | (exchange.KeepsContent ? 1 : 0)));
            if (exchange.KeepsContent)
                DeliverySnapshot.Write(writer, exchange.Delivery);
        }
    }

    /// <summary>Replaces the state by one that was written; the identifiers in use are then those of the in-flight
    /// list.</summary>
    /// <param name="reader">Where from.</param>
    /// <exception cref="SnapshotException">The bytes are not such a state.</exception>
    public void RestoreSnapshot(ref SnapshotReader reader)
    {
        exchanges.Clear();
        window = new InflightWindow((ushort)reader.ReadInt32(ushort.MaxValue, "a window"));
        Identifiers.RestoreLast((ushort)reader.ReadInt32(ushort.MaxValue, "the last packet identifier"));
        int count = reader.ReadInt32(ushort.MaxValue, "a count of exchanges");
        sentCount = reader.ReadInt32(window.IsOpen ? count : 0, "a count of exchanges sent");
        for (int position = 0; position < count; position++)
            RestoreExchange(ref reader);
    }

    private void RestoreExchange(ref SnapshotReader reader)
    {
        ushort identifier = (ushort)reader.ReadInt32(ushort.MaxValue, "a packet identifier");
        if (!Identifiers.TryAdd(identifier))
            throw reader.Wrong("a packet identifier that is free", $"{identifier}");
        int code = reader.ReadInt32((int)QosSenderState.AwaitingPubcomp << 1 | 1, "a state of the sender");
        var state = (QosSenderState)(code >> 1);
        bool keepsContent = (code & 1) != 0;
        if (state == QosSenderState.Free || (!keepsContent && state != QosSenderState.AwaitingPubcomp))
            throw reader.Wrong("a state of an unfinished exchange, with its content", $"{code}");
        exchanges.Add(new Exchange
        {
            PacketIdentifier = identifier,
            State = state,
            KeepsContent = keepsContent,
            Delivery = keepsContent
                ? DeliverySnapshot.Read(ref reader)
                : new Delivery(null!, QualityOfService.ExactlyOnce, false),
        });
    }
}
