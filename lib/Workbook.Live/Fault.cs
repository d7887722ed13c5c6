using Workbook.Mqtt.Packets;
using Workbook.Mqtt.Trace;

namespace Workbook.Live;

/// <summary>A plan for one fault of a connection: what happens, at which packet, before or after it passes.</summary>
/// <remarks>
/// TCP does not lose single packets of a living connection, so every fault here is one of the connection.
/// What happens is a <see cref="FaultAction"/>; the packet at which it happens is the trigger.
/// A fault strikes once, at the first packet that matches, counted over all connections of the proxy;
/// <see cref="Nth"/> and <see cref="EveryTime"/> change that. It reads as a sentence:
/// <c>Fault.Cut.Before(PacketType.PubAck, Direction.ToClient).Nth(2)</c>.
/// </remarks>
public sealed record Fault
{
    private static readonly string[] FirstOrdinals =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    internal Fault(FaultKind kind, TimeSpan duration, PacketType? type, Direction direction, bool passesFirst)
    {
        (Kind, Duration, Type, Direction, PassesFirst) = (kind, duration, type, direction, passesFirst);
    }

    /// <summary>Breaks the connection: what has passed arrives, then both ends read the end of the stream (FIN, not
    /// RST).</summary>
    public static FaultAction Cut { get; } = new(FaultKind.Cut, TimeSpan.Zero);

    /// <summary>Stops both directions while both sockets stay open, until <see cref="FaultProxy.Thaw"/> or a
    /// cut.</summary>
    public static FaultAction Freeze { get; } = new(FaultKind.Freeze, Timeout.InfiniteTimeSpan);

    /// <summary>Takes everything in the direction of the trigger from there on and passes none of it, until the
    /// connection ends: a middlebox that died, not packet loss.</summary>
    public static FaultAction BlackHole { get; } = new(FaultKind.BlackHole, Timeout.InfiniteTimeSpan);

    /// <summary>What happens.</summary>
    public FaultKind Kind { get; }

    /// <summary>How long a delay or a freeze lasts; infinite for a freeze that waits to be thawed.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The packet type of the trigger; null for any.</summary>
    public PacketType? Type { get; }

    /// <summary>The direction in which the trigger travels.</summary>
    public Direction Direction { get; }

    /// <summary>Whether the trigger itself still passes.</summary>
    public bool PassesFirst { get; }

    /// <summary>At which matching packet it strikes: 1 for the first.</summary>
    public int Occurrence { get; private init; } = 1;

    /// <summary>Whether it strikes at every matching packet from <see cref="Occurrence"/> on.</summary>
    public bool IsRepeated { get; private init; }

    /// <summary>A further condition on the packet, or null for none.</summary>
    public Func<Packet, bool>? Condition { get; private init; }

    /// <summary>The only connection on which packets count, 1 for the first; null for all.</summary>
    public int? Connection { get; private init; }

    /// <summary>Stops both directions for some time, then lets everything pass that waited.</summary>
    /// <param name="duration">How long, above zero.</param>
    public static FaultAction FreezeFor(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return new FaultAction(FaultKind.Freeze, duration);
    }

    /// <summary>Holds a packet, and all that follow it in its direction, for some time.</summary>
    /// <param name="duration">How long, above zero.</param>
    public static FaultAction Delay(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return new FaultAction(FaultKind.Delay, duration);
    }

    /// <summary>Strikes at the nth packet that matches instead of the first.</summary>
    /// <param name="occurrence">1 for the first.</param>
    public Fault Nth(int occurrence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(occurrence, 1);
        return this with { Occurrence = occurrence };
    }

    /// <summary>Strikes at every packet that matches, not only once.</summary>
    public Fault EveryTime() => this with { IsRepeated = true };

    /// <summary>Counts only the packets of one connection.</summary>
    /// <param name="connection">1 for the first connection that the proxy accepted.</param>
    public Fault OnConnection(int connection) => this with { Connection = connection };

    /// <summary>Counts only PUBLISH packets of one QoS.</summary>
    /// <param name="qualityOfService">The QoS on this hop.</param>
    public Fault AtQoS(QualityOfService qualityOfService) =>
        When(packet => packet is PublishPacket publish && publish.QualityOfService == qualityOfService);

    /// <summary>Counts only PUBLISH packets to one topic.</summary>
    /// <param name="topic">The topic name.</param>
    public Fault OnTopic(string topic) => When(packet => packet is PublishPacket publish && publish.Topic == topic);

    /// <summary>Counts only PUBLISH packets with DUP set, that is, ones that were sent before.</summary>
    public Fault WhenDuplicate() => When(packet => packet is PublishPacket { Duplicate: true });

    /// <summary>Counts only packets that satisfy a condition as well as those already set.</summary>
    /// <param name="condition">The condition.</param>
    public Fault When(Func<Packet, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        Func<Packet, bool>? other = Condition;
        return this with { Condition = other is null ? condition : packet => other(packet) && condition(packet) };
    }

    internal bool Matches(int connection, Direction direction, Packet? packet) =>
        direction == Direction && (Connection is null || Connection == connection) &&
        (Type is null || packet?.Type == Type) && (Condition is null || (packet is not null && Condition(packet)));

    /// <summary>Gives the plan as a sentence, for instance <c>cut before the second PUBACK from the
    /// broker</c>.</summary>
    public override string ToString()
    {
        string what = Kind switch
        {
            FaultKind.Delay => $"delay by {Duration.TotalMilliseconds:F0} ms",
            FaultKind.Freeze when Duration > TimeSpan.Zero => $"freeze for {Duration.TotalMilliseconds:F0} ms",
            FaultKind.BlackHole => "black hole",
            _ => Kind.ToString().ToLowerInvariant(),
        };
        string which = IsRepeated ? "every" : $"the {Ordinal(Occurrence)}";
        string type = Type is { } known ? known.ToString().ToUpperInvariant() : "packet";
        string way = Direction == Direction.ToServer ? "to the broker" : "from the broker";
        string connection = Connection is { } number ? $" on connection {number}" : "";
        string condition = Condition is null ? "" : " that meets its condition";
        string start = IsRepeated && Occurrence > 1 ? $", from the {Ordinal(Occurrence)} on" : "";
        return $"{what} {(PassesFirst ? "after" : "before")} {which} {type} {way}{connection}{condition}{start}";
    }

    private static string Ordinal(int number) => (number % 100, number % 10) switch
    {
        _ when number <= FirstOrdinals.Length => FirstOrdinals[number - 1],
        ( >= 11 and <= 13, _) => $"{number}th",
        (_, 1) => $"{number}st",
        (_, 2) => $"{number}nd",
        (_, 3) => $"{number}rd",
        _ => $"{number}th",
    };
}
