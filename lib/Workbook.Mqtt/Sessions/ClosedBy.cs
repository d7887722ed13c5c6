namespace Workbook.Mqtt.Sessions;

/// <summary>Who ended a connection.</summary>
public enum ClosedBy : byte
{
    /// <summary>The client, by DISCONNECT or because of an error that it found.</summary>
    Client = 0,

    /// <summary>The server, by DISCONNECT, by a refusing CONNACK, or because of an error that it found.</summary>
    Server = 1,

    /// <summary>Nobody: the bytes stopped or the network connection broke.</summary>
    Network = 2,
}
