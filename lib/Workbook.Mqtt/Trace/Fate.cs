namespace Workbook.Mqtt.Trace;

/// <summary>What became of a packet on its way between the two ends.</summary>
public enum Fate
{
    /// <summary>It was read and has not been passed on yet: delayed, or held by a freeze.</summary>
    Held,

    /// <summary>It was passed on at once.</summary>
    Passed,

    /// <summary>It was passed on later than it could have been; see <see cref="TimelinePacket.PassedAt"/>.</summary>
    Delayed,

    /// <summary>The connection was cut in front of it: it was not passed on.</summary>
    CutBefore,

    /// <summary>It was sent into a connection that was already cut.</summary>
    Lost,

    /// <summary>A black hole took it: its connection lives, the packet does not arrive.</summary>
    Swallowed,
}
