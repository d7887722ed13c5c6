using System.Diagnostics.CodeAnalysis;

namespace Workbook.Mqtt.Topics;

/// <summary>
/// A topic filter: what a subscription asks for; + stands for one level, # for all that follow (section 4.7.1).
/// </summary>
/// <remarks>
/// A filter of the form $share/NAME/FILTER asks for a shared subscription (MQTT 5.0 section 4.8.2): the messages that
/// match FILTER are divided among the members of the group NAME. Nothing is normalised [MQTT-4.7.3-4].
/// </remarks>
public sealed record TopicFilter
{
    private const string SharePrefix = "$share/";

    private TopicFilter(string text, string? shareName, string pattern)
    {
        Text = text;
        ShareName = shareName;
        Pattern = pattern;
    }

    /// <summary>The filter as it was given, with the prefix of a shared subscription.</summary>
    public string Text { get; }

    /// <summary>The name of the group of a shared subscription; null for an ordinary one.</summary>
    public string? ShareName { get; }

    /// <summary>What topics are matched with: the filter without the prefix of a shared subscription.</summary>
    public string Pattern { get; }

    /// <summary>Whether this is a shared subscription.</summary>
    public bool IsShared => ShareName is not null;

    /// <summary>Whether it contains + or #.</summary>
    public bool HasWildcard => Pattern.AsSpan().ContainsAny('+', '#');

    /// <summary>
    /// Parses a filter: 1 to 65,535 bytes of UTF-8 without U+0000, wildcards only as whole levels, # last.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="filter">The filter; null on failure.</param>
    /// <param name="error">What is wrong; null on success.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out TopicFilter? filter, [NotNullWhen(false)] out TopicError? error)
    {
        (string? shareName, string pattern) = (null, text);
        error = TopicText.Check(text, "topic filter");
        if (error is null && text.StartsWith(SharePrefix, StringComparison.Ordinal))
            error = SplitShare(text, out shareName, out pattern);
        error ??= CheckWildcards(pattern);
        filter = error is null ? new TopicFilter(text, shareName, pattern) : null;
        return filter is not null;
    }

    /// <summary>Parses a filter, or throws an <see cref="ArgumentException"/> that says what is wrong.</summary>
    /// <param name="text">The text.</param>
    public static TopicFilter Parse(string text) =>
        TryParse(text, out TopicFilter? filter, out TopicError? error)
            ? filter
            : throw new ArgumentException(error.ToString(), nameof(text));

    /// <summary>Says whether a topic name matches the pattern of this filter.</summary>
    /// <param name="topic">A valid topic name.</param>
    public bool Matches(TopicName topic) => Matches(Pattern, topic.Text);

    /// <summary>
    /// Says whether a topic name matches a pattern; a $ at the start is never met by a wildcard [MQTT-4.7.2-1].
    /// </summary>
    /// <param name="pattern">A valid filter without the prefix of a shared subscription.</param>
    /// <param name="topic">A valid topic name.</param>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> topic)
    {
        if (topic.StartsWith('$') && (pattern.StartsWith('+') || pattern.StartsWith('#')))
            return false;
        while (true)
        {
            ReadOnlySpan<char> wanted = TakeLevel(ref pattern, out bool isLastWanted);
            if (wanted is "#")
                return true;
            ReadOnlySpan<char> level = TakeLevel(ref topic, out bool isLastLevel);
            if (wanted is not "+" && !wanted.SequenceEqual(level))
                return false;
            if (isLastWanted)
                return isLastLevel;
            if (isLastLevel)
                return pattern is "#";
        }
    }

    /// <summary>Gives the filter as it was given.</summary>
    public override string ToString() => Text;

    /// <summary>Takes the part before the first slash off the front of a text.</summary>
    internal static ReadOnlySpan<char> TakeLevel(ref ReadOnlySpan<char> text, out bool isLast)
    {
        int slash = text.IndexOf('/');
        isLast = slash < 0;
        ReadOnlySpan<char> level = isLast ? text : text[..slash];
        text = isLast ? default : text[(slash + 1)..];
        return level;
    }

    private static TopicError? SplitShare(string text, out string? shareName, out string pattern)
    {
        int slash = text.IndexOf('/', SharePrefix.Length);
        shareName = text[SharePrefix.Length..(slash < 0 ? text.Length : slash)];
        pattern = slash < 0 ? "" : text[(slash + 1)..];
        if (shareName.Length == 0 || shareName.AsSpan().ContainsAny('+', '#'))
        {
            return new TopicError(
                "a share name of at least one character without + and #", TopicText.Quote(text),
                "MQTT-4.7.3-1", shareName.Length == 0 ? "MQTT-4.8.2-1" : "MQTT-4.8.2-2");
        }

        return pattern.Length > 0
            ? null
            : new TopicError(
                "a topic filter after the share name", TopicText.Quote(text), "MQTT-4.7.3-1", "MQTT-4.8.2-2");
    }

    private static TopicError? CheckWildcards(ReadOnlySpan<char> pattern)
    {
        ReadOnlySpan<char> rest = pattern;
        bool isLast = false;
        while (!isLast)
        {
            ReadOnlySpan<char> level = TakeLevel(ref rest, out isLast);
            if (level.Contains('#') && (level.Length > 1 || !isLast))
            {
                return new TopicError(
                    "# only as the whole last level", TopicText.Quote(pattern.ToString()),
                    "MQTT-4.7.1-2", "MQTT-4.7.1-1");
            }

            if (level.Contains('+') && level.Length > 1)
            {
                return new TopicError(
                    "+ only as a whole level", TopicText.Quote(pattern.ToString()), "MQTT-4.7.1-3", "MQTT-4.7.1-2");
            }
        }

        return null;
    }
}
