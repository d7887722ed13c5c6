using System.Text;

namespace Workbook.Simulate;

/// <summary>What became of many messages, counted once for each receiver.</summary>
public sealed record AuditSummary
{
    /// <summary>Messages that applications published.</summary>
    public int Published { get; init; }

    /// <summary>PUBLISH packets that publishers handed to their wires: border 1.</summary>
    public int Handed { get; init; }

    /// <summary>PUBLISH packets that arrived at the broker: border 2.</summary>
    public int Arrived { get; init; }

    /// <summary>Messages of which more than one PUBLISH arrived at the broker; QoS 2 discards the repeats.</summary>
    public int ArrivedTwice { get; init; }

    /// <summary>Messages that died with the process of their publisher before it knew that the broker has
    /// them.</summary>
    public int Forgotten { get; init; }

    /// <summary>Deliveries that there should be: one for each message and receiver.</summary>
    public int Expected { get; init; }

    /// <summary>Of these: how many the receiving application got at least once: border 3.</summary>
    public int Delivered { get; init; }

    /// <summary>How many it did not get.</summary>
    public int Lost => Expected - Delivered;

    /// <summary>Copies beyond the first that applications got.</summary>
    public int Duplicates { get; init; }

    /// <summary>First copies that came after a later message of the same publisher, topic and level.</summary>
    public int Reordered { get; init; }

    /// <summary>Deliveries that took longer than asked for.</summary>
    public int Late { get; init; }

    /// <summary>The mean time from application to application, of first copies; zero when there are none.</summary>
    public TimeSpan MeanDelay { get; init; }

    /// <summary>The longest time from application to application.</summary>
    public TimeSpan LongestDelay { get; init; }

    /// <summary>The deliveries that did not happen, by how far they came, and why where something was dropped; most
    /// frequent first.</summary>
    public IReadOnlyList<AuditedLoss> Losses { get; init; } = [];

    /// <summary>Gives the counts, a line each.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"published {Published}; handed to the wire {Handed}; arrived at the broker {Arrived} "
            + $"({ArrivedTwice} messages more than once)" + (Forgotten > 0 ? $"; forgotten {Forgotten}" : ""));
        text.AppendLine(
            $"expected deliveries {Expected}: delivered {Delivered}, lost {Lost}, duplicates {Duplicates}, "
            + $"reordered {Reordered}, late {Late}");
        text.Append(
            $"delay mean {MeanDelay.TotalMilliseconds:0.0} ms, longest {LongestDelay.TotalMilliseconds:0.0} ms");
        foreach (AuditedLoss loss in Losses)
            text.AppendLine().Append($"  {loss}");
        return text.ToString();
    }
}
