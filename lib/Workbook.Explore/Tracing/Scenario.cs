using System.Text;
using Workbook.Mqtt.Broker;
using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Sessions;
using Workbook.Mqtt.Trace;

namespace Workbook.Explore;

/// <summary>A path as a plan for real clients and a real wire: who takes part, what they do and where the wire is cut,
/// and what the application must have received in the end.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Clients">Who takes part; all are connected and subscribed when it begins.</param>
/// <param name="Steps">What happens, in this order. After a cut a client connects again by itself.</param>
/// <param name="Deliveries">What the subscribers' applications have received when everything has come to rest, in
/// order.</param>
public sealed record Scenario(
    string Name,
    IReadOnlyList<ScenarioClient> Clients,
    IReadOnlyList<ScenarioStep> Steps,
    IReadOnlyList<ScenarioDelivery> Deliveries)
{
    /// <summary>What passed between clients and broker until everything had come to rest: the packets of messages and
    /// their exchanges, by client, connection and direction.</summary>
    public IReadOnlyList<ScenarioPassage> Passages { get; init; } = [];

    /// <summary>How many messages of the clients are still without an end of their exchange when everything is at
    /// rest.</summary>
    public int UnfinishedCount { get; init; }

    /// <summary>Whether it comes to rest at all; otherwise connections are made and closed again and again.</summary>
    public bool ComesToRest { get; init; } = true;

    /// <summary>The fault that is seeded into clients and broker; null: none, and any broker will do.</summary>
    public SeededFault? Fault { get; init; }

    /// <summary>The choices of the clients that take part, with the tables of the fault.</summary>
    public ClientOptions ClientOptions { get; init; } = new();

    /// <summary>The choices of the broker, with the tables of the fault.</summary>
    public BrokerPolicy BrokerPolicy { get; init; } = new();

    /// <summary>Gives clients, steps and deliveries, a line each.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Name);
        foreach (ScenarioClient client in Clients)
            text.Append("\n  with ").Append(client);
        foreach (ScenarioStep step in Steps)
            text.Append("\n  ").Append(step);
        text.Append("\n  delivered: ").AppendJoin(", ", Deliveries);
        if (UnfinishedCount > 0)
            text.Append("\n  unfinished: ").Append(UnfinishedCount);
        return text.Append(ComesToRest ? "" : "\n  never at rest").ToString();
    }
}

/// <summary>A client of a scenario; its session outlives its connections.</summary>
/// <param name="Name">Its client identifier.</param>
/// <param name="Filter">What it subscribes to; null: nothing.</param>
/// <param name="QualityOfService">The highest QoS that it asks for.</param>
public sealed record ScenarioClient(string Name, string? Filter, QualityOfService QualityOfService)
{
    /// <summary>Whether it stands for the application behind the broker: it is always connected, and nothing of it is
    /// in the model.</summary>
    public bool IsBehindBroker { get; init; }

    /// <summary>Gives name and subscription.</summary>
    public override string ToString() =>
        Filter is null ? Name : $"{Name}, subscribed to {Filter} at QoS {(int)QualityOfService}";
}

/// <summary>A message that an application received.</summary>
/// <param name="Client">The receiver.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Payload">The payload as text.</param>
public sealed record ScenarioDelivery(string Client, string Topic, string Payload)
{
    /// <summary>Gives message and receiver.</summary>
    public override string ToString() => $"{Payload} to {Client}";
}

/// <summary>A packet of a message or of its exchange that passed.</summary>
/// <param name="Client">Whose connection.</param>
/// <param name="Connection">Which of the connections of this client, 1 for the first.</param>
/// <param name="Direction">Which way.</param>
/// <param name="PacketIdentifier">The packet identifier; 0 for none.</param>
/// <param name="Text">The packet, with its identifier, DUP and payload.</param>
public sealed record ScenarioPassage(
    string Client, int Connection, Direction Direction, int PacketIdentifier, string Text)
{
    /// <summary>Gives what passed between clients and broker in a recording, in its order.</summary>
    /// <param name="timeline">The recording.</param>
    /// <param name="clients">The clients to look at.</param>
    public static IReadOnlyList<ScenarioPassage> Of(Timeline timeline, IEnumerable<string> clients)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var passages = new List<ScenarioPassage>();
        foreach (string client in clients)
        {
            var connections = timeline.Of(client).Select(entry => entry.Connection).Distinct().Order().ToList();
            passages.AddRange(timeline.Of(client).Packets
                .Where(packet => packet.IsDelivered && packet.Packet is PublishPacket or AcknowledgementPacket)
                .Select(packet => new ScenarioPassage(
                    client, connections.IndexOf(packet.Connection) + 1, packet.Direction, IdentifierOf(packet.Packet!),
                    TextOf(packet.Packet!))));
        }

        return passages;
    }

    /// <summary>Gives client, connection and packet.</summary>
    public override string ToString() =>
        $"{Text} {(Direction == Direction.ToServer ? "from" : "to")} {Client} on connection {Connection}";

    private static int IdentifierOf(Packet packet) =>
        packet is PublishPacket publish ? publish.PacketIdentifier : ((AcknowledgementPacket)packet).PacketIdentifier;

    private static string TextOf(Packet packet) => packet is PublishPacket publish
        ? $"{PacketSummary.Of(publish)} {Encoding.UTF8.GetString(publish.Payload.Span)}"
        : PacketSummary.Of(packet);
}
