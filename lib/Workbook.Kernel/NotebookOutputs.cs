using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Kernel;

/// <summary>Compares the outputs that stand in a notebook with those of a fresh run.</summary>
public static class NotebookOutputs
{
    /// <summary>
    /// Returns the code cells whose saved outputs are not those of the fresh run; cells tagged
    /// <see cref="NotebookCell.VariesTag"/> are left out, and whether a text is one string or a list does not matter.
    /// </summary>
    public static IReadOnlyList<StaleCell> Compare(NotebookDocument saved, NotebookDocument fresh)
    {
        ArgumentNullException.ThrowIfNull(saved);
        ArgumentNullException.ThrowIfNull(fresh);
        if (saved.Cells.Count != fresh.Cells.Count)
        {
            throw new ArgumentException(
                $"The notebooks have {saved.Cells.Count} and {fresh.Cells.Count} cells: compare one with its own run.");
        }

        return
        [
            .. saved.Cells.Zip(fresh.Cells)
                .Where(pair => pair.First.IsCode && !pair.First.HasTag(NotebookCell.VariesTag))
                .Select(pair => Compare(pair.First, pair.Second))
                .OfType<StaleCell>(),
        ];
    }

    private static StaleCell? Compare(NotebookCell saved, NotebookCell fresh)
    {
        var (old, now) = (Comparable(saved.Outputs), Comparable(fresh.Outputs));
        return JsonNode.DeepEquals(old, now) ? null : new StaleCell(saved.Index, saved.Id, Shown(old), Shown(now));
    }

    private static string Shown(JsonNode node) => NotebookJson.Write(node);

    private static JsonArray Comparable(JsonArray outputs) => new([.. outputs.Select(Comparable)]);

    private static JsonNode? Comparable(JsonNode? output)
    {
        if (output?.DeepClone() is not JsonObject json) return output?.DeepClone();
        json.Remove("execution_count");
        json.Remove("metadata");
        Join(json, "text");
        if (json["data"] is JsonObject data)
        {
            foreach (var mimeType in data.Select(pair => pair.Key).ToList()) Join(data, mimeType);
        }

        return json;
    }

    private static void Join(JsonObject json, string key)
    {
        if (json[key] is JsonArray lines && lines.All(line => line?.GetValueKind() == JsonValueKind.String))
            json[key] = NotebookJson.Text(lines);
    }
}
