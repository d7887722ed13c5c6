namespace Workbook.Mqtt.Sessions;

/// <summary>How many QoS 1 and 2 messages may be unacknowledged at once on a connection: the peer's Receive Maximum
/// (MQTT 5.0 section 4.9).</summary>
/// <remarks>
/// The send quota is computed and never counted: the start value less what is in flight, resends included. So it
/// cannot leak, cannot rise above its start (MQTT 5.0 section 4.9), and is right after a reconnection. The default
/// value is closed: no connection.
/// </remarks>
/// <param name="ReceiveMaximum">1 to 65,535; 0 without a connection.</param>
public readonly record struct InflightWindow(ushort ReceiveMaximum)
{
    /// <summary>Whether there is a connection at all.</summary>
    public bool IsOpen => ReceiveMaximum > 0;

    /// <summary>Gives how many more may be sent; 0 at the bound, where QoS 1 and 2 wait and everything else goes on
    /// (MQTT 5.0 [MQTT-4.9.0-3]).</summary>
    /// <param name="inFlightCount">How many are in flight on this connection.</param>
    public int Quota(int inFlightCount) => Math.Max(0, ReceiveMaximum - inFlightCount);
}
