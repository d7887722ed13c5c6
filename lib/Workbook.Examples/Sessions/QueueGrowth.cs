namespace Workbook.Examples;

/// <summary>What waits in a session for a client that is away: growth, overflow, expiry, drain.</summary>
/// <remarks>Formula F8.</remarks>
public sealed partial record QueueGrowth
{
    /// <summary>Messages an hour for this client, above QoS 0.</summary>
    public double MessagesPerHour { get; init => field = Expect.NotNegative(value, "messages/h"); }

    /// <summary>How long it is away; with <see cref="IsExponential"/> the mean.</summary>
    public TimeSpan Absence { get; init => field = Expect.NotNegative(value); }

    /// <summary>
    /// Whether the absences vary like waiting for a random event, with <see cref="Absence"/> as their mean.
    /// </summary>
    public bool IsExponential { get; init; }

    /// <summary>The most messages that wait; null: no limit.</summary>
    public double? QueueMaximum
    {
        get;
        init => field = value is { } limit ? Expect.NotNegative(limit, "messages") : null;
    }

    /// <summary>After which time a message is dropped from the queue; null: never.</summary>
    public TimeSpan? MessageExpiry
    {
        get;
        init => field = value is { } expiry ? Expect.Positive(expiry) : null;
    }

    /// <summary>After which time the session itself is dropped; null: never.</summary>
    public TimeSpan? SessionExpiry
    {
        get;
        init => field = value is { } expiry ? Expect.Positive(expiry) : null;
    }

    /// <summary>When the queue is full; infinite without limit or without messages.</summary>
    public double HoursToOverflow =>
        QueueMaximum is { } limit && MessagesPerHour > 0 ? limit / MessagesPerHour : double.PositiveInfinity;

    /// <summary>
    /// What waits on average over clients that have been away for any time up to <see cref="Absence"/>, in messages;
    /// with <see cref="IsExponential"/> over absences of that mean. A capped mean would be too much.
    /// </summary>
    public double MeanQueued
    {
        get
        {
            double arrived = MessagesPerHour * Absence.TotalHours, limit = Limit;
            if (arrived == 0) return 0;
            if (IsExponential) return double.IsFinite(limit) ? arrived * (1 - Math.Exp(-limit / arrived)) : arrived;
            return arrived <= limit ? arrived / 2 : limit - limit * limit / (2 * arrived);
        }
    }

    /// <summary>Computes what waits at the end of the absence.</summary>
    public QueueResult Compute()
    {
        var sheet = new Worksheet();
        double hours = Absence.TotalHours;
        double limit = Limit;
        double arrived = sheet.Line("arrived", MessagesPerHour * hours, "messages", $"{MessagesPerHour}/h x {hours} h");
        double mean = arrived;
        double queued = IsExponential ? MeanQueued : Math.Min(arrived, limit);
        double overflow = OverflowProbability(mean, arrived);
        double lost = SessionExpiry is { } session ? ExpiryProbability(session.TotalHours, hours) : 0;
        if (!IsExponential && lost == 1) queued = 0;
        sheet.Line("waiting", queued, "messages", IsExponential
            ? $"{mean} x (1 - e^(-{limit} / {mean})), mean over absences"
            : lost == 1 ? "the session expired with all that waited" : $"min({arrived}, {limit})");
        sheet.Line(
            "probability of overflow", overflow, "", QueueMaximum is null ? "no limit" : $"limit {QueueMaximum}");
        sheet.Line("probability that the session expires", lost, "", SessionExpiry?.ToString() ?? "never");
        sheet.Warn(
            SessionExpiry is { } kept && kept <= Absence,
            $"The session expires after {SessionExpiry}, but the client is away for {Absence}: it comes back to "
            + "nothing, without its subscriptions.");
        sheet.Warn(
            MessageExpiry is { } fresh && fresh < Absence,
            $"Messages expire after {MessageExpiry}, before the client is back ({Absence}): it gets only the last "
                + "ones.");
        sheet.Warn(
            QueueMaximum is null && SessionExpiry is null,
            "Neither the queue nor the session has a limit: a client that never comes back fills the broker.");
        return new QueueResult
        {
            Arrived = arrived,
            Queued = queued,
            OverflowProbability = overflow,
            SessionExpiredProbability = lost,
            Working = sheet.Lines,
            Warnings = sheet.Warnings,
        };
    }

    /// <summary>Gives how long a queue takes to drain.</summary>
    /// <param name="queued">Messages that wait.</param>
    /// <param name="window">How many may be unacknowledged at once.</param>
    /// <param name="roundTrip">The time from PUBLISH to its last acknowledgement; at QoS 2 two network round
    /// trips.</param>
    /// <param name="messagesPerSecond">The server's own limit; null: none.</param>
    public static TimeSpan DrainTime(double queued, int window, TimeSpan roundTrip, double? messagesPerSecond = null)
    {
        double rate = SendingRate(window, roundTrip, messagesPerSecond);
        return TimeSpan.FromSeconds(Expect.NotNegative(queued, "messages", nameof(queued)) / rate);
    }

    /// <summary>The most messages that wait: by the queue's limit, or by their age.</summary>
    private double Limit => Math.Min(
        QueueMaximum ?? double.PositiveInfinity,
        MessageExpiry is { } expiry ? MessagesPerHour * expiry.TotalHours : double.PositiveInfinity);

    private static double SendingRate(int window, TimeSpan roundTrip, double? messagesPerSecond) => Math.Min(
        Expect.Within(window, 1, 65_535, "messages", nameof(window))
            / Expect.Positive(roundTrip, nameof(roundTrip)).TotalSeconds,
        messagesPerSecond is { } limit
            ? Expect.Positive(limit, "messages/s", nameof(messagesPerSecond))
            : double.PositiveInfinity);

    private double OverflowProbability(double mean, double arrived)
    {
        if (QueueMaximum is not { } limit || mean == 0) return 0;
        if (MessageExpiry is { } expiry && MessagesPerHour * expiry.TotalHours <= limit) return 0;
        return IsExponential ? Math.Exp(-limit / mean) : arrived > limit ? 1 : 0;
    }

    private double ExpiryProbability(double expiry, double absence) =>
        IsExponential ? (absence > 0 ? Math.Exp(-expiry / absence) : 0) : absence >= expiry ? 1 : 0;
}
