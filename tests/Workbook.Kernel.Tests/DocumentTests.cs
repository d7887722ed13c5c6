using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Workbook.Kernel.Tests;

/// <summary>Notebook files: nothing is lost, nothing unchanged is rewritten, and what is no notebook gets a sentence.</summary>
public sealed class DocumentTests
{
    [Theory]
    [InlineData("""{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""")]
    [InlineData("{\r\n\t\"nbformat_minor\":2,\"nbformat\":4,\r\n\"x\":[1.50,1e3,-0,null,{}],\"metadata\":{},\"cells\":[]}\r\n\r\n")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"heading","source":"s","unknown":{"deep":[true]}}],"zebra":"\ud83d\ude00 \u00e9"}""")]
    public void An_unchanged_notebook_is_written_byte_for_byte_as_it_was_read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(bytes, NotebookDocument.Parse(bytes, "x.ipynb").ToBytes());
    }

    [Fact]
    public void A_changed_notebook_keeps_every_key_that_is_not_known_in_its_place()
    {
        var notebook = Parse("""
            {"zebra": 1.50, "nbformat": 4, "cells": [
             {"source": ["a\n", "b"], "mystery": {"b": 1, "a": []}, "cell_type": "code", "outputs": [], "execution_count": null},
             {"cell_type": "markdown", "source": "é😀<&>'\u001b"}], "apple": null}
            """);
        notebook.Cells[0].SetOutputs(1, [new CellOutput.Written("stdout", "one\ntwo")]);
        Assert.Equal(
            """
            {
             "zebra": 1.50,
             "nbformat": 4,
             "cells": [
              {
               "source": [
                "a\n",
                "b"
               ],
               "mystery": {
                "b": 1,
                "a": []
               },
               "cell_type": "code",
               "outputs": [
                {
                 "name": "stdout",
                 "output_type": "stream",
                 "text": [
                  "one\n",
                  "two"
                 ]
                }
               ],
               "execution_count": 1
              },
              {
               "cell_type": "markdown",
               "source": "é😀<&>'\u001b"
              }
             ],
             "apple": null
            }

            """,
            Encoding.UTF8.GetString(notebook.ToBytes()));
    }

    [Fact]
    public void Source_may_be_a_string_or_a_list_of_lines()
    {
        var notebook = Parse("""
            {"nbformat": 4, "cells": [{"cell_type": "code", "source": ["a;\n", "b;"]}, {"cell_type": "code", "source": "a;\nb;"}]}
            """);
        Assert.Equal(["a;\nb;", "a;\nb;"], notebook.Cells.Select(c => c.Source));
    }

    [Theory]
    [InlineData("", "'bad.ipynb' is not a notebook: it is not JSON at line 1, column 1.")]
    [InlineData("{\n  \"cells\": [nope]\n}", "'bad.ipynb' is not a notebook: it is not JSON at line 2, column 14.")]
    [InlineData("[]", "'bad.ipynb' is JSON but not a notebook: its outermost value is not an object.")]
    [InlineData("null", "'bad.ipynb' is JSON but not a notebook: its outermost value is not an object.")]
    [InlineData("{}", "'bad.ipynb' is JSON but not a notebook: it has no number 'nbformat'.")]
    [InlineData("{\"nbformat\": 4}", "'bad.ipynb' is JSON but not a notebook: it has no list 'cells'.")]
    [InlineData("{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\"}, 3]}", "'bad.ipynb' is JSON but not a notebook: its cell 2 is no object with a 'cell_type'.")]
    [InlineData("{\"nbformat\": 5, \"cells\": []}", "'bad.ipynb' is in notebook format 5, newer than format 4 that this program reads: update it.")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", "'bad.ipynb' is in the old notebook format 3: convert it to format 4 with 'jupyter nbconvert --to notebook'.")]
    public void What_is_no_notebook_gets_one_sentence(string text, string sentence)
    {
        var error = Assert.Throws<NotebookException>(() => Parse(text));
        Assert.Equal(sentence, error.Message.Replace(Path.GetFullPath("bad.ipynb"), "bad.ipynb"));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'"', 0xff, (byte)'"' }, "byte 1 is not UTF-8")]
    [InlineData(new byte[] { (byte)'{', (byte)'"', (byte)'a', (byte)'"', (byte)':', (byte)'1', (byte)',', (byte)'"', (byte)'a', (byte)'"', (byte)':', (byte)'2', (byte)'}' }, "is not a notebook")]
    public void Bytes_that_no_notebook_has_get_one_sentence(byte[] bytes, string part)
    {
        var error = Assert.Throws<NotebookException>(() => NotebookDocument.Parse(bytes, "bad.ipynb"));
        Assert.Contains(part, error.Message);
    }

    [Fact]
    public void A_missing_notebook_is_said_to_be_missing()
    {
        var error = Assert.Throws<NotebookException>(() => NotebookDocument.Load("no/such.ipynb"));
        Assert.Equal("There is no notebook at 'no/such.ipynb': check the path.", error.Message);
    }

    [Fact]
    public void Arbitrary_JSON_survives_writing_and_reading()
    {
        Prop.ForAll(ArbJson(), node =>
        {
            var text = NotebookJson.Write(node);
            return JsonNode.DeepEquals(node, JsonNode.Parse(text)) && NotebookJson.Write(JsonNode.Parse(text)!) == text;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Arbitrary_text_output_is_the_same_after_joining_its_lines()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Generator.Where(s => s is not null).ToArbitrary(), text =>
        {
            var lines = new CellOutput.Written("stdout", text).ToJson(1)["text"]!.AsArray();
            return string.Concat(lines.Select(l => l!.GetValue<string>())) == text;
        }).QuickCheckThrowOnFailure();
    }

    private static NotebookDocument Parse(string text) => NotebookDocument.Parse(Encoding.UTF8.GetBytes(text), "bad.ipynb");

    private static Arbitrary<JsonNode> ArbJson() => Gen.Sized(size => Node(Math.Min(size, 4))).ToArbitrary();

    private static Gen<JsonNode> Node(int depth)
    {
        var text = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => WithoutHalfPairs(s.Get));
        var leaf = Gen.OneOf(
            text.Select(s => (JsonNode)s),
            ArbMap.Default.GeneratorFor<int>().Select(i => (JsonNode)i),
            ArbMap.Default.GeneratorFor<bool>().Select(b => (JsonNode)b));
        if (depth == 0) return leaf;
        var child = Node(depth - 1);
        return Gen.OneOf(
            leaf,
            child.ListOf(3).Select(items => (JsonNode)new JsonArray([.. items.Select(i => i.DeepClone())])),
            text.ListOf(3).Zip(child.ListOf(3)).Select(p => (JsonNode)new JsonObject(
                p.Item1.Zip(p.Item2).DistinctBy(kv => kv.First)
                    .Select(kv => KeyValuePair.Create(kv.First, (JsonNode?)kv.Second.DeepClone())))));
    }

    // Half a surrogate pair is no text, so no JSON writer can be asked to keep it.
    private static string WithoutHalfPairs(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
