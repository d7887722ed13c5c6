using System.Globalization;
using System.Text;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Mqtt.Codec;

/// <summary>
/// One line about a packet, for timelines and logs, for instance "PUBLISH QoS 1 id 1 DUP sensor/temp (4 B)".
/// </summary>
public static class PacketSummary
{
    /// <summary>Describes a packet; a password is never shown.</summary>
    /// <param name="packet">The packet.</param>
    public static string Of(Packet packet) => packet switch
    {
        ConnectPacket connect => Connect(connect),
        ConnAckPacket connAck => $"CONNACK {connAck.ReasonCode}{(connAck.SessionPresent ? " session present" : "")}",
        PublishPacket publish => Publish(
            publish.QualityOfService,
            publish.PacketIdentifier,
            publish.Duplicate,
            publish.Retain,
            publish.Topic.Length > 0 ? publish.Topic : $"alias {publish.Properties.TopicAlias}",
            publish.Payload.Length),
        AcknowledgementPacket acknowledgement => Of(new Acknowledgement(
            acknowledgement.Type, acknowledgement.PacketIdentifier, acknowledgement.ReasonCode)),
        SubscribePacket subscribe => $"SUBSCRIBE id {subscribe.PacketIdentifier} " + string.Join(
            ", ", subscribe.Subscriptions.Select(wanted => $"{wanted.TopicFilter} QoS {(int)wanted.MaximumQoS}")),
        SubAckPacket subAck => $"SUBACK id {subAck.PacketIdentifier} " + string.Join(
            ", ", subAck.ReasonCodes.Select(code => code <= ReasonCode.GrantedQoS2 ? $"QoS {(int)code}" : $"{code}")),
        UnsubscribePacket unsubscribe =>
            $"UNSUBSCRIBE id {unsubscribe.PacketIdentifier} {string.Join(", ", unsubscribe.TopicFilters)}",
        UnsubAckPacket unsubAck =>
            $"UNSUBACK id {unsubAck.PacketIdentifier} {string.Join(", ", unsubAck.ReasonCodes)}".TrimEnd(),
        DisconnectPacket disconnect => disconnect.ReasonCode == ReasonCode.Success
            ? "DISCONNECT"
            : $"DISCONNECT {disconnect.ReasonCode}",
        AuthPacket auth => $"AUTH {auth.ReasonCode}",
        _ => packet.Type.Word(),
    };

    /// <summary>Describes a PUBLISH that is about to go out.</summary>
    /// <param name="publish">The message and its hop's header.</param>
    public static string Of(in OutgoingPublish publish) => Publish(
        publish.QualityOfService,
        publish.PacketIdentifier,
        publish.Duplicate,
        publish.Retain,
        publish.Message.Topic,
        publish.Message.Payload.Length);

    /// <summary>Describes an acknowledgement.</summary>
    /// <param name="acknowledgement">The acknowledgement.</param>
    public static string Of(in Acknowledgement acknowledgement)
    {
        string what = $"{acknowledgement.Type.Word()} id {acknowledgement.PacketIdentifier}";
        return acknowledgement.ReasonCode == ReasonCode.Success ? what : $"{what} {acknowledgement.ReasonCode}";
    }

    private static string Connect(ConnectPacket connect)
    {
        var line = new StringBuilder("CONNECT ");
        line.Append(connect.ProtocolVersion == ProtocolVersion.V500 ? "5.0" : "3.1.1");
        line.Append(CultureInfo.InvariantCulture, $" '{connect.ClientIdentifier}'");
        if (connect.CleanStart)
            line.Append(connect.ProtocolVersion == ProtocolVersion.V500 ? " clean start" : " clean session");
        if (connect.Will is { } will)
            line.Append(CultureInfo.InvariantCulture, $" will {will.Topic}");
        return line.ToString();
    }

    private static string Publish(
        QualityOfService qualityOfService,
        ushort packetIdentifier,
        bool duplicate,
        bool retain,
        string topic,
        int bytes)
    {
        var line = new StringBuilder("PUBLISH QoS ").Append((int)qualityOfService);
        if (packetIdentifier != 0)
            line.Append(" id ").Append(packetIdentifier);
        if (duplicate)
            line.Append(" DUP");
        if (retain)
            line.Append(" RETAIN");
        return line.Append(CultureInfo.InvariantCulture, $" {topic} ({bytes} B)").ToString();
    }
}
