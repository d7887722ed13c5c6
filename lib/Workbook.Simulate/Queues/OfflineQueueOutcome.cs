namespace Workbook.Simulate;

/// <summary>What became of an <see cref="OfflineQueue"/>.</summary>
public sealed record OfflineQueueOutcome
{
    /// <summary>The inputs; <see cref="OfflineQueue.Line"/> reproduces the run.</summary>
    public required OfflineQueue Queue { get; init; }

    /// <summary>Messages that came while the client was away.</summary>
    public required long Arrived { get; init; }

    /// <summary>Of these, those that waited when it came back.</summary>
    public required long Queued { get; init; }

    /// <summary>Of these, those that gave way in a full queue.</summary>
    public required long Overflowed { get; init; }

    /// <summary>Of these, those that had become useless.</summary>
    public required long Expired { get; init; }

    /// <summary>Of these, those that the end of the session took, or that came after it.</summary>
    public required long LostWithSession { get; init; }

    /// <summary>When the first message gave way, from the loss of the connection; null: none did.</summary>
    public TimeSpan? OverflowedAt { get; init; }

    /// <summary>The age of the oldest message that waited when the client came back; null: none waited.</summary>
    public TimeSpan? OldestAge { get; init; }

    /// <summary>How long after the return the last of the <see cref="Queued"/> messages was acknowledged, or dropped;
    /// null: not within the limit, or there was no session.</summary>
    public TimeSpan? DrainedAfter { get; init; }

    /// <summary>How long after the return nothing waited for the first time; null: never within the limit, or there was
    /// no session.</summary>
    public TimeSpan? CaughtUpAfter { get; init; }

    /// <summary>Messages that the client acknowledged until the run ended.</summary>
    public required long Delivered { get; init; }

    /// <summary>Messages of the absence that the client never gets.</summary>
    public long Dropped => Arrived - Queued;
}
