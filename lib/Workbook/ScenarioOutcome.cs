using Workbook.Explore;
using Workbook.Mqtt.Trace;

namespace Workbook;

/// <summary>What came of a scenario on real sockets.</summary>
/// <param name="Run">Everything that was seen.</param>
/// <param name="Deliveries">What the applications received, client by client.</param>
/// <param name="UnfinishedCount">How many messages of the clients were without an end of their exchange in the
/// end.</param>
/// <param name="ComesToRest">Whether it came to rest; otherwise connections were closed again and again.</param>
/// <param name="IsPacketForPacket">Whether the broker ran with the choices of the model, so that every packet can be
/// compared; on another broker identifiers and order are its own.</param>
public sealed record ScenarioOutcome(
    LabRun Run, IReadOnlyList<ScenarioDelivery> Deliveries, int UnfinishedCount, bool ComesToRest,
    bool IsPacketForPacket)
{
    /// <summary>Says what is the first difference between this and what the explorer found, as a sentence; null when
    /// there is none.</summary>
    /// <param name="scenario">What the explorer found.</param>
    public string? DifferenceFrom(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        foreach (ScenarioClient client in scenario.Clients)
        {
            string expected = Texts(scenario.Deliveries, client.Name);
            string seen = Texts(Deliveries, client.Name);
            if (expected != seen)
                return $"Expected {client.Name} to receive {expected}, but it received {seen}.";
        }

        if (ComesToRest != scenario.ComesToRest)
        {
            return ComesToRest
                ? "Expected it never to come to rest, but it did."
                : "Expected it to come to rest, but connections were closed again and again.";
        }

        if (scenario.ComesToRest && UnfinishedCount != scenario.UnfinishedCount)
            return $"Expected {scenario.UnfinishedCount} unfinished messages, but there were {UnfinishedCount}.";
        return IsPacketForPacket ? DifferenceOfPackets(scenario) : null;
    }

    private string? DifferenceOfPackets(Scenario scenario)
    {
        List<string> recorded =
            [.. scenario.Clients.Where(client => !client.IsBehindBroker).Select(client => client.Name)];
        // Two connections race each other at the broker, so that only within one exchange the order is fixed; and
        // whether the broker may use an identifier again depends on who is first.
        bool isRace = recorded.Count > 1;
        ILookup<(string, int, Direction, int, string), ScenarioPassage> LanesOf(
            IEnumerable<ScenarioPassage> passages) => passages
            .Select(each => isRace && IsOfBroker(each) ? WithoutIdentifier(each) : each)
            .ToLookup(each => (
                each.Client, each.Connection, each.Direction, isRace ? each.PacketIdentifier : 0,
                isRace && each.PacketIdentifier == 0 ? TypeOf(each) : ""));
        var seen = LanesOf(ScenarioPassage.Of(Run.Timeline, recorded));
        var expected = LanesOf(scenario.Passages);
        foreach (var lane in expected.Select(each => each.Key).Union(seen.Select(each => each.Key)))
        {
            ScenarioPassage[] wanted = [.. expected[lane]], found = [.. seen[lane]];
            // What never comes to rest is stopped somewhere.
            int count = scenario.ComesToRest
                ? Math.Max(wanted.Length, found.Length)
                : Math.Min(wanted.Length, found.Length);
            for (int place = 0; place < count; place++)
            {
                ScenarioPassage? want = wanted.ElementAtOrDefault(place), got = found.ElementAtOrDefault(place);
                if (want != got)
                    return $"Expected {Named(want)}, but saw {Named(got)}, as packet {place + 1} there.";
            }
        }

        return null;
    }

    /// <summary>Whether a packet belongs to an exchange that the broker began, and bears an identifier of its
    /// choice.</summary>
    private static bool IsOfBroker(ScenarioPassage packet) => packet.Direction == Direction.ToClient
        ? TypeOf(packet) is "PUBLISH" or "PUBREL"
        : TypeOf(packet) is "PUBACK" or "PUBREC" or "PUBCOMP";

    private static ScenarioPassage WithoutIdentifier(ScenarioPassage packet) => packet with
    {
        PacketIdentifier = 0,
        Text = packet.Text.Replace($" id {packet.PacketIdentifier}", "", StringComparison.Ordinal),
    };

    private static string TypeOf(ScenarioPassage packet) => packet.Text.Split(' ')[0];

    private static string Named(ScenarioPassage? packet) => packet?.ToString() ?? "nothing";

    private static string Texts(IEnumerable<ScenarioDelivery> deliveries, string client) =>
        string.Join(", ", deliveries.Where(each => each.Client == client)
            .Select(each => $"{each.Payload} on {each.Topic}").DefaultIfEmpty("nothing"));
}
