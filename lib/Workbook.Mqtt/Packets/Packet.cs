namespace Workbook.Mqtt.Packets;

/// <summary>One MQTT control packet, of either version, as a value that owns its content.</summary>
/// <remarks>
/// The family is closed: there is one sealed type for each <see cref="PacketType"/>. A packet does not know the version;
/// the codec takes it as a parameter and leaves out what the version does not have. Two packets are equal when all they carry is equal.
/// </remarks>
public abstract record Packet
{
    private protected Packet()
    {
    }

    /// <summary>Which of the fifteen control packets this is.</summary>
    public abstract PacketType Type { get; }

    /// <summary>The properties (MQTT 5.0); never null.</summary>
    public Properties Properties { get; init; } = Properties.Empty;
}
