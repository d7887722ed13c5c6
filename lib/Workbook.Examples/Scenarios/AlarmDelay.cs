namespace Workbook.Examples;

/// <summary>How late an alarm arrives that is raised while the link is away.</summary>
public sealed record AlarmDelay : ModelResult
{
    /// <summary>The mean delay, the alarm being raised at a random moment of the gap, in seconds.</summary>
    public double MeanSeconds { get; init; }

    /// <summary>The longest delay: the alarm is raised when the gap begins, in seconds.</summary>
    public double LongestSeconds { get; init; }

    /// <summary>The part of it that the alarm waits behind the ECG that was kept, in seconds.</summary>
    public double BehindEcgSeconds { get; init; }

    /// <summary>
    /// After how long the broker itself notices that the monitor is gone, and sends its will, in seconds.
    /// </summary>
    public double LinkLossSeconds { get; init; }
}
