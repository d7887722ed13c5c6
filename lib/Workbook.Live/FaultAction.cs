using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Live;

/// <summary>The first half of a <see cref="Fault"/>: what happens; its methods add the trigger, the packet at which it
/// happens.</summary>
public sealed class FaultAction
{
    private readonly FaultKind kind;
    private readonly TimeSpan duration;

    internal FaultAction(FaultKind kind, TimeSpan duration)
    {
        this.kind = kind;
        this.duration = duration;
    }

    /// <summary>Strikes before a packet passes: the packet does not get through, or waits.</summary>
    /// <param name="type">The packet type.</param>
    /// <param name="direction">The direction in which that packet travels.</param>
    public Fault Before(PacketType type, Direction direction) =>
        new(kind, duration, type, direction, passesFirst: false);

    /// <summary>Strikes after a packet has passed: it is the last that gets through.</summary>
    /// <param name="type">The packet type.</param>
    /// <param name="direction">The direction in which that packet travels.</param>
    public Fault After(PacketType type, Direction direction) =>
        new(kind, duration, type, direction, passesFirst: true);

    /// <summary>Strikes before a packet of any type passes in one direction.</summary>
    /// <param name="direction">The direction.</param>
    public Fault BeforeAny(Direction direction) => new(kind, duration, null, direction, passesFirst: false);
}
