namespace Workbook.Examples;

/// <summary>How late an alarm arrives that is raised while the link is away.</summary>
public sealed record AlarmDelay : ModelResult
{
    /// <summary>
    /// The mean delay, the alarm being raised at a random moment of the gap behind the ECG that was made before it, in
    /// seconds.
    /// </summary>
    public double MeanSeconds { get; init; }

    /// <summary>
    /// A bound that no delay exceeds: the alarm is raised when the gap begins and still waits for all of its ECG, as
    /// where a client sends the ECG first, in seconds.
    /// </summary>
    public double LongestSeconds { get; init; }

    /// <summary>The part of the bound that the alarm waits behind the ECG that was kept, in seconds.</summary>
    public double BehindEcgSeconds { get; init; }

    /// <summary>The part of the mean: in order, an alarm waits for half of the ECG of the gap, in seconds.</summary>
    public double MeanBehindEcgSeconds { get; init; }

    /// <summary>
    /// After how long the broker itself notices that the monitor is gone, and sends its will, in seconds.
    /// </summary>
    public double LinkLossSeconds { get; init; }
}
