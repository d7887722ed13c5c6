using Workbook.Mqtt.Packets;

namespace Workbook.Examples;

/// <summary>What AWS IoT Core meters for a fleet, and what it costs.</summary>
/// <remarks>
/// Formula F10: a message is ceil(bytes / 5120) units; a QoS 1 message to a device is metered with the device's PUBACK;
/// a message that is queued for an absent session is metered when it is queued and again when it is delivered. Free:
/// pings, CONNACK, SUBACK, DISCONNECT and the service's PUBACK. There is no QoS 2.
/// </remarks>
public sealed record AwsMetering
{
    /// <summary>How many devices.</summary>
    public double Devices { get; init => field = Expect.NotNegative(value, "devices"); } = 1;

    /// <summary>For how many days.</summary>
    public double Days { get; init => field = Expect.Positive(value, "days"); } = 30;

    /// <summary>Hours a day that a device is connected, 0 to 24.</summary>
    public double ConnectedHoursPerDay { get; init => field = Expect.Within(value, 0, 24, "h"); } = 24;

    /// <summary>Messages a day from each device.</summary>
    public double UplinkPerDay { get; init => field = Expect.NotNegative(value, "messages"); }

    /// <summary>Bytes of each, 0 to 131,072: the service takes no larger ones.</summary>
    public double UplinkBytes { get; init => field = Expect.Within(value, 0, 131_072, "B"); }

    /// <summary>Messages a day to each device.</summary>
    public double DownlinkPerDay { get; init => field = Expect.NotNegative(value, "messages"); }

    /// <summary>Bytes of each, 0 to 131,072.</summary>
    public double DownlinkBytes { get; init => field = Expect.Within(value, 0, 131_072, "B"); }

    /// <summary>The QoS of the messages to the device: 0 or 1.</summary>
    public QualityOfService DownlinkQoS
    {
        get;
        init => field = value != QualityOfService.ExactlyOnce
            ? value
            : throw new ArgumentException($"{nameof(DownlinkQoS)}: AWS IoT Core has no QoS 2; expected 0 or 1.");
    } = QualityOfService.AtLeastOnce;

    /// <summary>The part of the messages to a device that find it absent and are queued, 0 to 1.</summary>
    public double QueuedPart { get; init => field = Expect.Probability(value); }

    /// <summary>
    /// The part of the queued messages that expire before the device comes; metered once all the same.
    /// </summary>
    public double ExpiredPart { get; init => field = Expect.Probability(value); }

    /// <summary>Connections a day: a CONNECT and a SUBSCRIBE each, a unit each.</summary>
    public double ConnectsPerDay { get; init => field = Expect.NotNegative(value, "connections"); }

    /// <summary>The price of a million connection minutes, in $.</summary>
    public double MinutePrice { get; init => field = Expect.NotNegative(value, "$"); } =
        Physics.Prices.AwsConnectionMinutes;

    /// <summary>The price of a million units, in $.</summary>
    public double MessagePrice { get; init => field = Expect.NotNegative(value, "$"); } = Physics.Prices.AwsMessages;

    /// <summary>Gives the units of a message.</summary>
    /// <param name="bytes">Its size; an empty one is a unit too.</param>
    public static double Units(double bytes) => Math.Max(1, Math.Ceiling(bytes / Physics.Prices.AwsUnit));

    /// <summary>Computes minutes, units and the bill.</summary>
    public AwsBill Compute()
    {
        var sheet = new Worksheet();
        double deviceDays = Devices * Days;
        double minutes = sheet.Line(
            "connection minutes", deviceDays * ConnectedHoursPerDay * 60, "min",
            $"{Devices} x {Days} d x {ConnectedHoursPerDay} h x 60");
        double up = sheet.Line(
            "units up", deviceDays * UplinkPerDay * Units(UplinkBytes), "units",
            $"{deviceDays} device days x {UplinkPerDay} x ceil({UplinkBytes} / 5120)");
        double downMessages = deviceDays * DownlinkPerDay;
        double arrived = downMessages * (1 - QueuedPart * ExpiredPart);
        double down = sheet.Line(
            "units down", arrived * Units(DownlinkBytes), "units",
            $"{arrived} delivered x ceil({DownlinkBytes} / 5120)");
        double queued = sheet.Line(
            "units for queueing", downMessages * QueuedPart * Units(DownlinkBytes), "units",
            $"{downMessages} x {QueuedPart} metered when queued as well");
        double acknowledged = sheet.Line(
            "units for PUBACK", DownlinkQoS == QualityOfService.AtLeastOnce ? arrived : 0, "units",
            "from the device, a unit each");
        double connects = sheet.Line(
            "units for CONNECT and SUBSCRIBE", deviceDays * ConnectsPerDay * 2, "units",
            $"{ConnectsPerDay} a day, 2 each");
        double units = sheet.Line("units", up + down + queued + acknowledged + connects, "units", "sum");
        double connectivity = sheet.Line(
            "connectivity", minutes / 1e6 * MinutePrice, "$", $"{minutes} / 1e6 x {MinutePrice}");
        double messaging = sheet.Line("messaging", units / 1e6 * MessagePrice, "$", $"{units} / 1e6 x {MessagePrice}");
        sheet.Warn(
            units > 1e9, "Beyond a billion units a month the price falls; this bill takes the first price for all.");
        return new AwsBill
        {
            ConnectionMinutes = minutes,
            Units = units,
            Connectivity = connectivity,
            Messaging = messaging,
            Working = sheet.Lines,
            Warnings = sheet.Warnings,
        };
    }
}
