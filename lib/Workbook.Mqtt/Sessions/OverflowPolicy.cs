namespace Workbook.Mqtt.Sessions;

/// <summary>Which message gives way when a queue is full; the standard leaves it open.</summary>
public enum OverflowPolicy : byte
{
    /// <summary>The new message is dropped: what waits keeps its place (mosquitto does so).</summary>
    DropNewest = 0,

    /// <summary>The oldest waiting messages are dropped until the new one fits: the latest state wins.</summary>
    DropOldest = 1,
}
