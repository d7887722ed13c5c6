namespace Workbook.Examples;

public sealed partial record WakeCycle
{
    /// <summary>Boot and association: what the device does before the first packet of TCP.</summary>
    public IReadOnlyList<WakePhase> WakingUp => [.. Phases.TakeWhile(phase => phase.Name is "boot" or Association)];

    /// <summary>Gives the cycle as the protocol alone makes it: it wakes up as here, then its receiver is on while
    /// answers travel, and its sender as long as the bytes take.</summary>
    /// <remarks>A published cycle gives each phase the time of one firmware. Here only waking up is taken from it.
    /// </remarks>
    /// <param name="wire">All that crosses the wire.</param>
    /// <param name="waiting">How long it waits: round trips, and listening.</param>
    /// <param name="bitsPerSecond">The rate of the radio, above 0.</param>
    public WakeCycle OnTheWire(WireBytes wire, TimeSpan waiting, double bitsPerSecond)
    {
        ArgumentNullException.ThrowIfNull(wire);
        Expect.Positive(bitsPerSecond, "bit/s", nameof(bitsPerSecond));
        double milliseconds(long bytes) => bytes * 8 * 1000 / bitsPerSecond;
        double sends = milliseconds(wire.ToServerBytes), receives = milliseconds(wire.ToClientBytes);
        return this with
        {
            Phases =
            [
                .. WakingUp,
                new("waits for answers, RX", Math.Max(0, waiting.TotalMilliseconds - sends - receives),
                    Physics.Radio.Esp32Receive),
                new("sends, TX", sends, Physics.Radio.Esp32Transmit),
                new("receives, RX", receives, Physics.Radio.Esp32Receive),
            ],
            PublishedFaults = [],
        };
    }
}
