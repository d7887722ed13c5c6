using Workbook.Mqtt.Packets;
using static Workbook.Mqtt.Codec.PacketFault;

namespace Workbook.Mqtt.Codec;

/// <summary>
/// Every rule that can be decided from one packet alone.
/// What is said of properties is in <see cref="PropertyTable"/>.
/// </summary>
internal static class PacketRules
{
    public static PacketRule Type { get; } = new(
        "a packet type of this version (1 to 14; 15 in MQTT 5.0)", MalformedPacket, "section 2.2.1", "section 2.1.2");

    public static PacketRule HeaderFlags { get; } = new(
        "the flags that this packet type prescribes", MalformedPacket, "[MQTT-2.2.2-2]", "[MQTT-2.1.3-1]");

    public static PacketRule PublishQoS { get; } = new(
        "QoS 0, 1 or 2", MalformedPacket, "[MQTT-3.3.1-4]", "[MQTT-3.3.1-4]");

    public static PacketRule DuplicateAtQoS0 { get; } = new(
        "DUP 0, since QoS 0 is never repeated", MalformedPacket, "[MQTT-3.3.1-2]", "[MQTT-3.3.1-2]");

    public static PacketRule VariableByteIntegerLength { get; } = new(
        "a number of at most four bytes", MalformedPacket, "section 2.2.3", "section 1.5.5");

    public static PacketRule VariableByteIntegerMinimal { get; } = new(
        "a number in the fewest bytes that can say it", MalformedPacket, null, "[MQTT-1.5.5-1]");

    public static PacketRule PacketSize { get; } = new(
        "no more bytes than this receiver's Maximum Packet Size",
        ProtocolError, "section 2.2.3", "[MQTT-3.1.2-24]", ReasonCode.PacketTooLarge);

    public static PacketRule FrameLength { get; } = new(
        "as many bytes as Msg Len says", MalformedPacket, "section 2.2.3", "section 2.1.4");

    public static PacketRule EnoughBytes { get; } = new(
        "the field to end inside the packet", MalformedPacket, "section 2.2.3", "section 2.1.4");

    public static PacketRule NothingAfter { get; } = new(
        "the packet to end here", MalformedPacket, "section 2.2.3", "section 2.1.4");

    public static PacketRule SentByThisSide { get; } = new(
        "a packet that this side may send", ProtocolError, "section 2.2.1", "section 2.1.2");

    public static PacketRule Utf8 { get; } = new(
        "well-formed UTF-8 without surrogates", MalformedPacket, "[MQTT-1.5.3-1]", "[MQTT-1.5.4-1]");

    public static PacketRule NoNull { get; } = new(
        "text without U+0000", MalformedPacket, "[MQTT-1.5.3-2]", "[MQTT-1.5.4-2]");

    public static PacketRule PacketIdentifier { get; } = new(
        "a packet identifier from 1 to 65,535", ProtocolError, "[MQTT-2.3.1-1]", "[MQTT-2.2.1-3]");

    public static PacketRule ProtocolName { get; } = new(
        "the protocol name MQTT",
        ProtocolError, "[MQTT-3.1.2-1]", "[MQTT-3.1.2-1]", ReasonCode.UnsupportedProtocolVersion);

    public static PacketRule ProtocolLevel { get; } = new(
        "version 4 (MQTT 3.1.1) or 5 (MQTT 5.0)",
        ProtocolError, "[MQTT-3.1.2-2]", "[MQTT-3.1.2-2]", ReasonCode.UnsupportedProtocolVersion);

    public static PacketRule ConnectReserved { get; } = new(
        "the reserved bit 0 to be 0", MalformedPacket, "[MQTT-3.1.2-3]", "[MQTT-3.1.2-3]");

    public static PacketRule WillQoSWithoutWill { get; } = new(
        "will QoS 0, since there is no will", MalformedPacket, "[MQTT-3.1.2-13]", "[MQTT-3.1.2-11]");

    public static PacketRule WillRetainWithoutWill { get; } = new(
        "will retain 0, since there is no will", MalformedPacket, "[MQTT-3.1.2-15]", "[MQTT-3.1.2-13]");

    public static PacketRule WillQoS { get; } = new(
        "will QoS 0, 1 or 2", MalformedPacket, "[MQTT-3.1.2-14]", "[MQTT-3.1.2-12]");

    public static PacketRule PasswordWithoutUserName { get; } = new(
        "no password without a user name", MalformedPacket, "[MQTT-3.1.2-22]", null);

    public static PacketRule AcknowledgeFlags { get; } = new(
        "only bit 0 (Session Present) to be used", MalformedPacket, "section 3.2.2.1", "[MQTT-3.2.2-1]");

    public static PacketRule SessionPresentOnRefusal { get; } = new(
        "Session Present 0 in a refusal", ProtocolError, "[MQTT-3.2.2-4]", "[MQTT-3.2.2-6]");

    public static PacketRule ReturnCode { get; } = new(
        "a return code from 0 to 5", ProtocolError, "section 3.2.2.3", null);

    public static PacketRule GrantedQoS { get; } = new(
        "0x00, 0x01, 0x02 or 0x80", ProtocolError, "[MQTT-3.9.3-2]", null);

    public static PacketRule TopicEmpty { get; } = new(
        "a topic name of at least one character", ProtocolError, "[MQTT-4.7.3-1]", "[MQTT-4.7.3-1]");

    public static PacketRule TopicEmptyWithoutAlias { get; } = new(
        "a topic name, since there is no Topic Alias", ProtocolError, "[MQTT-4.7.3-1]", "section 3.3.2.3.4");

    public static PacketRule TopicWildcard { get; } = new(
        "a topic name without + and #", MalformedPacket, "[MQTT-3.3.2-2]", "[MQTT-3.3.2-2]");

    public static PacketRule SubscribeEmpty { get; } = new(
        "at least one topic filter", ProtocolError, "[MQTT-3.8.3-3]", "[MQTT-3.8.3-2]");

    public static PacketRule UnsubscribeEmpty { get; } = new(
        "at least one topic filter", ProtocolError, "[MQTT-3.10.3-2]", "[MQTT-3.10.3-2]");

    public static PacketRule SubscriptionReserved { get; } = new(
        "the reserved bits to be 0", MalformedPacket, "[MQTT-3-8.3-4]", "[MQTT-3.8.3-5]");

    public static PacketRule SubscriptionQoS { get; } = new(
        "QoS 0, 1 or 2", ProtocolError, "[MQTT-3-8.3-4]", "section 3.8.3.1");

    public static PacketRule RetainHandling { get; } = new(
        "Retain Handling 0, 1 or 2", ProtocolError, null, "section 3.8.3.1");

    public static PacketRule NoLocalOnShared { get; } = new(
        "No Local 0 on a shared subscription", ProtocolError, null, "[MQTT-3.8.3-4]");

    public static PacketRule AuthenticationMethodMissing { get; } = new(
        "an Authentication Method", ProtocolError, null, "section 3.15.2.2.2");

    public static PacketRule AuthenticationDataWithoutMethod { get; } = new(
        "no Authentication Data without an Authentication Method", ProtocolError, null, "section 3.1.2.11.10");

    public static PacketRule ReasonCodesMissing { get; } = new(
        "at least one reason code", ProtocolError, "[MQTT-3.8.4-5]", "[MQTT-3.8.4-6]");

    public static PacketRule UnknownProperty { get; } = new(
        "a property identifier of MQTT 5.0", MalformedPacket, null, "section 2.2.2.2");

    public static PacketRule PropertyPlace { get; } = new(
        "a property that may stand in this packet", MalformedPacket, null, "section 2.2.2.2");

    public static PacketRule PropertySender { get; } = new(
        "a property that this side may send in this packet", ProtocolError, null, "section 2.2.2.2");
}
