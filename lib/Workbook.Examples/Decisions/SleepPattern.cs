namespace Workbook.Examples;

/// <summary>How the device is connected over time.</summary>
public enum SleepPattern
{
    /// <summary>Connected all the time, apart from faults.</summary>
    AlwaysConnected,

    /// <summary>Loses its network from time to time.</summary>
    Intermittent,

    /// <summary>Disconnects to sleep, and wakes by plan.</summary>
    SleepsDisconnected,
}
