using System.Text;
using System.Text.Json.Nodes;

namespace Workbook.Kernel.Tests;

/// <summary>Notebooks made for a test, in a folder that the test deletes.</summary>
internal sealed class Notebooks : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("workbook-test-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Writes a notebook of code cells named a, b, c ... and returns its path.</summary>
    public string Write(string name, params string[] sources) =>
        Write(name, [.. sources.Select((source, i) => Cell(((char)('a' + i)).ToString(), source))]);

    public string Write(string name, params JsonObject[] cells) =>
        WriteText(name, NotebookJson.Write(new JsonObject
        {
            ["cells"] = new JsonArray([.. cells]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }));

    public string WriteText(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    public static JsonObject Cell(string id, string source, params string[] tags) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["id"] = id,
        ["metadata"] = new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) },
        ["outputs"] = new JsonArray(),
        ["source"] = source,
    };
}
