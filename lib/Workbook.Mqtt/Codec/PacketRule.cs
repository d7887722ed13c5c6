using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Codec;

/// <summary>
/// One rule that a single packet can break: what is expected, whose fault a breach is, and the clauses of both
/// versions.
/// </summary>
/// <param name="Expected">What is expected, to follow the word "expected".</param>
/// <param name="Fault">Malformed packet or protocol error.</param>
/// <param name="Clause311">The clause of MQTT 3.1.1, or null when that version has none.</param>
/// <param name="Clause500">The clause of MQTT 5.0, or null when that version has none.</param>
/// <param name="Answer">The reason code when it is not the one that goes with the fault.</param>
internal sealed record PacketRule(
    string Expected,
    PacketFault Fault,
    string? Clause311,
    string? Clause500,
    ReasonCode? Answer = null)
{
    public PacketError Broken(int offset, string field, string came, ProtocolVersion version)
    {
        ReasonCode answer = Answer ??
            (Fault == PacketFault.MalformedPacket ? ReasonCode.MalformedPacket : ReasonCode.ProtocolError);
        string clause = version == ProtocolVersion.V311
            ? $"MQTT 3.1.1 {Clause311 ?? "(no clause; MQTT 5.0 " + Clause500 + ")"}"
            : $"MQTT 5.0 {Clause500 ?? "(no clause; MQTT 3.1.1 " + Clause311 + ")"}";
        return new PacketError(offset, field, $"expected {Expected}, got {came}", Fault, answer, clause);
    }
}
