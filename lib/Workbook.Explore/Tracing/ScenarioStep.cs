using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Explore;

/// <summary>One thing that happens in a <see cref="Scenario"/>.</summary>
/// <param name="Client">To whom, or by whom.</param>
public abstract record ScenarioStep(string Client)
{
    /// <summary>What is on its way then and passes only afterwards, the first packet of each connection and
    /// direction.</summary>
    public IReadOnlyList<LatePacket> Late { get; init; } = [];
}

/// <summary>A client publishes a message.</summary>
/// <param name="Client">Who.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Payload">The payload as text.</param>
/// <param name="QualityOfService">The QoS.</param>
public sealed record ScenarioPublish(
    string Client, string Topic, string Payload, QualityOfService QualityOfService) : ScenarioStep(Client)
{
    /// <summary>The last packet of the client's connection that has passed before; null: none.</summary>
    public ScenarioPacket? After { get; init; }

    /// <summary>Gives the step as a clause.</summary>
    public override string ToString() => $"{Client} publishes {Payload} to {Topic} at QoS {(int)QualityOfService}";
}

/// <summary>A client is connected again after a break.</summary>
/// <param name="Client">Who.</param>
public sealed record ScenarioConnect(string Client) : ScenarioStep(Client)
{
    /// <summary>Gives the step as a clause.</summary>
    public override string ToString() => $"{Client} connects again";
}

/// <summary>A connection breaks, and some of what was on its way is lost.</summary>
/// <param name="Client">Whose.</param>
/// <param name="Connection">Which of the connections of this client, 1 for the first.</param>
/// <param name="LostToServer">The first packet to the server that does not pass; null: none was on its way.</param>
/// <param name="LostToClient">The first packet to the client that does not pass; null: none was on its way.</param>
/// <param name="LastPassed">The last packet of this connection that passed; null: none.</param>
public abstract record ScenarioBreak(
    string Client, int Connection, ScenarioPacket? LostToServer, ScenarioPacket? LostToClient,
    ScenarioPacket? LastPassed) : ScenarioStep(Client)
{
    /// <summary>Says where it breaks, for instance <c>before PUBACK 1 to the client</c>.</summary>
    private protected string Place => (LostToServer, LostToClient, LastPassed) switch
    {
        ({ } up, { } down, _) => $"before {up} and before {down}",
        ({ } up, null, _) => $"before {up}",
        (null, { } down, _) => $"before {down}",
        (null, null, { } last) => $"after {last}",
        _ => "at once",
    };
}

/// <summary>A connection is cut; both ends keep their session, and the client connects again by itself.</summary>
/// <inheritdoc cref="ScenarioBreak"/>
public sealed record ScenarioCut(
    string Client, int Connection, ScenarioPacket? LostToServer, ScenarioPacket? LostToClient,
    ScenarioPacket? LastPassed) : ScenarioBreak(Client, Connection, LostToServer, LostToClient, LastPassed)
{
    /// <summary>Gives the step as a clause.</summary>
    public override string ToString() => $"connection {Connection} of {Client} is cut {Place}";
}

/// <summary>An end closes the connection for a protocol error by itself; what was on its way is lost.</summary>
/// <inheritdoc cref="ScenarioBreak"/>
public sealed record ScenarioClosing(
    string Client, int Connection, ScenarioPacket? LostToServer, ScenarioPacket? LostToClient,
    ScenarioPacket? LastPassed) : ScenarioBreak(Client, Connection, LostToServer, LostToClient, LastPassed)
{
    /// <summary>Gives the step as a clause.</summary>
    public override string ToString() => $"connection {Connection} of {Client} is closed for a protocol error";
}

/// <summary>A faulty client sends again, on a connection that lives, what is unacknowledged.</summary>
/// <param name="Client">Who.</param>
/// <param name="Connection">Which of the connections of this client, 1 for the first.</param>
/// <param name="LastPassed">The last packet of this connection that has passed before; null: none.</param>
public sealed record ScenarioRetry(string Client, int Connection, ScenarioPacket? LastPassed) : ScenarioStep(Client)
{
    /// <summary>Gives the step as a clause.</summary>
    public override string ToString() => $"the retry timer of {Client} fires on connection {Connection}";
}

/// <summary>A client dies and starts anew without anything that it knew: Clean Start, and it subscribes
/// again.</summary>
/// <inheritdoc cref="ScenarioBreak"/>
public sealed record ScenarioForget(
    string Client, int Connection, ScenarioPacket? LostToServer, ScenarioPacket? LostToClient,
    ScenarioPacket? LastPassed) : ScenarioBreak(Client, Connection, LostToServer, LostToClient, LastPassed)
{
    /// <summary>Gives the step as a clause.</summary>
    public override string ToString() =>
        $"{Client} dies {Place} on connection {Connection}, and starts without its state";
}

/// <summary>Another client connects with the same identifier and Clean Start, and goes away at once; the first one's
/// connection breaks, and it connects again with the session that it knows.</summary>
/// <inheritdoc cref="ScenarioBreak"/>
public sealed record ScenarioTakeOver(
    string Client, int Connection, ScenarioPacket? LostToServer, ScenarioPacket? LostToClient,
    ScenarioPacket? LastPassed) : ScenarioBreak(Client, Connection, LostToServer, LostToClient, LastPassed)
{
    /// <summary>Gives the step as a clause.</summary>
    public override string ToString() =>
        $"{Place} on connection {Connection} of {Client} another client takes its identifier with Clean Start, " +
        "and goes";
}

/// <summary>The server forgets a session whose time is over while its client is away.</summary>
/// <param name="Client">Whose.</param>
public sealed record ScenarioExpiry(string Client) : ScenarioStep(Client)
{
    /// <summary>Gives the step as a clause.</summary>
    public override string ToString() => $"the session of {Client} expires at the broker";
}

/// <summary>The broker restarts.</summary>
/// <param name="KeepsState">Whether it has stored its sessions.</param>
public sealed record ScenarioBrokerRestart(bool KeepsState) : ScenarioStep("broker")
{
    /// <summary>Gives the step as a clause.</summary>
    public override string ToString() => $"the broker restarts {(KeepsState ? "with" : "without")} its sessions";
}

/// <summary>A packet of a connection, found again by counting.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Direction">Which way it goes.</param>
/// <param name="Occurrence">1 for the first of this type and direction on its connection.</param>
public sealed record ScenarioPacket(PacketType Type, Direction Direction, int Occurrence)
{
    /// <summary>Gives number, type and direction, for instance <c>PUBACK 1 to the client</c>.</summary>
    public override string ToString() =>
        $"{Type.ToString().ToUpperInvariant()} {Occurrence} to the " +
        (Direction == Direction.ToServer ? "server" : "client");
}

/// <summary>A packet that is on its way while something happens, and passes only then.</summary>
/// <param name="Client">Whose connection.</param>
/// <param name="Connection">Which of the connections of this client, 1 for the first.</param>
/// <param name="Packet">The packet.</param>
public sealed record LatePacket(string Client, int Connection, ScenarioPacket Packet);
