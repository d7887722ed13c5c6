using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>Turns a PUBLISH packet into a message with its hop's header, and back.</summary>
public static class PublishConversion
{
    /// <summary>Gives the message and the hop's header of a packet that came in.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="publisher">The client identifier of the sender, where it is a client; else null.</param>
    public static IncomingPublish ToIncoming(this PublishPacket packet, TimeSpan now, string? publisher = null)
    {
        Properties properties = packet.Properties;
        var message = new Message
        {
            Topic = packet.Topic,
            Payload = packet.Payload,
            QualityOfService = packet.QualityOfService,
            Retain = packet.Retain,
            Properties = properties.Count == 0 ? Properties.Empty : WithoutHop(properties),
            ReceivedAt = now,
            ExpiresAt = now.PlusSeconds(properties.MessageExpiryInterval),
            Publisher = publisher,
        };
        IReadOnlyList<uint>? identifiers = properties.Count == 0 ? null : properties.SubscriptionIdentifiers;
        return new IncomingPublish(
            message,
            packet.PacketIdentifier,
            packet.QualityOfService,
            packet.Duplicate,
            packet.Retain,
            identifiers is { Count: > 0 } ? identifiers : null,
            properties.TopicAlias ?? 0);
    }

    /// <summary>Gives the message and the hop's header of a PUBLISH that is read in place; without properties the only
    /// memory it takes is that of the message and its content.</summary>
    /// <param name="view">The PUBLISH in the receive buffer.</param>
    /// <param name="now">The time since the driver's start.</param>
    /// <param name="publisher">The client identifier of the sender, where it is a client; else null.</param>
    /// <param name="topic">The topic, where the caller has the text already; null: it is read.</param>
    public static IncomingPublish ToIncoming(
        in this PublishView view, TimeSpan now, string? publisher = null, string? topic = null)
    {
        if (!view.PropertyBytes.IsEmpty)
            return view.ToPacket().ToIncoming(now, publisher);
        var message = new Message
        {
            Topic = topic ?? view.ReadTopic(),
            Payload = view.Payload.ToArray(),
            QualityOfService = view.QualityOfService,
            Retain = view.Retain,
            ReceivedAt = now,
            Publisher = publisher,
        };
        return new IncomingPublish(
            message, view.PacketIdentifier, view.QualityOfService, view.Duplicate, view.Retain);
    }

    /// <summary>Gives the packet of a message that goes out.</summary>
    /// <param name="publish">The message and its hop's header.</param>
    public static PublishPacket ToPacket(in this OutgoingPublish publish)
    {
        var properties = new List<Property>(publish.Message.Properties);
        if (publish.MessageExpiryInterval is { } seconds)
            properties.Add(new Property(PropertyId.MessageExpiryInterval, seconds, null));
        if (publish.TopicAlias != 0)
            properties.Add(new Property(PropertyId.TopicAlias, publish.TopicAlias, null));
        foreach (uint identifier in publish.SubscriptionIdentifiers ?? [])
            properties.Add(new Property(PropertyId.SubscriptionIdentifier, identifier, null));
        return new PublishPacket
        {
            Topic = publish.OmitsTopic ? "" : publish.Message.Topic,
            Payload = publish.Message.Payload,
            QualityOfService = publish.QualityOfService,
            PacketIdentifier = publish.PacketIdentifier,
            Duplicate = publish.Duplicate,
            Retain = publish.Retain,
            Properties = properties.Count == 0 ? Properties.Empty : new Properties(properties),
        };
    }

    /// <summary>Gives an acknowledgement as a value.</summary>
    /// <param name="packet">A PUBACK, PUBREC, PUBREL or PUBCOMP.</param>
    public static Acknowledgement ToAcknowledgement(this AcknowledgementPacket packet) =>
        new(packet.Type, packet.PacketIdentifier, packet.ReasonCode);

    /// <summary>Gives an acknowledgement as a packet.</summary>
    /// <param name="value">The acknowledgement.</param>
    public static Packet ToPacket(in this Acknowledgement value) => value.Type switch
    {
        PacketType.PubAck => new PubAckPacket
        {
            PacketIdentifier = value.PacketIdentifier, ReasonCode = value.ReasonCode,
        },
        PacketType.PubRec => new PubRecPacket
        {
            PacketIdentifier = value.PacketIdentifier, ReasonCode = value.ReasonCode,
        },
        PacketType.PubRel => new PubRelPacket
        {
            PacketIdentifier = value.PacketIdentifier, ReasonCode = value.ReasonCode,
        },
        _ => new PubCompPacket { PacketIdentifier = value.PacketIdentifier, ReasonCode = value.ReasonCode },
    };

    /// <summary>Gives the same message under the topic that an alias stands for.</summary>
    internal static Message WithTopic(this Message message, string topic) => new()
    {
        Topic = topic,
        Payload = message.Payload,
        QualityOfService = message.QualityOfService,
        Retain = message.Retain,
        Properties = message.Properties,
        ReceivedAt = message.ReceivedAt,
        ExpiresAt = message.ExpiresAt,
        Publisher = message.Publisher,
    };

    /// <summary>Adds an interval in seconds; null stays null, for never.</summary>
    internal static TimeSpan? PlusSeconds(this TimeSpan now, uint? seconds) =>
        seconds is { } count ? now + TimeSpan.FromSeconds(count) : null;

    private static Properties WithoutHop(Properties properties)
    {
        var kept = new List<Property>();
        foreach (Property property in properties)
        {
            bool isOfThisHop = property.Id is PropertyId.MessageExpiryInterval or PropertyId.TopicAlias
                or PropertyId.SubscriptionIdentifier;
            if (!isOfThisHop)
                kept.Add(property);
        }

        return kept.Count == 0 ? Properties.Empty : new Properties(kept);
    }
}
