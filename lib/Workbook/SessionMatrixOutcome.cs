using Workbook.Mqtt.Packets;

namespace Workbook;

/// <summary>What a subscriber got in one case of the <see cref="SessionMatrix"/>.</summary>
/// <param name="QualityOfService">The QoS of the copy; null: there was none.</param>
/// <param name="IsRetainSet">Whether the copy carried RETAIN 1.</param>
public sealed record SessionMatrixOutcome(QualityOfService? QualityOfService, bool IsRetainSet)
{
    /// <summary>How many copies came, where there was one.</summary>
    public int CopyCount { get; init; } = QualityOfService is null ? 0 : 1;

    /// <summary>Whether the standard also allows a copy at QoS 0 where there is none here.</summary>
    public bool MayWait { get; init; }

    /// <summary>Says whether what was measured is what the standard prescribes or allows.</summary>
    /// <param name="measured">What was measured.</param>
    public bool Allows(SessionMatrixOutcome measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        return measured == this with { MayWait = false } ||
            (MayWait && measured is { QualityOfService: Mqtt.Packets.QualityOfService.AtMostOnce, IsRetainSet: false, CopyCount: 1 });
    }

    /// <summary>Gives <c>1</c> for a copy at QoS 1, <c>1 R</c> with RETAIN, <c>-</c> for none, <c>- or 0</c> where the broker
    /// may choose.</summary>
    public override string ToString()
    {
        string copy = QualityOfService is { } qos ? $"{(int)qos}{(IsRetainSet ? " R" : "")}" : MayWait ? "– or 0" : "–";
        return CopyCount > 1 ? $"{copy} ×{CopyCount}" : copy;
    }
}
