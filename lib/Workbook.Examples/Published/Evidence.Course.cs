using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;

namespace Workbook.Examples;

public static partial class Evidence
{
    private const double Rounded = 0.005;

    private static EvidenceTable AwsPrices(PublishedData data)
    {
        var fleet = new AwsMetering { Devices = 100_000, UplinkPerDay = 325, UplinkBytes = 1024 }.Compute();
        var free = new AwsMetering { Devices = 50, Days = 31, UplinkPerDay = 300, UplinkBytes = 1024 }.Compute();
        return new(
            "T9", "AWS IoT Core's own price examples", Sources.AwsPricing, "AwsMetering", "exact",
            [
                new("100,000 devices: connection minutes", 4_320_000_000, fleet.ConnectionMinutes, "min", 0),
                new("100,000 devices: connectivity", 345.60, fleet.Connectivity, "$", 0) { Rounding = 0.005 },
                new("100,000 devices: messages", 975_000_000, fleet.Units, "units", 0),
                new("100,000 devices: messaging", 975.00, fleet.Messaging, "$", 0) { Rounding = 0.005 },
                EvidenceRow.AtLeast(
                    "free tier covers 50 devices: minutes left", 0, 2_250_000 - free.ConnectionMinutes, "min"),
                EvidenceRow.AtLeast(
                    "free tier covers 300 messages a day: units left", 0, 500_000 - free.Units, "units"),
            ]);
    }

    private static EvidenceTable Course(PublishedData data) => new(
        "C", "Figures of the course", Sources.Course, "the models of this library, one each",
        "0.5 % unless a figure is rounded",
        [.. CourseTraffic(), .. CourseEnergy(), .. CoursePackets()])
    {
        Note = "Not checkable, for want of inputs: \"7 % against 29 % of 2,000 mAh\" and \"6 days against more than "
            + "500\".",
    };

    private static IEnumerable<EvidenceRow> CourseTraffic()
    {
        double memory = new BrokerMemory { Sessions = 200, SessionBytes = 8000 }.Compute().Megabytes
            + (600 * 100 + 3600 * 50 + 3600 * 5 * 100 + 6 * 10 * 200 + 600 * 64) / 1e6;
        yield return new("1: memory of a broker, sum", 3.69, memory, "MB", Rounded)
        {
            Note = "The sum is right, the model is not: it charges all outbound traffic to one slow subscriber.",
        };
        double hospital = (12_000 * 80 * 2.5 + 2_400 * 120 * 1.5 + 100 * 500) / 1000;
        yield return new(
            "2: hospital queue", 2882, hospital, "KB/h", Rounded) { Note = "The factors 1, 1.5 and 2.5 are invented." };
        yield return new("2: hospital queue, a second", 0.8, hospital / Duration.SecondsPerHour, "KB/s", 0.01);
        yield return new(
            "2: hospital queue, of 54 Mbit/s", 0.01, hospital / Duration.SecondsPerHour / 6750 * 100, "%",
            0)
        {
            Rounding = 0.005,
        };
        yield return new(
            "3: a message each 10 s", 17_280, Duration.SecondsPerDay / 10, "messages/day", 0) { Correction = 8_640 };
        yield return new("4: 20 B of payload in 118 B", 16.9, 20 / 118.0 * 100, "%", Rounded);
        double[] bytes = [320, 112, 80];
        (string Name, double Published, double Correct)[] fleet =
            [("HTTP", 14_131, 13_824), ("MQTT", 4_956, 4_838), ("CoAP", 3_538, 3_456)];
        for (int index = 0; index < fleet.Length; index++)
        {
            double monthly = 10_000 * 2_880 * 30 * bytes[index] / 1e6 * Physics.Prices.Course;
            yield return new(
                $"11: 10,000 trucks, {fleet[index].Name}", fleet[index].Published, monthly, "$/month", 0.001)
            {
                Correction = fleet[index].Correct,
                Note = "Decimal gigabytes were multiplied by 1,024. The MQTT row has no TCP/IP, acknowledgements or "
                    + "PUBACK.",
            };
        }

        var cloud = new AwsMetering
        {
            Devices = 10_000, Days = 26, ConnectedHoursPerDay = 12, UplinkPerDay = 1440, UplinkBytes = 200,
        };
        yield return new("12: 10,000 vehicles, messages", 374.4, cloud.Compute().Units / 1e6, "M/month", 0);
        yield return new(
            "12: 10,000 vehicles, volume", 74.88, cloud.Compute().Units * 200 / 1e9, "GB/month",
            0)
        {
            Rounding = 0.005,
        };
        yield return new("12: at $1.00 a million", 374, cloud.Compute().Messaging, "$/month", Rounded);
        yield return new(
            "12: at $0.80 a million", 300, (cloud with { MessagePrice = 0.80 }).Compute().Messaging, "$/month",
            Rounded);
    }

    private static IEnumerable<EvidenceRow> CourseEnergy()
    {
        const double YearOfCourse = 365.25;
        double radio = Charge.InMilliampHours(Charge.OfCurrent(30, 50 * 8 / 250_000.0));
        yield return new("5: 50 B at 250 kbit/s and 30 mA", 0.013, radio, "mAh", Rounded)
        {
            Correction = 1.333e-5, Note = "mA x ms was divided by 3,600 and called mAh: a thousand times too much.",
        };
        var cycle = WakeCycle.CourseEsp32;
        var fiveMinutes = TimeSpan.FromMinutes(5);
        double capacity = BatteryCell.FourAa.UsableMilliampHours;
        yield return new(
            "6: a wake cycle with its sleep", 0.0387, cycle.MilliampHoursPerDay(fiveMinutes) / 288, "mAh", Rounded);
        yield return new(
            "6: life at 288 a day", 7.1, cycle.On(BatteryCell.FourAa, fiveMinutes).Life().Months, "months", 0.01);
        yield return new(
            "7: one connection a day", 1.86, Reusing(cycle, fiveMinutes, capacity) / YearOfCourse, "years", Rounded)
        {
            Note = "The sum is right, the physics is not: deep sleep drops the connection.",
        };
        yield return new(
            "7: one connection a day, each 15 min", 4.8,
            Reusing(cycle, TimeSpan.FromMinutes(15), capacity) / YearOfCourse, "years", 0.01);
        yield return new("8: modem sleep at 20 mA", 5, capacity / Physics.Radio.Esp32ModemSleep / 24, "days", Rounded);
        var vine = new WakeCycle { Phases = [new("connect", 800, 160), new("transmit", 500, 120)] };
        double vineyard = vine.MilliampHoursPerDay(TimeSpan.FromMinutes(15));
        yield return new("9: vineyard with a static address", 4.27, vineyard, "mAh/day", Rounded)
        {
            Correction = 5.25, Note = "4.27 does not follow from the inputs that are known.",
        };
        yield return new("9: 80 % of 3,000 mAh at 4.27 mAh a day", 562, 3000 * 0.8 / 4.27, "days", Rounded);
        yield return new(
            "9b: 2,000 mAh at 10 µA", 2.3, 2000 / (0.010 * Duration.HoursPerYear), "years", Rounded)
        {
            Correction = 22.8, Note = "2.3 years belong to 100 µA.",
        };
        double handshake = 6 * Charge.OfCurrent(8, 0.015);
        yield return new("10: TLS handshake over 1,440 messages", 0.0005, handshake / 1440, "mC", Rounded);
        yield return new("10: its part of a message of 0.4 mC", 0.1, handshake / 1440 / 0.4 * 100, "%", Rounded)
        {
            Correction = 0.125, Note = "\"Below 0.1 %\" is just missed; and 8 mA is no Wi-Fi transmit current.",
        };
        (double Published, double Correct)[] coin = [(520, 4.3), (260, 4.1), (173, 3.9)];
        for (int qos = 0; qos < coin.Length; qos++)
        {
            var life = cycle.At((QualityOfService)qos)
                .On(BatteryCell.Cr2032 with { SelfDischargePerYear = 0 }, TimeSpan.FromMinutes(1)).Life();
            yield return new(
                $"17: CR2032, one message a minute at QoS {qos}", coin[qos].Published, life.Days, "days", 0.03)
            {
                Correction = coin[qos].Correct,
                Note = "520, 260 and 173 days are 1 : 1/2 : 1/3. 520 days would be 18 µA on average, and a CR2032 "
                    + "cannot give 240 mA.",
            };
        }
    }

    private static IEnumerable<EvidenceRow> CoursePackets()
    {
        int hop = Exchange.Of(QualityOfService.ExactlyOnce, 1, 1).On(Layers.Tcp).MqttPackets;
        yield return new(
            "13: packets at QoS 2, publisher to one subscriber, first page", 6, 2 * hop, "packets",
            0)
        {
            Correction = 8,
        };
        yield return new("13: the same, second page", 8, 2 * hop, "packets", 0);
        byte[] publish = PacketWriter.ToBytes(ProtocolVersion.V311, new PublishPacket
        {
            QualityOfService = QualityOfService.AtLeastOnce,
            Topic = "sensor/temp",
            PacketIdentifier = 1,
            Payload = "25.5"u8.ToArray(),
        });
        yield return new("14: first byte of the QoS 1 PUBLISH", 0x30, publish[0], "", 0)
        {
            Correction = 0x32, Note = "0x30 is QoS 0.",
        };
        yield return new("14: its remaining length", 0x17, publish[1], "", 0) { Correction = 0x13 };
        yield return new(
            "15: bytes of remaining length 1,000,000", 4, VariableByteInteger.SizeOf(1_000_000), "B",
            0)
        {
            Correction = 3,
        };
        yield return new("15: bytes of remaining length 50,000", 3, VariableByteInteger.SizeOf(50_000), "B", 0);
        yield return new("P5: overhead of QoS 1 over QoS 0", 4, Extra(QualityOfService.AtLeastOnce), "B", 0)
        {
            Correction = 6, Note = "Packet identifier 2 B, PUBACK 4 B.",
        };
        yield return new("P5: overhead of QoS 2 over QoS 0", 6, Extra(QualityOfService.ExactlyOnce), "B", 0)
        {
            Correction = 14, Note = "Packet identifier 2 B, three packets of 4 B.",
        };
        yield return new(
            "16: duplicates at 5 % loss of datagrams", 5, DatagramLoss.Of(0.05).DuplicatesAtQoS1 * 100, "%", 0)
        {
            Rounding = 0.5, Note = "published as \"about 5 %\"",
        };
    }

    private static EvidenceTable Errata(PublishedData data) => new(
        "E", "Memory of a connection of Aedes",
        new Source("Aedes, issue 333", "https://github.com/moscajs/aedes/issues/333"),
        "recomputed from the source's own numbers", "1 %",
        [
            new("memory of a connection", 65, 1.3e9 / 20_000, "B", 0.01)
            {
                Correction = 65_000, Note = "20,000 connections take 1.3 GB: 65 kB each, not 65 B.",
            },
        ]);

    /// <summary>Days of life when the publish alone is repeated and the rest of the cycle is done once a day.</summary>
    private static double Reusing(WakeCycle cycle, TimeSpan interval, double capacity)
    {
        var publish =
            cycle with { Phases =
                [.. cycle.Phases.Where(phase => phase.Name.Contains("PUB", StringComparison.OrdinalIgnoreCase))] };
        double once = Charge.InMilliampHours(cycle.Millicoulombs - publish.Millicoulombs);
        return capacity / (publish.MilliampHoursPerDay(interval) + once);
    }

    private static double Extra(QualityOfService qos) => Exchange.Of(qos, 10, 20).On(Layers.Tcp).MqttBytes
        - Exchange.Of(QualityOfService.AtMostOnce, 10, 20).On(Layers.Tcp).MqttBytes;
}
