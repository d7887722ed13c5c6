namespace Workbook.Mqtt.Sessions;

/// <summary>How much may wait in an <see cref="OutgoingQueue"/>, and who gives way at the bound.</summary>
/// <param name="CountMaximum">The most messages that wait; 0 or more. The default is mosquitto's.</param>
/// <param name="BytesMaximum">The most bytes of topic and payload that wait; 0 or more.</param>
/// <param name="Overflow">Who gives way.</param>
public sealed record QueueLimits(
    int CountMaximum = 1000,
    long BytesMaximum = 64L * 1024 * 1024,
    OverflowPolicy Overflow = OverflowPolicy.DropNewest);
