using Workbook.Mqtt.Packets;

namespace Workbook.Examples;

/// <summary>A kind of message that a device exchanges.</summary>
/// <param name="Name">What it is.</param>
/// <param name="PerDay">How many a day.</param>
/// <param name="PayloadBytes">Bytes of the payload.</param>
/// <param name="QoS">The QoS of the mixed policy.</param>
public sealed record MessageStream(string Name, double PerDay, int PayloadBytes, QualityOfService QoS)
{
    /// <summary>Gives the same with a payload multiplied by a factor, in whole bytes.</summary>
    /// <param name="factor">0 or more.</param>
    public MessageStream WithPayload(double factor) =>
        this with { PayloadBytes = (int)Math.Round(PayloadBytes * factor) };
}
