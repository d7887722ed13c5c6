using System.Text;

namespace Workbook.Mqtt.Topics;

/// <summary>The rules that topic names and topic filters share (MQTT 5.0 section 4.7.3).</summary>
internal static class TopicText
{
    public const int MaximumBytes = 65_535;

    private static readonly UTF8Encoding strict = new(false, throwOnInvalidBytes: true);

    public static TopicError? Check(string text, string what)
    {
        if (text.Length == 0)
        {
            return new TopicError(
                $"a {what} of at least one character", "an empty one", "MQTT-4.7.3-1", "MQTT-4.7.3-1");
        }

        if (text.Contains('\0'))
            return new TopicError($"a {what} without U+0000", Quote(text), "MQTT-4.7.3-2", "MQTT-4.7.3-2");
        if (!IsWellFormed(text))
            return new TopicError($"a {what} without lone surrogates", Quote(text), "MQTT-1.5.3-1", "MQTT-1.5.4-1");
        int size = strict.GetByteCount(text);
        return size <= MaximumBytes
            ? null
            : new TopicError($"a {what} of at most {MaximumBytes} B", $"{size} B", "MQTT-4.7.3-3", "MQTT-4.7.3-3");
    }

    public static string Quote(string text) =>
        text.Length <= 80 ? $"'{text.Replace('\0', '\u2400')}'" : $"'{text[..77].Replace('\0', '\u2400')}...'";

    private static bool IsWellFormed(string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
                continue;
            if (!char.IsSurrogatePair(text, index))
                return false;
            index++;
        }

        return true;
    }
}
