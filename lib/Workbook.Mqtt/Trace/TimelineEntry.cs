using System.Globalization;

namespace Workbook.Mqtt.Trace;

/// <summary>One thing that was seen on a wire: a <see cref="TimelinePacket"/> or a
/// <see cref="TimelineEvent"/>.</summary>
public abstract record TimelineEntry
{
    private protected TimelineEntry()
    {
    }

    /// <summary>When it was seen, since the observation began.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>Which connection it belongs to: 1 for the first that was opened, and so on.</summary>
    public required int Connection { get; init; }

    /// <summary>The time in milliseconds with one decimal, as timelines print it.</summary>
    private protected string Milliseconds => At.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture);
}
