using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>Why a packet was not accepted: where, which rule, whose clause, and what answers it.</summary>
/// <param name="Offset">The byte of the frame at which the offending field begins, from 0.</param>
/// <param name="Field">The field, by its name in <see cref="PacketAnatomy"/>.</param>
/// <param name="Rule">What was expected and what came.</param>
/// <param name="Fault">Malformed packet or protocol error.</param>
/// <param name="ReasonCode">What MQTT 5.0 answers in CONNACK or DISCONNECT; MQTT 3.1.1 only closes.</param>
/// <param name="Clause">The clause that is broken, with its version, for instance "MQTT 5.0 [MQTT-3.3.1-4]".</param>
public sealed record PacketError(
    int Offset,
    string Field,
    string Rule,
    PacketFault Fault,
    ReasonCode ReasonCode,
    string Clause)
{
    /// <summary>Gives the whole story in one sentence.</summary>
    public override string ToString()
    {
        string fault = Fault == PacketFault.MalformedPacket ? "malformed packet" : "protocol error";
        return $"Byte {Offset}, {Field}: {Rule} ({fault}, {Clause}; " +
            $"the answer is 0x{(byte)ReasonCode:X2} {ReasonCode}).";
    }
}
