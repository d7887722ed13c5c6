using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Kernel;

/// <summary>Writes JSON byte for byte as nbformat does: indent 1, no needless escape, a last new line.</summary>
public static class NotebookJson
{
    // The deepest outputs (figures as JSON) stay far below; a deeper file is refused with a sentence.
    internal const int DepthMaximum = 256;

    /// <summary>Returns the text of the node, its keys in the order in which they stand.</summary>
    public static string Write(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        var text = new StringBuilder();
        Write(text, node, 0);
        return text.Append('\n').ToString();
    }

    // Where Python's str.splitlines breaks, which is how nbformat makes a list of a text.
    internal static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsLineEnd(text[i])) continue;
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
            lines.Add((JsonNode)text[start..(i + 1)]);
            start = i + 1;
        }

        if (start < text.Length) lines.Add((JsonNode)text[start..]);
        return lines;
    }

    // nbformat allows a text to be one string or a list of strings.
    internal static string? Text(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(Text)),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => null,
    };

    private static bool IsLineEnd(char c) =>
        c is '\n' or '\r' or '\v' or '\f' or (>= '\x1c' and <= '\x1e') or '\x85' or '\u2028' or '\u2029';

    private static void Write(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject map when map.Count > 0:
                WriteItems(text, '{', '}', depth, map, pair =>
                {
                    WriteString(text, pair.Key);
                    text.Append(": ");
                    Write(text, pair.Value, depth + 1);
                });
                break;
            case JsonArray list when list.Count > 0:
                WriteItems(text, '[', ']', depth, list, item => Write(text, item, depth + 1));
                break;
            case JsonObject: text.Append("{}"); break;
            case JsonArray: text.Append("[]"); break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteStringValue(text, value);
                break;
            case null: text.Append("null"); break;
            default: text.Append(node.ToJsonString()); break;
        }
    }

    private static void WriteItems<T>(
        StringBuilder text, char open, char close, int depth, IEnumerable<T> items, Action<T> writeItem)
    {
        var separator = open;
        foreach (var item in items)
        {
            text.Append(separator).Append('\n').Append(' ', depth + 1);
            writeItem(item);
            separator = ',';
        }

        text.Append('\n').Append(' ', depth).Append(close);
    }

    private static void WriteStringValue(StringBuilder text, JsonValue value)
    {
        try
        {
            WriteString(text, value.GetValue<string>());
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair has no text of its own: it stays the escape that it was.
            text.Append(value.TryGetValue<JsonElement>(out var element) ? element.GetRawText() : "\"\"");
        }
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case < ' ': text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)); break;
                default: text.Append(c); break;
            }
        }

        text.Append('"');
    }
}
