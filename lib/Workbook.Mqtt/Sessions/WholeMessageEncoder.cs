using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>Writes all of a message: what a session store needs.</summary>
public sealed class WholeMessageEncoder : IMessageEncoder
{
    private const byte NumberKind = 0;
    private const byte TextKind = 1;
    private const byte BytesKind = 2;
    private const byte PairKind = 3;
    private const int PropertyCountMaximum = 0x0FFF_FFFF;

    private WholeMessageEncoder()
    {
    }

    /// <summary>The one encoder; it has no state.</summary>
    public static WholeMessageEncoder Instance { get; } = new();

    /// <inheritdoc/>
    public void Write(Message message, SnapshotWriter writer)
    {
        writer.WriteText(message.Topic);
        writer.WriteBytes(message.Payload.Span);
        writer.WriteByte((byte)((int)message.QualityOfService | (message.Retain ? 4 : 0)));
        writer.WriteTime(message.ReceivedAt);
        writer.WriteTime(message.ExpiresAt);
        writer.WriteText(message.Publisher);
        WriteProperties(writer, message.Properties);
    }

    /// <inheritdoc/>
    public Message Read(ref SnapshotReader reader)
    {
        string topic = reader.ReadText("a topic name");
        byte[] payload = reader.ReadBytes().ToArray();
        int flags = reader.ReadInt32(7, "QoS and RETAIN");
        if ((flags & 3) == 3)
            throw reader.Wrong("QoS 0, 1 or 2", "3");
        return new Message
        {
            Topic = topic,
            Payload = payload,
            QualityOfService = (QualityOfService)(flags & 3),
            Retain = (flags & 4) != 0,
            ReceivedAt = reader.ReadTime() ?? throw reader.Wrong("when the message came in", "nothing"),
            ExpiresAt = reader.ReadTime(),
            Publisher = reader.ReadText(),
            Properties = ReadProperties(ref reader),
        };
    }

    /// <summary>Writes properties in their order.</summary>
    internal static void WriteProperties(SnapshotWriter writer, Properties properties)
    {
        writer.WriteNumber((ulong)properties.Count);
        for (int position = 0; position < properties.Count; position++)
        {
            Property property = properties[position];
            writer.WriteByte((byte)property.Id);
            switch (property.Content)
            {
                case string text:
                    writer.WriteByte(TextKind);
                    writer.WriteText(text);
                    break;
                case byte[] bytes:
                    writer.WriteByte(BytesKind);
                    writer.WriteBytes(bytes);
                    break;
                case UserProperty pair:
                    writer.WriteByte(PairKind);
                    writer.WriteText(pair.Name);
                    writer.WriteText(pair.Value);
                    break;
                default:
                    writer.WriteByte(NumberKind);
                    writer.WriteNumber(property.Number);
                    break;
            }
        }
    }

    /// <summary>Reads properties.</summary>
    internal static Properties ReadProperties(ref SnapshotReader reader)
    {
        int count = reader.ReadInt32(PropertyCountMaximum, "a count of properties");
        if (count == 0)
            return Properties.Empty;
        var entries = new List<Property>();
        for (int position = 0; position < count; position++)
            entries.Add(ReadProperty(ref reader));
        return new Properties(entries);
    }

    private static Property ReadProperty(ref SnapshotReader reader)
    {
        var id = (PropertyId)reader.ReadByte();
        byte kind = reader.ReadByte();
        return kind switch
        {
            NumberKind => new Property(id, (uint)reader.ReadNumber(uint.MaxValue, "a property's value"), null),
            TextKind => new Property(id, 0, reader.ReadText("a property's text")),
            BytesKind => new Property(id, 0, reader.ReadBytes().ToArray()),
            PairKind => new Property(id, 0, new UserProperty(reader.ReadText("a name"), reader.ReadText("a value"))),
            _ => throw reader.Wrong("a kind of property from 0 to 3", $"{kind}"),
        };
    }
}
