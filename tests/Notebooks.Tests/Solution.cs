using System.Text.Json.Nodes;
using Workbook.Kernel;

namespace Notebooks.Tests;

/// <summary>A file of <c>notebooks/solutions</c>: the answers to one exercise, right and wrong.</summary>
/// <remarks>
/// Its first lines say <c>// notebook:</c>, <c>// needs:</c> (the cells to run before), <c>// answer:</c> and <c>// check:</c>
/// (cell ids). Then come answers, each behind a line <c>// === solution</c> or <c>// === wrong: words of the hint it must draw</c>.
/// </remarks>
internal sealed class Solution
{
    private readonly Dictionary<string, string> head;

    private Solution(string file, Dictionary<string, string> head, IReadOnlyList<(string Expected, string Code)> answers)
    {
        (File, this.head, Answers) = (file, head, answers);
    }

    public string File { get; }

    public IReadOnlyList<(string Expected, string Code)> Answers { get; }

    public static Solution Load(string path)
    {
        string[] parts = System.IO.File.ReadAllText(path).Split("// === ");
        var head = parts[0].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.TrimStart('/', ' ').Split(": ", 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1].Trim());
        var answers = parts.Skip(1).Select(part =>
        {
            string[] titleAndCode = part.Split('\n', 2);
            string title = titleAndCode[0].Trim();
            return (title == "solution" ? "\u2713 Right" : title["wrong: ".Length..], titleAndCode[1].Trim());
        });
        return new Solution(Path.GetFileName(path), head, [.. answers]);
    }

    /// <summary>Runs the cells that the exercise needs, with an answer in its place, and gives the review as text.</summary>
    public string Review(string answer)
    {
        string path = Path.Combine(Book.Folder, head["notebook"]);
        var json = JsonNode.Parse(System.IO.File.ReadAllText(path))!;
        string[] kept = [.. head["needs"].Split(", "), head["answer"], head["check"]];
        var cells = json["cells"]!.AsArray();
        foreach (var cell in cells.Where(cell => !kept.Contains((string)cell!["id"]!)).ToList())
            cells.Remove(cell);
        cells.Single(cell => (string)cell!["id"]! == head["answer"])!["source"] = answer;

        var notebook = NotebookDocument.Parse(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), path);
        var result = Book.Run(notebook, "embedded");
        Assert.True(result.Succeeded, Book.Describe(result));
        return result.Notebook.Cells[^1].Outputs[0]!["data"]!["text/plain"] switch
        {
            JsonArray lines => string.Concat(lines.Select(line => (string?)line)),
            var text => (string)text!,
        };
    }
}
