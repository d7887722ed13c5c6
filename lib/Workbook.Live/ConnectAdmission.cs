namespace Workbook.Live;

/// <summary>How many CONNECTs a <see cref="LiveBroker"/> takes in, and what becomes of the rest.</summary>
/// <remarks>
/// The broker works CONNECTs off first come, first served, one after the other, each in the same time: what the
/// handshakes or the log-in database of a real broker leave it. It reads nothing more from a client until its turn has
/// come, so it does not notice that one has left, and works for it all the same. A client that waits longer than
/// <see cref="Mqtt.Broker.BrokerPolicy.ConnectTimeout"/> is closed.
/// </remarks>
public sealed record ConnectAdmission
{
    /// <summary>Above this rate the clock of a computer cannot space the turns.</summary>
    private const double PerSecondMaximum = 1_000_000;

    /// <summary>How many CONNECTs a second it works off, above 0, at most a million.</summary>
    /// <exception cref="ArgumentException">No such rate.</exception>
    public required double PerSecond
    {
        get;
        init => field = value is > 0 and <= PerSecondMaximum
            ? value
            : throw new ArgumentException(
                $"{nameof(PerSecond)}: expected above 0, at most {PerSecondMaximum:#,0} connects/s, got {value}.");
    }

    /// <summary>How many CONNECTs it holds at once, the one that it works on included, 1 or more.</summary>
    /// <remarks>A further one is refused at once: with Server busy (0x89), or in MQTT 3.1.1 with Server unavailable
    /// (3). With <see cref="int.MaxValue"/>, the default, none is refused and all wait.</remarks>
    /// <exception cref="ArgumentException">Fewer than 1.</exception>
    public int QueueMaximum
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentException($"{nameof(QueueMaximum)}: expected 1 connect or more, got {value}.");
    } = int.MaxValue;
}
