using Workbook.Mqtt.Sessions;

namespace Workbook.Simulate;

/// <summary>Deliveries that did not happen for the same reason.</summary>
/// <param name="Fate">How far they came.</param>
/// <param name="Reason">Why they were dropped; null when they were not.</param>
/// <param name="Count">How many.</param>
public sealed record AuditedLoss(AuditedFate Fate, DropReason? Reason, int Count)
{
    /// <summary>Gives count and reason.</summary>
    public override string ToString() => $"{Count} {Fate}" + (Reason is { } reason ? $" ({reason})" : "");
}
