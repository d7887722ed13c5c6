using System.Text.Json.Nodes;

namespace Workbook.Kernel;

/// <summary>What a cell put out, one piece after the other: text, something displayed, its result, its error.</summary>
public abstract record CellOutput
{
    private CellOutput()
    {
    }

    /// <summary>Text written to the stream <c>stdout</c> or <c>stderr</c>.</summary>
    public sealed record Written(string StreamName, string Text) : CellOutput;

    /// <summary>A value shown by <c>display</c>, by mime type; with an id it can be updated later.</summary>
    public sealed record Display(IReadOnlyDictionary<string, string> Data, string? DisplayId = null) : CellOutput;

    /// <summary>Replaces what every earlier display of that id shows, under whichever cell it stands.</summary>
    public sealed record Update(string DisplayId, IReadOnlyDictionary<string, string> Data) : CellOutput;

    /// <summary>Removes what the cell has put out so far: now, or when its next output comes.</summary>
    public sealed record Clear(bool Wait) : CellOutput;

    /// <summary>The value of the cell's last expression, by mime type.</summary>
    public sealed record Result(IReadOnlyDictionary<string, string> Data) : CellOutput;

    /// <summary>What ended the cell.</summary>
    public sealed record Failure(CellError Error) : CellOutput;

    /// <summary>
    /// Returns nbformat's JSON of the output, texts as lists of lines, keys in alphabetical order. An update or a clear
    /// has none: <see cref="CellOutputs"/> folds them into the outputs that they change.
    /// </summary>
    public JsonObject ToJson(int executionCount) => this switch
    {
        Written written => new JsonObject
        {
            ["name"] = written.StreamName,
            ["output_type"] = "stream",
            ["text"] = NotebookJson.Lines(written.Text),
        },
        Display display => new JsonObject
        {
            ["data"] = ToJson(display.Data),
            ["metadata"] = new JsonObject(),
            ["output_type"] = "display_data",
        },
        Result result => new JsonObject
        {
            ["data"] = ToJson(result.Data),
            ["execution_count"] = executionCount,
            ["metadata"] = new JsonObject(),
            ["output_type"] = "execute_result",
        },
        Failure failure => new JsonObject
        {
            ["ename"] = failure.Error.Name,
            ["evalue"] = failure.Error.Message,
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. failure.Error.Traceback.Select(line => (JsonNode)line)]),
        },
        _ => throw new InvalidOperationException($"The output {GetType().Name} has no form in nbformat."),
    };

    private static JsonObject ToJson(IReadOnlyDictionary<string, string> data)
    {
        var json = new JsonObject();
        foreach (var (mimeType, text) in data.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            json[mimeType] = IsJson(mimeType) ? JsonNode.Parse(text) : NotebookJson.Lines(text);
        return json;
    }

    internal static bool IsJson(string mimeType) =>
        mimeType == "application/json" || mimeType.EndsWith("+json", StringComparison.Ordinal);
}
