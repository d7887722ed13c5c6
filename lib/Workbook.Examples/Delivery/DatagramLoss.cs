namespace Workbook.Examples;

/// <summary>QoS over a path that loses datagrams: MQTT-SN, or attempts of an application. Not MQTT over TCP.</summary>
/// <remarks>Formulas F1 to F3: stop and wait, each packet lost by itself.</remarks>
public sealed record DatagramLoss
{
    /// <summary>The probability that a packet to the receiver is lost, 0 to below 1.</summary>
    public double ForwardLoss { get; init => field = Below1(value); }

    /// <summary>The probability that an answer is lost, 0 to below 1.</summary>
    public double BackwardLoss { get; init => field = Below1(value); }

    /// <summary>Gives the same loss both ways.</summary>
    /// <param name="loss">0 to below 1.</param>
    public static DatagramLoss Of(double loss) => new() { ForwardLoss = loss, BackwardLoss = loss };

    /// <summary>QoS 0: the part that arrives.</summary>
    public double DeliveredAtQoS0 => 1 - ForwardLoss;

    /// <summary>QoS 1, attempts without end: how often PUBLISH is sent, on average.</summary>
    public double SendsAtQoS1 => 1 / ((1 - ForwardLoss) * (1 - BackwardLoss));

    /// <summary>QoS 1: how many copies arrive, on average. Each draws an answer.</summary>
    public double CopiesAtQoS1 => 1 / (1 - BackwardLoss);

    /// <summary>QoS 1: duplicates a message, on average.</summary>
    public double DuplicatesAtQoS1 => CopiesAtQoS1 - 1;

    /// <summary>QoS 1: the probability of at least one duplicate.</summary>
    public double DuplicateProbabilityAtQoS1 => BackwardLoss;

    /// <summary>QoS 1: packets a message, PUBLISH and PUBACK together.</summary>
    public double PacketsAtQoS1 => SendsAtQoS1 + CopiesAtQoS1;

    /// <summary>QoS 2: packets a message; two such exchanges. Duplicates: none while both sides keep their state.</summary>
    public double PacketsAtQoS2 => 2 * PacketsAtQoS1;

    /// <summary>Gives the probability that none of n attempts arrives.</summary>
    /// <param name="attempts">1 or more.</param>
    public double NotDelivered(int attempts) => Math.Pow(ForwardLoss, Attempts(attempts));

    /// <summary>Gives the probability that the sender is told of none of n attempts.</summary>
    /// <param name="attempts">1 or more.</param>
    public double NotAcknowledged(int attempts) =>
        Math.Pow(1 - (1 - ForwardLoss) * (1 - BackwardLoss), Attempts(attempts));

    /// <summary>Gives the probability that a message arrived and its sender believes that it did not.</summary>
    /// <param name="attempts">1 or more.</param>
    public double DeliveredButReportedFailed(int attempts) => NotAcknowledged(attempts) - NotDelivered(attempts);

    private static int Attempts(int attempts) => Expect.Within(attempts, 1, int.MaxValue, "attempts", nameof(attempts));

    private static double Below1(double value, [System.Runtime.CompilerServices.CallerMemberName] string name = "") =>
        value is >= 0 and < 1
            ? value
            : throw new ArgumentException($"{name}: expected 0 to below 1, got {value}. At 1 nothing ever arrives.");
}
