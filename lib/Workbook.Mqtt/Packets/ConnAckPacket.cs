namespace Workbook.Mqtt.Packets;

/// <summary>CONNACK: the server's answer to CONNECT (section 3.2).</summary>
public sealed record ConnAckPacket : Packet
{
    /// <inheritdoc/>
    public override PacketType Type => PacketType.ConnAck;

    /// <summary>Whether the server goes on with a stored session; always false on a refusal.</summary>
    public bool SessionPresent { get; init; }

    /// <summary>Success, or why the server refuses.</summary>
    public ReasonCode ReasonCode { get; init; }
}
