using Workbook.Examples;
using Workbook.Mqtt.Packets;

namespace Workbook;

/// <summary>What a subscriber got in one case of the <see cref="MeasuredSessionMatrix"/>, of the first copy.</summary>
/// <param name="Obtained">When it came, if at all.</param>
/// <param name="QualityOfService">Its QoS; null: there was none.</param>
/// <param name="IsRetainSet">Whether it carried RETAIN 1.</param>
public sealed record SessionMatrixOutcome(Obtained Obtained, QualityOfService? QualityOfService, bool IsRetainSet)
{
    /// <summary>Gives what a case of the computed matrix prescribes.</summary>
    /// <param name="cell">The case.</param>
    public static SessionMatrixOutcome Of(SessionMatrixCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return new SessionMatrixOutcome(cell.Obtained, cell.DeliveredQoS, cell.HasRetainFlag);
    }

    /// <summary>Gives the QoS of the copy, an R where it carried RETAIN 1, a dash for none.</summary>
    public override string ToString() => QualityOfService is { } qos ? $"{(int)qos}{(IsRetainSet ? " R" : "")}" : "–";
}
