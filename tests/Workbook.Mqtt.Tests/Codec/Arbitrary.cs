using FsCheck;
using FsCheck.Fluent;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Property = Workbook.Mqtt.Packets.Property;

namespace Workbook.Mqtt.Tests.Codec;

/// <summary>A packet together with the version and the side it belongs to.</summary>
public sealed record SentPacket(Packet Packet, ProtocolVersion Version, Sender Sender)
{
    public byte[] ToBytes() => PacketWriter.ToBytes(Version, Packet);

    public override string ToString() => $"{Version} {Sender} {Packet} {Convert.ToHexString(ToBytes())}";
}

/// <summary>Generators of every legal packet in both versions.</summary>
internal static class Arbitrary
{
    public static Gen<ProtocolVersion> Version { get; } = Gen.Elements(ProtocolVersion.V311, ProtocolVersion.V500);

    public static Gen<SentPacket> Packet { get; } =
        from version in Version
        from packet in Gen.OneOf(
            Connect(version).Select(packet => Sent(packet, version, Sender.Client)),
            ConnAck(version).Select(packet => Sent(packet, version, Sender.Server)),
            Publish(version),
            Acknowledgement(version),
            Subscribe(version).Select(packet => Sent(packet, version, Sender.Client)),
            SubAck(version).Select(packet => Sent(packet, version, Sender.Server)),
            Unsubscribe(version).Select(packet => Sent(packet, version, Sender.Client)),
            UnsubAck(version).Select(packet => Sent(packet, version, Sender.Server)),
            Gen.Constant(Sent(new PingReqPacket(), version, Sender.Client)),
            Gen.Constant(Sent(new PingRespPacket(), version, Sender.Server)),
            Disconnect(version),
            version == ProtocolVersion.V500 ? Auth() : Publish(version))
        select packet;

    private static Gen<bool> Bool { get; } = Gen.Elements(true, false);

    private static Gen<ushort> Identifier { get; } = Gen.Choose(1, 65_535).Select(id => (ushort)id);

    private static Gen<QualityOfService> QoS { get; } = Gen.Choose(0, 2).Select(qos => (QualityOfService)qos);

    private static Gen<byte[]> Bytes { get; } = Gen.Choose(0, 255).Select(one => (byte)one).ArrayOf()
        .Select(bytes => bytes.Length > 40 ? bytes[..40] : bytes);

    private static Gen<string> Text { get; } =
        Gen.Elements("", "a", "sensor/temp", "é", "\uFEFFmark", "漢字", "\U0001F321", "long " + new string('x', 200))
            .ArrayOf().Select(parts => string.Concat(parts.Take(3)));

    public static Gen<string> TopicName { get; } =
        Gen.Elements("a", "b", "", "sensor", "temp", "$SYS", "é", "\U0001F321").NonEmptyListOf()
            .Select(levels => string.Join('/', levels.Take(5))).Where(topic => topic.Length > 0);

    public static Gen<string> TopicFilter { get; } =
        from levels in Gen.Elements("a", "b", "", "sensor", "temp", "$SYS", "é", "+", "\U0001F321").NonEmptyListOf()
        from multi in Bool
        let all = multi ? levels.Take(4).Append("#") : levels.Take(4)
        let filter = string.Join('/', all)
        where filter.Length > 0
        select filter;

    private static Gen<string> AnyFilter { get; } =
        from filter in TopicFilter
        from shared in Gen.Choose(0, 3)
        select shared == 0 ? "$share/group/" + filter : filter;

    public static Gen<Properties> Properties(ProtocolVersion version, PropertyPlaces place)
    {
        if (version == ProtocolVersion.V311)
            return Gen.Constant(Packets.Properties.Empty);
        var allowed = PropertyTable.Rules.Where(rule => (rule.Places & place) != 0).ToArray();
        return
            from chosen in Gen.Elements(allowed).ArrayOf()
            let once = chosen.Where((rule, index) =>
                (rule.RepeatableIn & place) != 0 || Array.IndexOf(chosen, rule) == index)
            from properties in Sequence(once.Take(8).Select(Property))
            where properties.All(property => property.Id != PropertyId.AuthenticationData) ||
                properties.Any(property => property.Id == PropertyId.AuthenticationMethod)
            select properties.Length == 0 ? Packets.Properties.Empty : new Properties(properties);
    }

    private static Gen<Property> Property(PropertyRule rule) => rule.Type switch
    {
        PropertyType.BinaryData => Bytes.Select(bytes => new Property(rule.Id, 0, bytes)),
        PropertyType.Utf8String => Text.Select(text => new Property(rule.Id, 0, text)),
        PropertyType.Utf8StringPair =>
            from name in Text
            from value in Text
            select new Property(rule.Id, 0, new UserProperty(name, value)),
        PropertyType.Byte => Number(rule, byte.MaxValue),
        PropertyType.TwoByteInteger => Number(rule, ushort.MaxValue),
        _ => Number(rule, uint.MaxValue),
    };

    private static Gen<Property> Number(PropertyRule rule, uint maximum)
    {
        uint high = Math.Min(maximum, rule.Maximum);
        return Gen.OneOf(
            Gen.Elements(rule.Minimum, high),
            Gen.Choose((int)rule.Minimum, (int)Math.Min(high, int.MaxValue)).Select(number => (uint)number))
            .Select(number => new Property(rule.Id, number, null));
    }

    private static Gen<T[]> Sequence<T>(IEnumerable<Gen<T>> gens) => gens.Aggregate(
        Gen.Constant(Array.Empty<T>()),
        (soFar, gen) => from items in soFar from item in gen select (T[])[.. items, item]);

    private static SentPacket Sent(Packet packet, ProtocolVersion version, Sender sender) =>
        new(packet, version, sender);

    private static Gen<Sender> Side { get; } = Gen.Elements(Sender.Client, Sender.Server);

    private static Gen<ConnectPacket> Connect(ProtocolVersion version) =>
        from clean in Bool
        from keepAlive in Identifier
        from client in Text
        from hasWill in Bool
        from will in Will(version)
        from userName in Text
        from password in Bytes
        from credentials in Gen.Choose(0, 3)
        from properties in Properties(version, PropertyPlaces.Connect)
        let hasUser = credentials is 1 or 2
        let hasPassword = credentials is 2 || (credentials is 3 && version == ProtocolVersion.V500)
        select new ConnectPacket
        {
            ProtocolVersion = version,
            CleanStart = clean,
            KeepAlive = keepAlive,
            ClientIdentifier = client,
            Will = hasWill ? will : null,
            UserName = hasUser ? userName : null,
            Password = hasPassword ? password : default(ReadOnlyMemory<byte>?),
            Properties = properties,
        };

    private static Gen<Will> Will(ProtocolVersion version) =>
        from topic in TopicName
        from payload in Bytes
        from qos in QoS
        from retain in Bool
        from properties in Properties(version, PropertyPlaces.Will)
        select new Will
        {
            Topic = topic,
            Payload = payload,
            QualityOfService = qos,
            Retain = retain,
            Properties = properties,
        };

    private static Gen<ConnAckPacket> ConnAck(ProtocolVersion version) =>
        from present in Bool
        from code in version == ProtocolVersion.V500
            ? Codes(PacketType.ConnAck, Sender.Server)
            : Gen.Choose(0, 5).Select(code => ReturnCode.ToReasonCode((byte)code)!.Value)
        from properties in Properties(version, PropertyPlaces.ConnAck)
        select new ConnAckPacket
        {
            SessionPresent = present && code == ReasonCode.Success,
            ReasonCode = code,
            Properties = properties,
        };

    private static Gen<SentPacket> Publish(ProtocolVersion version) =>
        from sender in Side
        from qos in QoS
        from duplicate in Bool
        from retain in Bool
        from topic in TopicName
        from noTopic in Bool
        from id in Identifier
        from payload in Bytes
        from properties in Properties(version, PropertyTable.PlaceOf(PacketType.Publish, sender))
        select Sent(
            new PublishPacket
            {
                QualityOfService = qos,
                Duplicate = duplicate && qos != QualityOfService.AtMostOnce,
                Retain = retain,
                Topic = noTopic && properties.TopicAlias is not null ? "" : topic,
                PacketIdentifier = qos == QualityOfService.AtMostOnce ? (ushort)0 : id,
                Payload = payload,
                Properties = properties,
            },
            version,
            sender);

    private static Gen<SentPacket> Acknowledgement(ProtocolVersion version) =>
        from sender in Side
        from type in Gen.Choose((int)PacketType.PubAck, (int)PacketType.PubComp).Select(type => (PacketType)type)
        from id in Identifier
        from allowed in Codes(type, sender)
        let code = version == ProtocolVersion.V500 ? allowed : ReasonCode.Success
        from set in Properties(version, PropertyTable.PlaceOf(type, sender))
        select Sent(
            type switch
            {
                PacketType.PubAck => new PubAckPacket { PacketIdentifier = id, ReasonCode = code, Properties = set },
                PacketType.PubRec => new PubRecPacket { PacketIdentifier = id, ReasonCode = code, Properties = set },
                PacketType.PubRel => new PubRelPacket { PacketIdentifier = id, ReasonCode = code, Properties = set },
                _ => (Packet)new PubCompPacket { PacketIdentifier = id, ReasonCode = code, Properties = set },
            },
            version,
            sender);

    private static Gen<SubscribePacket> Subscribe(ProtocolVersion version) =>
        from id in Identifier
        from subscriptions in Subscription(version).NonEmptyListOf()
        from properties in Properties(version, PropertyPlaces.Subscribe)
        select new SubscribePacket
        {
            PacketIdentifier = id,
            Subscriptions = [.. subscriptions.Take(5)],
            Properties = properties,
        };

    private static Gen<Subscription> Subscription(ProtocolVersion version) =>
        from filter in AnyFilter
        from qos in QoS
        from noLocal in Bool
        from asPublished in Bool
        from handling in Gen.Choose(0, 2)
        select version == ProtocolVersion.V311
            ? new Subscription(filter, qos)
            : new Subscription(filter, qos)
            {
                NoLocal = noLocal && !filter.StartsWith("$share/", StringComparison.Ordinal),
                RetainAsPublished = asPublished,
                RetainHandling = (RetainHandling)handling,
            };

    private static Gen<SubAckPacket> SubAck(ProtocolVersion version) =>
        from id in Identifier
        from codes in (version == ProtocolVersion.V500
            ? Codes(PacketType.SubAck, Sender.Server)
            : Gen.Elements(
                ReasonCode.Success, ReasonCode.GrantedQoS1, ReasonCode.GrantedQoS2, ReasonCode.UnspecifiedError))
            .NonEmptyListOf()
        from properties in Properties(version, PropertyPlaces.SubAck)
        select new SubAckPacket { PacketIdentifier = id, ReasonCodes = [.. codes], Properties = properties };

    private static Gen<UnsubscribePacket> Unsubscribe(ProtocolVersion version) =>
        from id in Identifier
        from filters in AnyFilter.NonEmptyListOf()
        from properties in Properties(version, PropertyPlaces.Unsubscribe)
        select new UnsubscribePacket { PacketIdentifier = id, TopicFilters = [.. filters], Properties = properties };

    private static Gen<UnsubAckPacket> UnsubAck(ProtocolVersion version) =>
        from id in Identifier
        from codes in Codes(PacketType.UnsubAck, Sender.Server).NonEmptyListOf()
        from properties in Properties(version, PropertyPlaces.UnsubAck)
        select new UnsubAckPacket
        {
            PacketIdentifier = id,
            ReasonCodes = version == ProtocolVersion.V500 ? [.. codes] : [],
            Properties = properties,
        };

    private static Gen<SentPacket> Disconnect(ProtocolVersion version) =>
        from side in Side
        let sender = version == ProtocolVersion.V500 ? side : Sender.Client
        from allowed in Codes(PacketType.Disconnect, sender)
        from properties in Properties(version, PropertyTable.PlaceOf(PacketType.Disconnect, sender))
        select Sent(
            new DisconnectPacket
            {
                ReasonCode = version == ProtocolVersion.V500 ? allowed : ReasonCode.Success,
                Properties = properties,
            },
            version,
            sender);

    private static Gen<SentPacket> Auth() =>
        from sender in Side
        from code in Codes(PacketType.Auth, sender)
        from method in Text
        from data in Bytes
        select Sent(
            new AuthPacket
            {
                ReasonCode = code,
                Properties = new Properties { AuthenticationMethod = method, AuthenticationData = data },
            },
            ProtocolVersion.V500,
            sender);

    private static Gen<ReasonCode> Codes(PacketType type, Sender sender) => Gen.Elements(
        Enum.GetValues<ReasonCode>().Where(code => ReasonCodeTable.IsAllowed(type, sender, code)).ToArray());
}
