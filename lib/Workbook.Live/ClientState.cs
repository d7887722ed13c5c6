namespace Workbook.Live;

/// <summary>What a <see cref="LiveClient"/> is doing about its connection.</summary>
public enum ClientState
{
    /// <summary>There is no connection, and none is being made.</summary>
    Disconnected,

    /// <summary>A connection is being made: TCP, then CONNECT and CONNACK.</summary>
    Connecting,

    /// <summary>The server has accepted the connection.</summary>
    Connected,

    /// <summary>The connection was lost; the client waits before it connects again.</summary>
    WaitingToReconnect,
}
