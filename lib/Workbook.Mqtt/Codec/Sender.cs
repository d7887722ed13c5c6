namespace Workbook.Mqtt.Codec;

/// <summary>
/// Which side of a connection sent a packet; some packets, properties and reason codes belong to one side only.
/// </summary>
public enum Sender
{
    /// <summary>The side that opened the connection.</summary>
    Client,

    /// <summary>The side that accepted it.</summary>
    Server,
}
