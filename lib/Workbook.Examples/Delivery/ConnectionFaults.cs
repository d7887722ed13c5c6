namespace Workbook.Examples;

/// <summary>What connection losses do to MQTT over TCP: duplicates at QoS 1, losses at QoS 0.</summary>
/// <remarks>
/// Formula F4. While connected nothing is lost and nothing is sent again; cuts come at random moments, bytes in flight are
/// lost, and the session survives. A QoS 1 duplicate needs a cut while its PUBACK is on the way back; the bound of F4
/// counts the whole round trip.
/// </remarks>
public sealed record ConnectionFaults
{
    /// <summary>Messages a second, evenly spread.</summary>
    public double MessagesPerSecond { get; init => field = Expect.Positive(value, "messages/s"); } = 1;

    /// <summary>Cuts of the connection an hour.</summary>
    public double CutsPerHour { get; init => field = Expect.NotNegative(value, "1/h"); }

    /// <summary>One way from sender to receiver, in ms.</summary>
    public double ForwardMilliseconds { get; init => field = Expect.NotNegative(value, "ms"); } = 50;

    /// <summary>One way back, in ms.</summary>
    public double BackwardMilliseconds { get; init => field = Expect.NotNegative(value, "ms"); } = 50;

    /// <summary>How long the sender goes on without noticing the cut; zero when it is told at once.</summary>
    /// <remarks>A silent peer is noticed after up to 1.5 times the Keep Alive at the server.</remarks>
    public TimeSpan DetectionTime { get; init => field = Expect.NotNegative(value); }

    /// <summary>How many messages the socket takes before it blocks.</summary>
    public double SendBufferMessages { get; init => field = Expect.Positive(value, "messages"); } = 1e9;

    /// <summary>How many QoS 1 messages may be unacknowledged at once.</summary>
    public int Window { get; init => field = Expect.Within(value, 1, 65_535, "messages"); } = 20;

    /// <summary>Computes what is lost, repeated and duplicated.</summary>
    public ConnectionFaultResult Compute()
    {
        var sheet = new Worksheet();
        double rate = MessagesPerSecond;
        double perHour = rate * Duration.SecondsPerHour;
        double roundTrip = (ForwardMilliseconds + BackwardMilliseconds) / 1000;
        double repeated = sheet.Line(
            "PUBLISH sent again per cut", Math.Min(Window, rate * roundTrip), "messages",
            $"min({Window}, {rate}/s x {roundTrip} s)");
        double duplicates = sheet.Line(
            "QoS 1 duplicates per cut", Math.Min(Window, rate * BackwardMilliseconds / 1000), "messages",
            $"min({Window}, {rate}/s x {BackwardMilliseconds} ms): delivered, PUBACK on the way");
        double blind = sheet.Line(
            "sent into the void", Math.Min(SendBufferMessages, rate * DetectionTime.TotalSeconds), "messages",
            $"min({SendBufferMessages}, {rate}/s x {DetectionTime.TotalSeconds} s)");
        double lost = sheet.Line(
            "QoS 0 losses per cut", rate * ForwardMilliseconds / 1000 + blind, "messages",
            $"{rate}/s x {ForwardMilliseconds} ms in flight + {blind:G4}");
        sheet.Line("duplicates per message", duplicates * CutsPerHour / perHour, "", $"{CutsPerHour} cuts in {perHour} messages");
        sheet.Line("losses per message", lost * CutsPerHour / perHour, "", $"{CutsPerHour} cuts in {perHour} messages");
        sheet.Warn(
            CutsPerHour * (roundTrip + DetectionTime.TotalSeconds) > 0.1 * Duration.SecondsPerHour,
            "Cuts are so frequent that the connection is down or blind for more than a tenth of the time; the closed form "
            + "counts each cut by itself.");
        return new ConnectionFaultResult
        {
            RepeatsPerCut = repeated,
            DuplicatesPerCut = duplicates,
            LossesPerCut = lost,
            DuplicatesPerMessage = duplicates * CutsPerHour / perHour,
            DuplicatesPerMessageBound = repeated * CutsPerHour / perHour,
            LossesPerMessage = lost * CutsPerHour / perHour,
            Working = sheet.Lines,
            Warnings = sheet.Warnings,
        };
    }
}
