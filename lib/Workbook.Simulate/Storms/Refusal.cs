namespace Workbook.Simulate;

/// <summary>What a client notices when the broker cannot take its connect.</summary>
public enum Refusal
{
    /// <summary>It hears so at once: a TCP reset, or CONNACK 0x89 (Server busy).</summary>
    AtOnce,

    /// <summary>Nothing: the packet is dropped, as Linux does when the listen backlog is full, and the client waits for
    /// its connect time-out.</summary>
    Silent,
}
