namespace Workbook.Mqtt.Broker;

/// <summary>A moment at which something of the broker wants to be looked at.</summary>
/// <param name="owner">Who.</param>
internal sealed class Deadline(IDeadlineOwner owner)
{
    public IDeadlineOwner Owner { get; } = owner;

    public TimeSpan DueAt { get; set; }

    /// <summary>The place in the schedule; -1 when it is not scheduled.</summary>
    public int Position { get; set; } = -1;
}
