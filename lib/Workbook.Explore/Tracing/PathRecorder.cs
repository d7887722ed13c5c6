using Workbook.Mqtt.Codec;
using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Explore;

/// <summary>Records what crosses the connections of a system while a path is replayed: a time line, one millisecond a
/// move, and the steps of a scenario.</summary>
public sealed class PathRecorder
{
    private readonly List<TimelineEntry> entries = [];
    private readonly List<ScenarioStep> steps = [];
    private readonly List<ScenarioDelivery> deliveries = [];
    private readonly Dictionary<string, RecordedConnection> current = [];
    private readonly Dictionary<string, int> connectionsOfClient = [];
    private Func<IEnumerable<InFlight>> inFlight = () => [];
    private int connectionCount;
    private int move;

    /// <summary>What was seen so far. A packet stands where it arrives, or where its connection is cut.</summary>
    public Timeline Timeline => new(entries);

    internal IReadOnlyList<ScenarioStep> Steps => steps;

    internal IReadOnlyList<ScenarioDelivery> Deliveries => deliveries;

    private TimeSpan Now => TimeSpan.FromMilliseconds(move);

    /// <summary>Tells the recorder where to see what is on its way.</summary>
    internal void Watch(Func<IEnumerable<InFlight>> channels) => inFlight = channels;

    internal void NextMove() => move++;

    internal void Opened(string client)
    {
        int ofClient = connectionsOfClient[client] = connectionsOfClient.GetValueOrDefault(client) + 1;
        current[client] = new RecordedConnection(++connectionCount, ofClient);
        Add(ConnectionChange.Opened, client);
    }

    internal void Passed(string client, Direction direction, string from, string to, Packet packet)
    {
        Add(client, direction, from, to, packet, Fate.Passed);
        RecordedConnection connection = current[client];
        connection.LastPassed = connection.Count(packet.Type, direction);
    }

    /// <summary>A connection breaks.</summary>
    /// <param name="kind">By what.</param>
    /// <param name="client">Whose connection.</param>
    /// <param name="server">The name of the server.</param>
    /// <param name="toServer">What is lost on the way to the server, in the order in which it was sent.</param>
    /// <param name="toClient">What is lost on the way to the client.</param>
    internal void Broke(
        BreakKind kind, string client, string server, IEnumerable<Packet> toServer, IEnumerable<Packet> toClient)
    {
        Lose(kind, client, server, toServer, toClient);
        Add(kind switch
        {
            BreakKind.Cut => ConnectionChange.Cut,
            BreakKind.Forget => ConnectionChange.ClosedByClient,
            _ => ConnectionChange.ClosedByServer,
        }, client);
    }

    private void Lose(
        BreakKind kind, string client, string server, IEnumerable<Packet> toServer, IEnumerable<Packet> toClient)
    {
        RecordedConnection connection = current[client];
        ScenarioPacket? up = Lose(client, Direction.ToServer, client, server, toServer);
        ScenarioPacket? down = Lose(client, Direction.ToClient, server, client, toClient);
        (int number, ScenarioPacket? last) = (connection.OfClient, connection.LastPassed);
        Note(kind switch
        {
            BreakKind.Cut => new ScenarioCut(client, number, up, down, last),
            BreakKind.Error => new ScenarioClosing(client, number, up, down, last),
            BreakKind.Forget => new ScenarioForget(client, number, up, down, last),
            _ => new ScenarioTakeOver(client, number, up, down, last),
        });
    }

    /// <summary>A machine closes a connection for a protocol error.</summary>
    internal void Closed(
        string client, string server, ConnectionChange change, IEnumerable<Packet> toServer,
        IEnumerable<Packet> toClient)
    {
        Lose(BreakKind.Error, client, server, toServer, toClient);
        Add(change, client);
    }

    internal void Published(string client, string topic, string payload, QualityOfService qualityOfService) =>
        Note(new ScenarioPublish(client, topic, payload, qualityOfService)
        {
            After = current.GetValueOrDefault(client)?.LastPassed,
        });

    /// <summary>The timer of a faulty client sends again on a living connection.</summary>
    internal void Retried(string client) =>
        Note(new ScenarioRetry(client, current[client].OfClient, current[client].LastPassed));

    internal void Note(ScenarioStep step) => steps.Add(step with { Late = LateAt(step) });

    internal void Delivered(ScenarioDelivery delivery) => deliveries.Add(delivery);

    private ScenarioPacket? Lose(
        string client, Direction direction, string from, string to, IEnumerable<Packet> packets)
    {
        ScenarioPacket? first = null;
        foreach (Packet packet in packets)
        {
            Add(client, direction, from, to, packet, first is null ? Fate.CutBefore : Fate.Lost);
            ScenarioPacket counted = current[client].Count(packet.Type, direction);
            first ??= counted;
        }

        return first;
    }

    private List<LatePacket> LateAt(ScenarioStep step)
    {
        var late = new List<LatePacket>();
        foreach (InFlight each in inFlight())
        {
            // What a client has sent itself goes out before what it publishes anyway, and what breaks is lost.
            bool isOwn = each.Client == step.Client;
            RecordedConnection connection = current[each.Client];
            if (each.ToServer is { } up && (!isOwn || step is ScenarioRetry))
                late.Add(new(each.Client, connection.OfClient, connection.Next(up.Type, Direction.ToServer)));
            if (each.ToClient is { } down && (!isOwn || step is ScenarioRetry or ScenarioPublish))
                late.Add(new(each.Client, connection.OfClient, connection.Next(down.Type, Direction.ToClient)));
        }

        return late;
    }

    private void Add(string client, Direction direction, string from, string to, Packet packet, Fate fate) =>
        entries.Add(new TimelinePacket
        {
            At = Now,
            Connection = current[client].Number,
            Direction = direction,
            From = from,
            To = to,
            Bytes = PacketWriter.ToBytes(ProtocolVersion.V500, packet),
            Packet = packet,
            Summary = PacketSummary.Of(packet),
            Fate = fate,
            PassedAt = fate == Fate.Passed ? Now : null,
        });

    private void Add(ConnectionChange change, string client) => entries.Add(new TimelineEvent
    {
        At = Now,
        Connection = current[client].Number,
        Change = change,
        Client = client,
    });

    private sealed class RecordedConnection(int number, int ofClient)
    {
        private readonly Dictionary<(PacketType, Direction), int> counts = [];

        public int Number { get; } = number;

        public int OfClient { get; } = ofClient;

        public ScenarioPacket? LastPassed { get; set; }

        public ScenarioPacket Count(PacketType type, Direction direction)
        {
            int occurrence = counts[(type, direction)] = counts.GetValueOrDefault((type, direction)) + 1;
            return new ScenarioPacket(type, direction, occurrence);
        }

        public ScenarioPacket Next(PacketType type, Direction direction) =>
            new(type, direction, counts.GetValueOrDefault((type, direction)) + 1);
    }
}

/// <summary>The first packets on their way on a connection; null for none.</summary>
/// <param name="Client">Whose.</param>
/// <param name="ToServer">To the server.</param>
/// <param name="ToClient">To the client.</param>
internal readonly record struct InFlight(string Client, Packet? ToServer, Packet? ToClient);
