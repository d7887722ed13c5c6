using System.Collections;

namespace Workbook.Mqtt.Packets;

/// <summary>The properties of one MQTT 5.0 packet, in the order in which they stand on the wire; immutable once made.</summary>
/// <remarks>
/// One class serves all packet types; which property may stand where is data, in the codec's property table.
/// Two sets are equal when they hold the same values; only the order of equal identifiers counts, since only there it has meaning.
/// MQTT 3.1.1 has no properties: its packets carry <see cref="Empty"/>.
/// </remarks>
public sealed partial class Properties : IReadOnlyCollection<Property>, IEquatable<Properties>
{
    private readonly List<Property> entries = [];

    /// <summary>Makes an empty set, to be filled by an object initializer.</summary>
    public Properties()
    {
    }

    /// <summary>Makes a set from entries in wire order.</summary>
    /// <param name="entries">The properties; a value must be of the type that its identifier prescribes.</param>
    public Properties(IEnumerable<Property> entries) => this.entries.AddRange(entries);

    /// <summary>The set without any property.</summary>
    public static Properties Empty { get; } = new();

    /// <summary>How many properties there are; repeated ones count each.</summary>
    public int Count => entries.Count;

    /// <summary>Gives the property at a position in wire order.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public Property this[int index] => entries[index];

    /// <summary>Gives the properties in wire order.</summary>
    public IEnumerator<Property> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Compares two sets by value.</summary>
    public bool Equals(Properties? other) =>
        other is not null && Count == other.Count &&
        (Count == 0 || entries.OrderBy(entry => entry.Id).SequenceEqual(other.entries.OrderBy(entry => entry.Id)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Properties);

    /// <inheritdoc/>
    public override int GetHashCode() => entries.Aggregate(0, (hash, entry) => hash ^ (int)entry.Id * 397 ^ (int)entry.Number);

    /// <summary>Gives the names and values, for people.</summary>
    public override string ToString() => string.Join(", ", entries.Select(Describe));

    private static string Describe(Property entry) => entry.Content switch
    {
        null => $"{entry.Id} {entry.Number}",
        byte[] bytes => $"{entry.Id} {Convert.ToHexString(bytes)}",
        UserProperty pair => $"{entry.Id} {pair.Name}={pair.Value}",
        var text => $"{entry.Id} '{text}'",
    };

    private uint? Number(PropertyId id)
    {
        foreach (Property entry in entries)
        {
            if (entry.Id == id)
                return entry.Number;
        }

        return null;
    }

    private object? Content(PropertyId id)
    {
        foreach (Property entry in entries)
        {
            if (entry.Id == id)
                return entry.Content;
        }

        return null;
    }

    private void SetNumber(PropertyId id, uint? value)
    {
        if (value is { } number)
            entries.Add(new Property(id, number, null));
    }

    private void SetContent(PropertyId id, object? value)
    {
        if (value is not null)
            entries.Add(new Property(id, 0, value));
    }
}
