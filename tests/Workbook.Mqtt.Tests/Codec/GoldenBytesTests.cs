using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Tests.Codec;

/// <summary>Packets beside their bytes, written by hand from the standard; both directions are checked.</summary>
public sealed class GoldenBytesTests
{
    private const ProtocolVersion V311 = ProtocolVersion.V311, V500 = ProtocolVersion.V500;

    public static TheoryData<string, SentPacket> Fixtures => new()
    {
        { "10 0E 00 04 4D 51 54 54 04 02 00 3C 00 02 63 31", Client(V311, new ConnectPacket
            { ProtocolVersion = V311, KeepAlive = 60, ClientIdentifier = "c1" }) },
        { "10 0F 00 04 4D 51 54 54 05 02 00 3C 00 00 02 63 31", Client(V500, new ConnectPacket
            { KeepAlive = 60, ClientIdentifier = "c1" }) },
        { "10 23 00 04 4D 51 54 54 04 EC 00 0A 00 02 63 31 00 05 73 74 61 74 65 00 03 6F 66 66 00 01 75 00 04 70 61 73 73",
            Client(V311, new ConnectPacket
            {
                ProtocolVersion = V311,
                CleanStart = false,
                KeepAlive = 10,
                ClientIdentifier = "c1",
                Will = new Will
                {
                    Topic = "state",
                    Payload = "off"u8.ToArray(),
                    QualityOfService = QualityOfService.AtLeastOnce,
                    Retain = true,
                },
                UserName = "u",
                Password = "pass"u8.ToArray(),
            }) },
        { "10 20 00 04 4D 51 54 54 05 06 00 0A 05 11 00 00 00 78 00 01 63 05 18 00 00 00 05 00 01 77 00 02 68 69",
            Client(V500, new ConnectPacket
            {
                KeepAlive = 10,
                ClientIdentifier = "c",
                Properties = new Properties { SessionExpiryInterval = 120 },
                Will = new Will
                {
                    Topic = "w",
                    Payload = "hi"u8.ToArray(),
                    Properties = new Properties { WillDelayInterval = 5 },
                },
            }) },
        { "20 02 01 00", Server(V311, new ConnAckPacket { SessionPresent = true }) },
        { "20 02 00 05", Server(V311, new ConnAckPacket { ReasonCode = ReasonCode.NotAuthorized }) },
        { "20 06 00 00 03 21 00 14", Server(V500, new ConnAckPacket
            { Properties = new Properties { ReceiveMaximum = 20 } }) },
        { "20 03 00 87 00", Server(V500, new ConnAckPacket { ReasonCode = ReasonCode.NotAuthorized }) },
        { "32 13 00 0B 73 65 6E 73 6F 72 2F 74 65 6D 70 00 01 32 35 2E 35", Client(V311, new PublishPacket
            {
                QualityOfService = QualityOfService.AtLeastOnce,
                PacketIdentifier = 1,
                Topic = "sensor/temp",
                Payload = "25.5"u8.ToArray(),
            }) },
        { "31 05 00 01 61 68 69", Client(V311, new PublishPacket
            { Retain = true, Topic = "a", Payload = "hi"u8.ToArray() }) },
        { "3C 0E 00 01 61 12 34 05 02 00 00 00 1E 68 69 21", Server(V500, new PublishPacket
            {
                Duplicate = true,
                QualityOfService = QualityOfService.ExactlyOnce,
                PacketIdentifier = 0x1234,
                Topic = "a",
                Properties = new Properties { MessageExpiryInterval = 30 },
                Payload = "hi!"u8.ToArray(),
            }) },
        { "30 09 00 00 03 23 00 07 79 65 73", Client(V500, new PublishPacket
            { Properties = new Properties { TopicAlias = 7 }, Payload = "yes"u8.ToArray() }) },
        { "40 02 12 34", Server(V311, new PubAckPacket { PacketIdentifier = 0x1234 }) },
        { "40 02 12 34", Server(V500, new PubAckPacket { PacketIdentifier = 0x1234 }) },
        { "40 03 12 34 10", Server(V500, new PubAckPacket
            { PacketIdentifier = 0x1234, ReasonCode = ReasonCode.NoMatchingSubscribers }) },
        { "50 08 00 01 97 04 1F 00 01 78", Server(V500, new PubRecPacket
            {
                PacketIdentifier = 1,
                ReasonCode = ReasonCode.QuotaExceeded,
                Properties = new Properties { ReasonString = "x" },
            }) },
        { "62 02 00 01", Client(V311, new PubRelPacket { PacketIdentifier = 1 }) },
        { "70 03 00 01 92", Server(V500, new PubCompPacket
            { PacketIdentifier = 1, ReasonCode = ReasonCode.PacketIdentifierNotFound }) },
        { "82 08 00 0A 00 03 61 2F 23 01", Client(V311, new SubscribePacket
            { PacketIdentifier = 10, Subscriptions = [new("a/#", QualityOfService.AtLeastOnce)] }) },
        { "82 0B 00 0A 02 0B 07 00 03 61 2F 2B 2E", Client(V500, new SubscribePacket
            {
                PacketIdentifier = 10,
                Properties = new Properties { SubscriptionIdentifiers = [7] },
                Subscriptions =
                [
                    new("a/+", QualityOfService.ExactlyOnce)
                    {
                        NoLocal = true,
                        RetainAsPublished = true,
                        RetainHandling = RetainHandling.DoNotSend,
                    },
                ],
            }) },
        { "90 04 00 0A 01 80", Server(V311, new SubAckPacket
            { PacketIdentifier = 10, ReasonCodes = [ReasonCode.GrantedQoS1, ReasonCode.UnspecifiedError] }) },
        { "90 04 00 0A 00 8F", Server(V500, new SubAckPacket
            { PacketIdentifier = 10, ReasonCodes = [ReasonCode.TopicFilterInvalid] }) },
        { "A2 05 00 0B 00 01 61", Client(V311, new UnsubscribePacket
            { PacketIdentifier = 11, TopicFilters = ["a"] }) },
        { "A2 06 00 0B 00 00 01 61", Client(V500, new UnsubscribePacket
            { PacketIdentifier = 11, TopicFilters = ["a"] }) },
        { "B0 02 00 0B", Server(V311, new UnsubAckPacket { PacketIdentifier = 11 }) },
        { "B0 04 00 0B 00 11", Server(V500, new UnsubAckPacket
            { PacketIdentifier = 11, ReasonCodes = [ReasonCode.NoSubscriptionExisted] }) },
        { "C0 00", Client(V311, new PingReqPacket()) },
        { "D0 00", Server(V500, new PingRespPacket()) },
        { "E0 00", Client(V311, new DisconnectPacket()) },
        { "E0 00", Client(V500, new DisconnectPacket()) },
        { "E0 01 8E", Server(V500, new DisconnectPacket { ReasonCode = ReasonCode.SessionTakenOver }) },
        { "E0 07 04 05 11 00 00 00 00", Client(V500, new DisconnectPacket
            {
                ReasonCode = ReasonCode.DisconnectWithWillMessage,
                Properties = new Properties { SessionExpiryInterval = 0 },
            }) },
        { "F0 00", Server(V500, new AuthPacket()) },
        { "F0 0B 18 09 15 00 01 6D 16 00 02 01 02", Client(V500, new AuthPacket
            {
                ReasonCode = ReasonCode.ContinueAuthentication,
                Properties = new Properties { AuthenticationMethod = "m", AuthenticationData = [1, 2] },
            }) },
    };

    [Theory]
    [MemberData(nameof(Fixtures), DisableDiscoveryEnumeration = true)]
    [Trait("clause", "3.1.1 2.3.1-5")]
    [Trait("clause", "3.1.1 3.1.2-9")]
    [Trait("clause", "5.0 2.2.1-2")]
    [Trait("clause", "5.0 3.1.2-9")]
    public void Packet_is_written_as_the_standard_says(string hex, SentPacket sent) =>
        Assert.Equal(hex.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(sent.ToBytes()));

    [Theory]
    [MemberData(nameof(Fixtures), DisableDiscoveryEnumeration = true)]
    [Trait("clause", "3.1.1 2.3.1-5")]
    [Trait("clause", "3.1.1 3.1.2-9")]
    [Trait("clause", "5.0 2.2.1-2")]
    [Trait("clause", "5.0 3.1.2-9")]
    public void Bytes_are_read_as_the_standard_says(string hex, SentPacket sent)
    {
        bool isRead = PacketReader.TryRead(
            Checking.Bytes(hex), sent.Version, sent.Sender, out Packet? packet, out PacketError? error);
        Assert.True(isRead, error?.ToString());
        Assert.Equal(sent.Packet, packet);
    }

    [Fact]
    public void Reason_code_may_be_followed_by_an_empty_set_of_properties()
    {
        Assert.True(PacketReader.TryReadAcknowledgement(
            Checking.Bytes("40 04 12 34 00 00"), V500, out Acknowledgement acknowledgement, out _));
        Assert.Equal(new Acknowledgement(PacketType.PubAck, 0x1234), acknowledgement);
    }

    private static SentPacket Client(ProtocolVersion version, Packet packet) => new(packet, version, Sender.Client);

    private static SentPacket Server(ProtocolVersion version, Packet packet) => new(packet, version, Sender.Server);
}
