namespace Workbook.Mqtt.Trace;

/// <summary>Which way a packet travels on its connection.</summary>
public enum Direction
{
    /// <summary>From the client to the server.</summary>
    ToServer,

    /// <summary>From the server to the client.</summary>
    ToClient,
}
