namespace Workbook.Simulate;

/// <summary>How fast a fleet was simulated.</summary>
/// <param name="Clients">Clients, subscribers included.</param>
/// <param name="VirtualTime">The virtual time that was measured, after the warm-up.</param>
/// <param name="Packets">MQTT packets that were encoded, sent and parsed in it.</param>
/// <param name="Events">Events in it.</param>
/// <param name="Elapsed">What the clock says that it took.</param>
/// <param name="AllocatedBytes">Memory that was allocated for it.</param>
public sealed record FleetMeasurement(
    int Clients, TimeSpan VirtualTime, long Packets, long Events, TimeSpan Elapsed, long AllocatedBytes)
{
    /// <summary>Packets a second of the clock.</summary>
    public double PacketsPerSecond => Packets / Elapsed.TotalSeconds;

    /// <summary>Bytes allocated for a packet: of a PUBLISH that arrives the message and its payload, else
    /// nothing.</summary>
    public double AllocatedBytesPerPacket => (double)AllocatedBytes / Math.Max(1, Packets);
}
