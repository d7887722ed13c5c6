namespace Workbook.Examples;

/// <summary>A published choice beside ours.</summary>
/// <param name="MessageType">What was published.</param>
/// <param name="Ours">What the rules decide.</param>
public sealed record DecisionComparison(PublishedMessageType MessageType, Decision Ours)
{
    /// <summary>What it is.</summary>
    public string Name => MessageType.Name;

    /// <summary>The published choice in words.</summary>
    public string Published => "QoS " + string.Join(" or ", MessageType.PublishedQoS.Select(qos => (int)qos))
        + (MessageType.PublishedRetain ? ", retained" : "");

    /// <summary>Whether our QoS is one of the published, and a published RETAIN is ours too.</summary>
    public bool Agrees =>
        MessageType.PublishedQoS.Contains(Ours.QoS) && (!MessageType.PublishedRetain || Ours.Retain);

    /// <summary>Why ours is what it is.</summary>
    public string Why => Ours.Reasons.First(rule => rule.Aspect == DecisionAspect.QoS).Reason;
}
