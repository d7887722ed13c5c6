namespace Workbook.Simulate;

/// <summary>When a link has a network under it: a device drives through gaps.</summary>
/// <remarks>What is sent within a gap is lost; TCP sends it again after its time-out, so a gap becomes a delay, or the
/// end of the connection when it outlasts the sender's patience.</remarks>
public sealed class Coverage
{
    private readonly Func<TimeSpan, bool> covers;
    private readonly string description;

    private Coverage(Func<TimeSpan, bool> covers, string description) =>
        (this.covers, this.description) = (covers, description);

    /// <summary>No gaps.</summary>
    public static Coverage Always { get; } = new(_ => true, "always");

    /// <summary>Gaps at given times.</summary>
    /// <param name="gaps">From when until when there is no network.</param>
    public static Coverage Except(params (TimeSpan From, TimeSpan Until)[] gaps)
    {
        ArgumentNullException.ThrowIfNull(gaps);
        foreach (var (from, until) in gaps)
        {
            if (until <= from)
                throw new ArgumentException($"Expected a gap that ends after it begins, but got {from} to {until}.");
        }

        return new Coverage(
            at => !Array.Exists(gaps, gap => at >= gap.From && at < gap.Until),
            "except " + string.Join(", ", gaps.Select(gap => $"{gap.From} to {gap.Until}")));
    }

    /// <summary>Network and gap in turns, beginning with network.</summary>
    /// <param name="on">How long there is network, above zero.</param>
    /// <param name="off">How long there is none, above zero.</param>
    public static Coverage Alternating(TimeSpan on, TimeSpan off)
    {
        Expect.Positive(on, nameof(on));
        Expect.Positive(off, nameof(off));
        return new Coverage(at => at.Ticks % (on + off).Ticks < on.Ticks, $"{on} on, {off} off");
    }

    /// <summary>Says whether there is a network at a time.</summary>
    /// <param name="at">The time since the start.</param>
    public bool Covers(TimeSpan at) => covers(at);

    /// <summary>Gives the schedule in a few words.</summary>
    public override string ToString() => description;
}
