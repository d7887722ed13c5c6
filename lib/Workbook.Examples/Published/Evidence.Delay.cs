using Workbook.Mqtt.Packets;

namespace Workbook.Examples;

public static partial class Evidence
{
    private static EvidenceTable Latency(PublishedData data)
    {
        const double OneWay = 68.7 / 2;
        DeliveryDelay Delay(QualityOfService qos, double late = 0) => new()
        {
            QoS = qos, PublisherMilliseconds = OneWay, SubscriberMilliseconds = OneWay, LateProbability = late,
        };
        double lossDelay = Delay(QualityOfService.ExactlyOnce, 0.056).Compute().DeliveryMilliseconds
            - Delay(QualityOfService.ExactlyOnce).Compute().DeliveryMilliseconds;
        double sigma = Math.Sqrt(0.05 * 0.95 / 1000);
        return new(
            "T2", "Latency by QoS and loss; frames", Sources.Taowyoo,
            "DeliveryDelay: hops, and TCP that turns loss into delay; Layers.Capture", "2 %; loss 10 %; frames exact",
            [
                new("QoS 0, no loss", 68.281, Delay(QualityOfService.AtMostOnce).Compute().DeliveryMilliseconds, "ms",
                    0.02),
                new("QoS 1, no loss", 67.730, Delay(QualityOfService.AtLeastOnce).Compute().DeliveryMilliseconds, "ms",
                    0.02),
                new("QoS 2, no loss", 137.305, Delay(QualityOfService.ExactlyOnce).Compute().DeliveryMilliseconds,
                    "ms", 0.02),
                new("QoS 2, what 5 % loss adds", 155.797 - 137.305, lossDelay, "ms", 0.10),
                new("late messages of 1000 at 5 % loss", 56, 50, "", 0) { Rounding = 2 * sigma * 1000 },
                .. Frames(),
            ])
        {
            Note = "\"QoS 1 is the least delayed under loss\" is an artefact: loss acts before the capture, so a lost "
                + "PUBLISH is time-stamped when it is sent again.",
        };
    }
}
