using Workbook.Mqtt.Packets;

namespace Workbook.Mqtt.Trace;

/// <summary>One control packet on a wire, with what became of it.</summary>
public sealed record TimelinePacket : TimelineEntry
{
    /// <summary>Which way it travels.</summary>
    public required Direction Direction { get; init; }

    /// <summary>The name of its sender: a client identifier, or the name of the server.</summary>
    public required string From { get; init; }

    /// <summary>The name of its receiver.</summary>
    public required string To { get; init; }

    /// <summary>All bytes of the packet, from the first header byte on.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The version that its connection speaks, as CONNECT names it, which tells how to read
    /// <see cref="Bytes"/>.</summary>
    public ProtocolVersion ProtocolVersion { get; init; } = ProtocolVersion.V500;

    /// <summary>The decoded packet, or null when the bytes are not a valid packet.</summary>
    public Packet? Packet { get; init; }

    /// <summary>The packet in one line, for instance <c>PUBLISH QoS 1 id 1 sensor/temp (4 B)</c>.</summary>
    public required string Summary { get; init; }

    /// <summary>What became of it.</summary>
    public Fate Fate { get; init; } = Fate.Passed;

    /// <summary>When it was passed on, since the observation began; null as long as it was not.</summary>
    public TimeSpan? PassedAt { get; init; }

    /// <summary>Whether it reached the connection of its receiver.</summary>
    public bool IsDelivered => Fate is Fate.Passed or Fate.Delayed;

    /// <summary>Gives time, ends, summary and fate in one line.</summary>
    public override string ToString() =>
        $"{Milliseconds} ms  #{Connection}  {From} -> {To}  {Summary}" +
        (Fate == Fate.Passed ? "" : $"  [{Describe(Fate)}]");

    internal static string Describe(Fate fate) => fate switch
    {
        Fate.Held => "held",
        Fate.Delayed => "delayed",
        Fate.CutBefore => "cut before it passed",
        Fate.Lost => "lost, the connection was cut",
        Fate.Swallowed => "swallowed",
        _ => "passed",
    };
}
