using System.Text;

namespace Workbook.Simulate;

/// <summary>Gives one string for each topic name, so that a topic which comes again costs no memory.</summary>
internal sealed class TopicNames
{
    private const int NameMaximum = 1 << 20;
    private const int UsualBytes = 256;

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public TopicNames() => lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > UsualBytes)
            return Encoding.UTF8.GetString(utf8);
        Span<char> letters = stackalloc char[UsualBytes];
        letters = letters[..Encoding.UTF8.GetChars(utf8, letters)];
        if (lookup.TryGetValue(letters, out string? known))
            return known;
        if (names.Count == NameMaximum)
            names.Clear();
        string name = letters.ToString();
        names.Add(name, name);
        return name;
    }
}
