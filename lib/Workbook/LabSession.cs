namespace Workbook;

/// <summary>Whether the broker shall remember a client after its connection has ended.</summary>
public enum LabSession
{
    /// <summary>
    /// It remembers: MQTT 5.0 Clean Start 0 with a Session Expiry Interval of one hour; MQTT 3.1.1 Clean Session 0.
    /// </summary>
    Persistent,

    /// <summary>
    /// It forgets: MQTT 5.0 Clean Start 1 with a Session Expiry Interval of 0; MQTT 3.1.1 Clean Session 1.
    /// </summary>
    Clean,
}
