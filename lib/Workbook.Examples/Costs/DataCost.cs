namespace Workbook.Examples;

/// <summary>What a device sends and receives in a month over a metered link, and what it costs.</summary>
/// <remarks>Formula F11. A megabyte is 1,000,000 bytes.</remarks>
public sealed record DataCost
{
    private const double Megabyte = 1e6;

    /// <summary>What is exchanged.</summary>
    public IReadOnlyList<TrafficStream> Streams { get; init; } = [];

    /// <summary>What lies under MQTT, and the packets that set a connection up.</summary>
    public Connection Connection { get; init; } = new();

    /// <summary>New connections a day.</summary>
    public double ReconnectsPerDay { get; init => field = Expect.NotNegative(value, "reconnections"); }

    /// <summary>Pings a day.</summary>
    public double PingsPerDay { get; init => field = Expect.NotNegative(value, "pings"); }

    /// <summary>Days of a month on which the device works.</summary>
    public double DaysPerMonth { get; init => field = Expect.Within(value, 0, 31, "days"); } = 30;

    /// <summary>The price of a megabyte, in $.</summary>
    public double PricePerMegabyte { get; init => field = Expect.NotNegative(value, "$"); } = Physics.Prices.Course;

    /// <summary>The price of a month whatever is sent, in $.</summary>
    public double PricePerMonth { get; init => field = Expect.NotNegative(value, "$"); }

    /// <summary>The bytes to which the operator rounds up each data session; 1: it does not round.</summary>
    public double RoundingBytes { get; init => field = Expect.Positive(value, "B"); } = 1;

    /// <summary>Data sessions a day; 0: as many as connections, at least one.</summary>
    public double SessionsPerDay { get; init => field = Expect.NotNegative(value, "sessions"); }

    /// <summary>Computes bytes and cost of a month.</summary>
    public DataCostResult Compute()
    {
        var sheet = new Worksheet();
        double mqtt = 0, day = 0;
        foreach (var stream in Streams)
        {
            var wire = stream.Exchange.On(Connection.Layers);
            mqtt += stream.PerDay * wire.MqttBytes;
            day += sheet.Line(
                stream.Name, stream.PerDay * wire.TotalBytes, "B/day",
                $"{stream.PerDay} x {wire.TotalBytes} B ({wire.MqttBytes} of MQTT)");
        }

        var setUp = Connection.SetUp;
        double connecting = sheet.Line(
            "connections", ReconnectsPerDay * setUp.TotalBytes, "B/day", $"{ReconnectsPerDay} x {setUp.TotalBytes} B");
        double pinging = sheet.Line(
            "pings", PingsPerDay * Connection.Ping.TotalBytes, "B/day",
            $"{PingsPerDay} x {Connection.Ping.TotalBytes} B");
        day += connecting + pinging;
        mqtt += ReconnectsPerDay * setUp.MqttBytes + PingsPerDay * Connection.Ping.MqttBytes;
        double sessions = SessionsPerDay > 0 ? SessionsPerDay : Math.Max(1, ReconnectsPerDay);
        double billed = sheet.Line(
            "billed", sessions * Math.Ceiling(Math.Round(day / sessions / RoundingBytes, 9)) * RoundingBytes, "B/day",
            $"{day} B in {sessions} sessions, each rounded up to {RoundingBytes} B");
        double monthly = sheet.Line(
            "billed in a month", billed * DaysPerMonth / Megabyte, "MB", $"{billed} B x {DaysPerMonth} d / 1e6");
        double cost = sheet.Line(
            "cost", monthly * PricePerMegabyte + PricePerMonth, "$",
            $"{monthly:G6} MB x {PricePerMegabyte} + {PricePerMonth}");
        foreach (string warning in setUp.Warnings) sheet.Warn(isDoubtful: ReconnectsPerDay > 0, warning);
        return new DataCostResult
        {
            MqttMegabytes = mqtt * DaysPerMonth / Megabyte,
            WireMegabytes = day * DaysPerMonth / Megabyte,
            BilledMegabytes = monthly,
            Cost = cost,
            Working = sheet.Lines,
            Warnings = sheet.Warnings,
        };
    }
}
