using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Sessions;

/// <summary>What the other side of a connection accepts, from its CONNECT or CONNACK; the defaults are those of absent
/// properties.</summary>
public sealed record PeerLimits
{
    /// <summary>The version that the connection speaks.</summary>
    public ProtocolVersion Version { get; init; } = ProtocolVersion.V500;

    /// <summary>How many unacknowledged QoS 1 and 2 messages it takes at once, 1 to 65,535.</summary>
    public ushort ReceiveMaximum { get; init; } = ushort.MaxValue;

    /// <summary>The largest packet it takes, in bytes.</summary>
    public uint MaximumPacketSize { get; init; } = uint.MaxValue;

    /// <summary>The highest topic alias it takes; 0 for none.</summary>
    public ushort TopicAliasMaximum { get; init; }

    /// <summary>The highest QoS it takes.</summary>
    public QualityOfService MaximumQoS { get; init; } = QualityOfService.ExactlyOnce;

    /// <summary>Whether it keeps retained messages.</summary>
    public bool RetainAvailable { get; init; } = true;

    /// <summary>Reads the limits that a peer announced.</summary>
    /// <param name="version">The version of the connection.</param>
    /// <param name="announced">The properties of its CONNECT or CONNACK.</param>
    /// <param name="inFlightMaximum">The most that we want in flight ourselves, 1 to 65,535.</param>
    public static PeerLimits From(ProtocolVersion version, Properties announced, ushort inFlightMaximum) => new()
    {
        Version = version,
        ReceiveMaximum = Math.Min(announced.ReceiveMaximum ?? ushort.MaxValue, inFlightMaximum),
        MaximumPacketSize = announced.MaximumPacketSize ?? uint.MaxValue,
        TopicAliasMaximum = announced.TopicAliasMaximum ?? 0,
        MaximumQoS = (QualityOfService)(announced.MaximumQoS ?? 2),
        RetainAvailable = announced.RetainAvailable != 0,
    };
}
