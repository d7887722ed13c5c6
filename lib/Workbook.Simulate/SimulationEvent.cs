namespace Workbook.Simulate;

/// <summary>What is due in a <see cref="Simulation"/>: whom it concerns and what happens to it.</summary>
/// <param name="Target">Whom it concerns.</param>
/// <param name="Kind">What happens.</param>
internal readonly record struct SimulationEvent(EventTarget Target, EventKind Kind);

/// <summary>Something that events happen to.</summary>
/// <remarks>A class, because a call of an interface with many implementations takes several times as long.</remarks>
internal abstract class EventTarget
{
    /// <summary>Takes the event in, at the time of the simulation.</summary>
    public abstract void OnEvent(EventKind kind);
}

/// <summary>What can happen.</summary>
internal enum EventKind
{
    /// <summary>Bytes arrive at the end of a lane.</summary>
    Arrival,

    /// <summary>A retransmission time-out ends.</summary>
    Retry,

    /// <summary>The acknowledgement of what was sent again has come.</summary>
    Recovery,

    /// <summary>A sender gives up a peer that has not answered.</summary>
    GivingUp,

    /// <summary>A connection attempt sends its SYN.</summary>
    Syn,

    /// <summary>TCP and TLS are ready for CONNECT.</summary>
    Opening,

    /// <summary>A client connects, for the first time or again.</summary>
    Connecting,

    /// <summary>A step of a script.</summary>
    Script,

    /// <summary>A workload publishes.</summary>
    Publication,

    /// <summary>A deadline of a machine may be due; it is no work by itself.</summary>
    Timer,
}
