namespace Workbook.Examples;

/// <summary>What <see cref="SleepWakeSensor"/> gives.</summary>
public sealed record SleepWakeResult : ModelResult
{
    /// <summary>The charge of a day, in mAh.</summary>
    public double MilliampHoursPerDay { get; init; }

    /// <summary>The life.</summary>
    public required BatteryLife Life { get; init; }

    /// <summary>The mean time that a command waits for the device.</summary>
    public TimeSpan MeanCommandDelay { get; init; }

    /// <summary>The longest time that a command waits while no wake-up fails.</summary>
    public TimeSpan LongestCommandDelay { get; init; }

    /// <summary>The part of the commands that expire before the device wakes, 0 to 1.</summary>
    public double StaleCommands { get; init; }

    /// <summary>The probability that the session expires between two wake-ups that succeed, 0 to 1.</summary>
    public double SessionLost { get; init; }
}
