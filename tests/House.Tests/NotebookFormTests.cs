using System.Text.Json.Nodes;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace House.Tests;

/// <summary>The form of every notebook: metadata, identifiers, sizes, headings, links, committed outputs.</summary>
public sealed class NotebookFormTests
{
    private const int LongestCell = 25;
    private const int LargestCellOutput = 100_000;
    private const int LargestFile = 1_000_000;

    public static TheoryData<string> Notebooks =>
        [.. Repository.Files.Where(file => file.EndsWith(".ipynb", StringComparison.Ordinal) && file.StartsWith("notebooks/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void It_is_nbformat_4_5_for_the_csharp_kernel_and_leads_to_no_dead_extension(string notebook)
    {
        var document = Parse(notebook);
        Assert.Equal((4, 5), ((int)document["nbformat"]!, (int)document["nbformat_minor"]!));
        Assert.Equal(
            """{"display_name":".NET (C#)","language":"C#","name":".net-csharp"}""",
            document["metadata"]!["kernelspec"]!.ToJsonString());
        Assert.Equal("C#", (string?)document["metadata"]!["language_info"]!["name"]);
        string text = Repository.Read(notebook);
        Assert.DoesNotContain("polyglot_notebook", text);
        Assert.DoesNotContain("dotnet_interactive", text);
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Its_cells_have_readable_identifiers_of_their_own(string notebook)
    {
        var ids = Cells(notebook).Select(cell => (string)cell["id"]!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[a-z][a-z0-9-]{1,63}$", id));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Its_code_is_short_and_restores_nothing(string notebook) =>
        Assert.All(Code(notebook), cell =>
        {
            string source = Text(cell["source"]);
            Assert.True(source.Split('\n').Length <= LongestCell, $"{cell["id"]} has more than {LongestCell} lines");
            Assert.DoesNotContain("nuget:", source);
            Assert.All(source.Split('\n'), line => Assert.True(line.Length <= 115, $"{cell["id"]}: {line}"));
        });

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Its_outputs_are_committed_complete_small_and_without_script(string notebook)
    {
        int count = 0;
        Assert.All(Code(notebook), cell =>
        {
            Assert.Equal(++count, (int?)cell["execution_count"]);
            string outputs = cell["outputs"]!.ToJsonString();
            Assert.True(outputs.Length <= LargestCellOutput, $"{cell["id"]}: {outputs.Length} characters of output");
            Assert.DoesNotContain("\\u003Cscript", outputs, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<script", outputs, StringComparison.OrdinalIgnoreCase);
            Assert.All(cell["outputs"]!.AsArray(), output =>
            {
                Assert.NotEqual("error", (string?)output!["output_type"]);
                Assert.NotEqual("stderr", (string?)output["name"]);
                if (output["data"] is JsonObject data)
                    Assert.True(data.ContainsKey("text/plain"), $"{cell["id"]} has an output without text");
            });
        });
        Assert.True(count > 0);
        Assert.True(Repository.Read(notebook).Length <= LargestFile);
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void It_has_one_title_and_its_headings_skip_no_level(string notebook)
    {
        var levels = Markdowns(notebook).SelectMany(text => text.Descendants<HeadingBlock>()).Select(heading => heading.Level).ToList();
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"{notebook}: from h{pair.First} to h{pair.Second}"));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void Its_relative_links_lead_somewhere(string notebook) =>
        Assert.Empty(LinkTests.Broken(
            notebook,
            Markdowns(notebook).SelectMany(text => text.Descendants<LinkInline>()).Select(link => link.Url ?? "")));

    private static JsonNode Parse(string notebook) => JsonNode.Parse(Repository.Read(notebook))!;

    private static IEnumerable<JsonNode> Cells(string notebook) => Parse(notebook)["cells"]!.AsArray().Select(cell => cell!);

    private static IEnumerable<JsonNode> Code(string notebook) => Cells(notebook).Where(cell => (string?)cell["cell_type"] == "code");

    private static IEnumerable<MarkdownDocument> Markdowns(string notebook) =>
        Cells(notebook).Where(cell => (string?)cell["cell_type"] == "markdown").Select(cell => Markdown.Parse(Text(cell["source"])));

    private static string Text(JsonNode? source) =>
        source is JsonArray lines ? string.Concat(lines.Select(line => (string?)line)) : (string?)source ?? "";
}
