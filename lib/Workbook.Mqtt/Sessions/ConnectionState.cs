namespace Workbook.Mqtt.Sessions;

/// <summary>Where a connection stands.</summary>
public enum ConnectionState : byte
{
    /// <summary>Nothing has been sent; on a server, CONNECT is awaited.</summary>
    New = 0,

    /// <summary>CONNECT is sent, CONNACK is awaited.</summary>
    Connecting = 1,

    /// <summary>CONNACK has accepted the connection.</summary>
    Connected = 2,

    /// <summary>It is over, and whatever comes in is ignored.</summary>
    Closed = 3,
}
