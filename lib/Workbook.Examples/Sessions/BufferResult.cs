namespace Workbook.Examples;

/// <summary>What <see cref="PublisherBuffer"/> gives.</summary>
public sealed record BufferResult : ModelResult
{
    /// <summary>The bytes that an outage needs.</summary>
    public double NeededBytes { get; init; }

    /// <summary>Messages that do not fit.</summary>
    public double DroppedMessages { get; init; }

    /// <summary>Seconds until the buffer is empty again; infinite when it never is.</summary>
    public double CatchUpSeconds { get; init; }
}
