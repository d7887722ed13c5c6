using System.Collections.Immutable;

namespace Workbook.Display;

/// <summary>One recorded run as a <see cref="Visualizer"/> plays it: what travelled when, and what came of it.</summary>
/// <remarks>It is data alone. Whoever makes it has recorded or computed it; nothing is worked out while it plays.</remarks>
public sealed record Playback
{
    /// <summary>Gets what distinguishes this run from those beside it, in a word or two.</summary>
    public required string Name { get; init; }

    /// <summary>Gets more about it, in a few words; may be empty.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Gets what was sent along the wires, in order of time.</summary>
    public required ImmutableArray<PlayedPacket> Packets { get; init; }

    /// <summary>Gets what happened to the wires, in order of time.</summary>
    public ImmutableArray<PlayedEvent> Events { get; init; } = [];

    /// <summary>Gets what was put in at the first life line, in order of time.</summary>
    public required ImmutableArray<PlayedItem> Sent { get; init; }

    /// <summary>Gets what came out at the last life line, copies included, in order of time.</summary>
    public required ImmutableArray<PlayedItem> Delivered { get; init; }

    /// <summary>Gets when the last thing has happened.</summary>
    public TimeSpan End => Packets.Select(packet => packet.Ends)
        .Concat(Events.Select(each => each.At)).Concat(Sent.Concat(Delivered).Select(item => item.At))
        .DefaultIfEmpty(TimeSpan.Zero).Max();

    /// <summary>Gets how many different items came out.</summary>
    public int DeliveredCount => Delivered.Count(item => !item.IsRepeat);

    /// <summary>Gets how many items came out again.</summary>
    public int RepeatCount => Delivered.Count(item => item.IsRepeat);

    /// <summary>Gets how many items came out after a younger one.</summary>
    public int OvertakenCount => Delivered.Count(item => item.IsOvertaken);

    /// <summary>Gets the size of all that was sent, in bytes.</summary>
    public int Bytes => Packets.Sum(packet => packet.Bytes);
}
