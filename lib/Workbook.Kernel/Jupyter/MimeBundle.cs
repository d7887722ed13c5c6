using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Kernel.Jupyter;

/// <summary>
/// A value's texts by mime type as they go over the wire: JSON as JSON, the rest as text, images in base64.
/// </summary>
internal static class MimeBundle
{
    public static JsonObject Of(IReadOnlyDictionary<string, string> data)
    {
        var json = new JsonObject();
        foreach (var (mimeType, text) in data.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json[mimeType] = CellOutput.IsJson(mimeType) ? Parse(text) : text;
        return json;
    }

    // A formatter that writes no JSON under a JSON type does not fail its cell.
    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
