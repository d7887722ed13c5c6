namespace Workbook.Mqtt.Trace;

/// <summary>What can happen to a network connection, as seen between its two ends.</summary>
public enum ConnectionChange
{
    /// <summary>It was opened.</summary>
    Opened,

    /// <summary>A fault cut it.</summary>
    Cut,

    /// <summary>A fault froze it: both ends believe that it lives, nothing passes.</summary>
    Frozen,

    /// <summary>A frozen connection passes packets again.</summary>
    Thawed,

    /// <summary>The client closed it.</summary>
    ClosedByClient,

    /// <summary>The server closed it.</summary>
    ClosedByServer,

    /// <summary>The server could not be reached, so the client's connection was closed.</summary>
    Refused,
}
