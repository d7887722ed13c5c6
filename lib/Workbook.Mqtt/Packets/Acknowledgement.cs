namespace Workbook.Mqtt.Packets;

/// <summary>A PUBACK, PUBREC, PUBREL or PUBCOMP as a value of four bytes: what the machines and the fast paths exchange.</summary>
/// <param name="Type">PubAck, PubRec, PubRel or PubComp.</param>
/// <param name="PacketIdentifier">The packet identifier, 1 to 65,535.</param>
/// <param name="ReasonCode">The result; MQTT 3.1.1 knows only Success.</param>
public readonly record struct Acknowledgement(PacketType Type, ushort PacketIdentifier, ReasonCode ReasonCode = ReasonCode.Success);
