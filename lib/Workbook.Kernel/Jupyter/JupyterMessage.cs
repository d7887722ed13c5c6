using System.Text.Json;

namespace Workbook.Kernel.Jupyter;

/// <summary>A request that came: checked, parsed, and with what an answer needs to find its way back.</summary>
/// <param name="Identities">The parts before the delimiter, which lead an answer to the sender.</param>
/// <param name="HeaderJson">The header as it came; it is the parent header of every answer.</param>
/// <param name="Type">The message type, for example <c>execute_request</c>.</param>
/// <param name="Metadata">The metadata object.</param>
/// <param name="Content">The content object.</param>
internal sealed record JupyterMessage(
    IReadOnlyList<byte[]> Identities, byte[] HeaderJson, string Type, JsonElement Metadata, JsonElement Content)
{
    /// <summary>
    /// Returns a text of the content; throws <see cref="MalformedMessageException"/> where it is none.
    /// </summary>
    public string Text(string name, string? otherwise = null)
    {
        try
        {
            return Find(name, JsonValueKind.String)?.GetString() ?? otherwise ?? throw Broken(name, "text");
        }
        catch (InvalidOperationException)
        {
            throw Broken(name, "text in UTF-8");
        }
    }

    /// <summary>Returns a truth value of the content, or the default where it is absent.</summary>
    public bool Flag(string name, bool otherwise) =>
        Find(name, JsonValueKind.True, JsonValueKind.False)?.GetBoolean() ?? otherwise;

    /// <summary>Returns a whole number of the content, or the default where it is absent.</summary>
    public int Number(string name, int otherwise)
    {
        if (Find(name, JsonValueKind.Number) is not { } value) return otherwise;
        return value.TryGetInt32(out var number) ? number : throw Broken(name, "whole number");
    }

    /// <summary>Returns the texts of an object of the content, by their names.</summary>
    public IReadOnlyDictionary<string, string> Texts(string name) =>
        Find(name, JsonValueKind.Object) is { } map
            ? map.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.ToString())
            : new Dictionary<string, string>();

    /// <summary>Returns the id of the cell that the request runs, where the front end gives it.</summary>
    public string? CellId =>
        Metadata.TryGetProperty("cellId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

    private JsonElement? Find(string name, params JsonValueKind[] kinds)
    {
        if (!Content.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return kinds.Contains(value.ValueKind) ? value : throw Broken(name, Word(kinds[0]));
    }

    private static string Word(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "text",
        JsonValueKind.Number => "number",
        JsonValueKind.Object => "map",
        _ => "truth value",
    };

    private MalformedMessageException Broken(string name, string kind) =>
        new($"'{name}' of {Type} must be a {kind}");
}
