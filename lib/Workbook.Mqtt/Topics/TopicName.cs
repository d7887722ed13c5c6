using System.Diagnostics.CodeAnalysis;

namespace Workbook.Mqtt.Topics;

/// <summary>
/// A topic name: what a message is published to; levels between slashes, no wildcards (MQTT 5.0 section 4.7).
/// </summary>
/// <remarks>Names are compared character by character; nothing is normalised [MQTT-4.7.3-4].</remarks>
public sealed record TopicName
{
    private TopicName(string text) => Text = text;

    /// <summary>The name as it was given.</summary>
    public string Text { get; }

    /// <summary>Whether it begins with $, so that a filter that begins with a wildcard does not match it.</summary>
    public bool IsReserved => Text[0] == '$';

    /// <summary>Parses a name: 1 to 65,535 bytes of UTF-8 without U+0000, + and #.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The name; null on failure.</param>
    /// <param name="error">What is wrong; null on success.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out TopicName? name, [NotNullWhen(false)] out TopicError? error)
    {
        error = TopicText.Check(text, "topic name");
        if (error is null && text.AsSpan().ContainsAny('+', '#'))
        {
            error = new TopicError(
                "a topic name without + and #", TopicText.Quote(text), "MQTT-3.3.2-2", "MQTT-3.3.2-2");
        }

        name = error is null ? new TopicName(text) : null;
        return name is not null;
    }

    /// <summary>Parses a name, or throws an <see cref="ArgumentException"/> that says what is wrong.</summary>
    /// <param name="text">The text.</param>
    public static TopicName Parse(string text) =>
        TryParse(text, out TopicName? name, out TopicError? error)
            ? name
            : throw new ArgumentException(error.ToString(), nameof(text));

    /// <summary>Gives the name as it was given.</summary>
    public override string ToString() => Text;
}
