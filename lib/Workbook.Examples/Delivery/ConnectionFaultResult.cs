namespace Workbook.Examples;

/// <summary>What <see cref="ConnectionFaults"/> gives.</summary>
public sealed record ConnectionFaultResult : ModelResult
{
    /// <summary>QoS 1: how many PUBLISH packets are sent again after a cut, with DUP 1.</summary>
    public double RepeatsPerCut { get; init; }

    /// <summary>QoS 1: how many of them had arrived before: the duplicates.</summary>
    public double DuplicatesPerCut { get; init; }

    /// <summary>QoS 0: how many messages a cut loses.</summary>
    public double LossesPerCut { get; init; }

    /// <summary>QoS 1: duplicates a message, on average.</summary>
    public double DuplicatesPerMessage { get; init; }

    /// <summary>QoS 1: the upper bound, every repeat taken for a duplicate (F4).</summary>
    public double DuplicatesPerMessageBound { get; init; }

    /// <summary>QoS 0: the part of all messages that is lost.</summary>
    public double LossesPerMessage { get; init; }
}
