using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Traces;

/// <summary>What one run in virtual time showed: every packet with what became of it, and what the application got.</summary>
/// <param name="QualityOfService">The level at which messages were published and subscribed.</param>
/// <param name="Timeline">What was seen between the ends, from the first publication on.</param>
/// <param name="Publications">When the application published each message, by its number from 1.</param>
/// <param name="Deliveries">When the application at the other end was given which message, copies included.</param>
public sealed record Recording(
    QualityOfService QualityOfService,
    Timeline Timeline,
    IReadOnlyList<(TimeSpan At, int Message)> Publications,
    IReadOnlyList<(TimeSpan At, int Message)> Deliveries)
{
    /// <summary>How many of the messages arrived at least once.</summary>
    public int DeliveredCount => Deliveries.Select(delivery => delivery.Message).Distinct().Count();

    /// <summary>How many deliveries were of a message that had been delivered before.</summary>
    public int DuplicateCount => Deliveries.Count - DeliveredCount;

    /// <summary>Says whether a delivery is the first of its message.</summary>
    /// <param name="position">Its place among the deliveries, from 0.</param>
    public bool IsRepeat(int position) =>
        Deliveries.Take(position).Any(earlier => earlier.Message == Deliveries[position].Message);

    /// <summary>Says whether a delivery brings a new message after a younger one.</summary>
    /// <param name="position">Its place among the deliveries, from 0.</param>
    public bool IsOvertaken(int position) => !IsRepeat(position) &&
        Deliveries.Take(position).Any(earlier => earlier.Message > Deliveries[position].Message);

    /// <summary>The packets that were sent, lost ones included.</summary>
    public int PacketCount => Timeline.Packets.Count();

    /// <summary>Gives the result in one line.</summary>
    public override string ToString() =>
        $"QoS {(int)QualityOfService}: {DeliveredCount} of {Publications.Count} delivered, {DuplicateCount} duplicates, " +
        $"{PacketCount} packets";
}
