namespace Workbook.Mqtt.Sessions;

/// <summary>What became of a message that was given to an <see cref="Outbox"/>.</summary>
public enum SendResult : byte
{
    /// <summary>Its PUBLISH is on the way.</summary>
    Sent = 0,

    /// <summary>It waits for a connection or for room in the window.</summary>
    Queued = 1,

    /// <summary>It was dropped, and the observer heard why.</summary>
    Dropped = 2,
}
