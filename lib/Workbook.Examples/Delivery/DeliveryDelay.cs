using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;

namespace Workbook.Examples;

/// <summary>How long a message takes from publisher to subscriber, and how long its sender waits to be sure.</summary>
/// <remarks>Formula F5, and F4 for what TCP makes of loss: delay.</remarks>
public sealed record DeliveryDelay
{
    /// <summary>The QoS of both hops.</summary>
    public QualityOfService QoS { get; init; }

    /// <summary>One way between publisher and broker, in ms.</summary>
    public double PublisherMilliseconds { get; init => field = Expect.NotNegative(value, "ms"); }

    /// <summary>One way between broker and subscriber, in ms.</summary>
    public double SubscriberMilliseconds { get; init => field = Expect.NotNegative(value, "ms"); }

    /// <summary>When the broker passes a QoS 2 message on; mosquitto does at PUBREL.</summary>
    public QosReceiverMethod ReceiverMethod { get; init; } = QosReceiverMethod.DeliverAtPubrel;

    /// <summary>The probability that a segment from the publisher must be sent again, 0 to below 0.5.</summary>
    public double LateProbability
    {
        get;
        init => field = value is >= 0 and < 0.5
            ? value
            : throw new ArgumentException($"{nameof(LateProbability)}: expected 0 to below 0.5, got {value}. "
                + "From one half on, doubling time-outs have no mean.");
    }

    /// <summary>The first retransmission time-out, in ms.</summary>
    public double RetransmissionMilliseconds { get; init => field = Expect.Positive(value, "ms"); } =
        Physics.Layers.RetransmissionObserved * 1000;

    /// <summary>How many segments in a row of this message are exposed to the loss.</summary>
    public int ExposedSegments { get; init => field = Expect.Within(value, 0, 1000, ""); } = 1;

    /// <summary>How many messages may be unacknowledged at once (Receive Maximum).</summary>
    public int Window { get; init => field = Expect.Within(value, 1, 65_535, "messages"); } = 1;

    /// <summary>Computes delay, completion and throughput.</summary>
    public DelayResult Compute()
    {
        var sheet = new Worksheet();
        double d1 = PublisherMilliseconds;
        double d2 = SubscriberMilliseconds;
        bool waitsForPubrel = QoS == QualityOfService.ExactlyOnce && ReceiverMethod == QosReceiverMethod.DeliverAtPubrel;
        double clean = sheet.Line(
            "delivery without loss", (waitsForPubrel ? 3 : 1) * d1 + d2, "ms",
            waitsForPubrel ? $"3 x {d1} + {d2}: PUBLISH, PUBREC, PUBREL, then on" : $"{d1} + {d2}");
        double p = LateProbability;
        double late = sheet.Line(
            "mean delay by retransmission", ExposedSegments * RetransmissionMilliseconds * p / (1 - 2 * p), "ms",
            $"{ExposedSegments} x {RetransmissionMilliseconds} ms x {p} / (1 - 2 x {p})");
        sheet.Line("delivery", clean + late, "ms", "sum");
        double completion = sheet.Line(
            "sender is sure", QoS switch
            {
                QualityOfService.AtMostOnce => double.NaN,
                QualityOfService.AtLeastOnce => 2 * d1,
                _ => 4 * d1,
            },
            "ms", QoS == QualityOfService.AtMostOnce ? "never: QoS 0 has no answer" : $"{(QoS == QualityOfService.AtLeastOnce ? 2 : 4)} x {d1}");
        double throughput = completion > 0 ? Window * 1000 / completion : double.PositiveInfinity;
        if (QoS != QualityOfService.AtMostOnce)
            sheet.Line("throughput", throughput, "messages/s", $"{Window} / {completion} ms");
        return new DelayResult
        {
            DeliveryMilliseconds = clean + late,
            CompletionMilliseconds = completion,
            MessagesPerSecond = throughput,
            Working = sheet.Lines,
            Warnings = sheet.Warnings,
        };
    }
}
