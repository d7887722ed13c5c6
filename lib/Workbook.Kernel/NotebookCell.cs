using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbook.Kernel;

/// <summary>One cell of a notebook: a view on its JSON, so that what it does not know stays as it is.</summary>
public sealed class NotebookCell
{
    /// <summary>The tag of a cell whose outputs differ from run to run and are not compared.</summary>
    public const string VariesTag = "varies";

    /// <summary>The tag of a cell that may throw without failing its notebook.</summary>
    public const string RaisesExceptionTag = "raises-exception";

    private readonly JsonObject _json;

    internal NotebookCell(JsonObject json, int index)
    {
        _json = json;
        Index = index;
    }

    /// <summary>The place of the cell among all cells of the notebook, from 1.</summary>
    public int Index { get; }

    /// <summary>The cell's id (nbformat 4.5), or null in an older notebook.</summary>
    public string? Id => NotebookJson.Text(_json["id"]);

    /// <summary>Whether the cell holds code; otherwise it is markdown or raw text.</summary>
    public bool IsCode => NotebookJson.Text(_json["cell_type"]) == "code";

    /// <summary>The cell's text.</summary>
    public string Source => NotebookJson.Text(_json["source"]) ?? "";

    /// <summary>Whether the cell's metadata carries the tag.</summary>
    public bool HasTag(string tag) =>
        (_json["metadata"] as JsonObject)?["tags"] is JsonArray tags && tags.Any(t => NotebookJson.Text(t) == tag);

    /// <summary>The execution count that stands in the file, or null.</summary>
    public int? ExecutionCount =>
        _json["execution_count"] is JsonValue value && value.TryGetValue(out int count) ? count : null;

    /// <summary>The outputs that stand in the file, as nbformat's JSON objects.</summary>
    public JsonArray Outputs => _json["outputs"] as JsonArray ?? [];

    /// <summary>Replaces the execution count and the outputs.</summary>
    public void SetOutputs(int executionCount, IEnumerable<CellOutput> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        _json["execution_count"] = executionCount;
        _json["outputs"] = new JsonArray([.. outputs.Select(o => o.ToJson(executionCount))]);
    }
}
