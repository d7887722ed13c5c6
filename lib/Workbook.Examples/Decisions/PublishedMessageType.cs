using Workbook.Mqtt.Packets;

namespace Workbook.Examples;

/// <summary>A kind of message for which a QoS was published.</summary>
/// <param name="Name">What it is.</param>
/// <param name="PublishedQoS">The published QoS; more than one where the source leaves a choice.</param>
/// <param name="PublishedRetain">Whether the source retains it.</param>
/// <param name="PublishedReason">The reason given there, in our words.</param>
/// <param name="Need">What it is for, as we read it.</param>
/// <param name="Source">Where it was published.</param>
public sealed record PublishedMessageType(
    string Name,
    IReadOnlyList<QualityOfService> PublishedQoS,
    bool PublishedRetain,
    string PublishedReason,
    MessageNeed Need,
    Source Source);
