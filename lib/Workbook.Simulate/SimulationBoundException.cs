namespace Workbook.Simulate;

/// <summary>A simulation has had as many events as it may.</summary>
public sealed class SimulationBoundException : InvalidOperationException
{
    /// <summary>Makes the error.</summary>
    /// <param name="eventMaximum">The bound.</param>
    /// <param name="now">The time of the simulation.</param>
    public SimulationBoundException(long eventMaximum, TimeSpan now)
        : base(
            $"The simulation reached its bound of {eventMaximum} events at {now} of virtual time; "
            + $"run a shorter time, fewer clients, or raise {nameof(SimulationOptions)}."
            + $"{nameof(SimulationOptions.EventMaximum)}.")
    {
    }
}
