namespace Workbook.Kernel.Tests;

/// <summary>What an editor proposes at a place of a cell; the bar marks the place.</summary>
public sealed class CompletionTests : IDisposable
{
    private const string Earlier = """
        using System.Text.Json;
        var text = "abc";
        var numbers = new List<int>();
        class Cat { public int Age; public static int Count; public void Meow(int times) { } private void Hide() { } }
        var cat = new Cat();
        """;

    private readonly Notebooks _notebooks = new();
    private readonly string _outside = Environment.CurrentDirectory;
    private readonly CSharpCells _cells = new();

    public CompletionTests()
    {
        Environment.CurrentDirectory = _notebooks.Folder;
        _cells.Run(Earlier, new CellLabel(1), Session.Generous);
    }

    public void Dispose()
    {
        _cells.Dispose();
        Environment.CurrentDirectory = _outside;
        _notebooks.Dispose();
    }

    [Theory]
    [InlineData("cat.|", "Age:field Display:method Equals:method GetHashCode:method GetType:method Meow:method ToString:method")]
    [InlineData("cat.M|", "Meow:method")]
    [InlineData("cat.m|", "Meow:method")]
    [InlineData("cat.M|\nvar x = 1;", "Meow:method")]
    [InlineData("cat?.A|", "Age:field")]
    [InlineData("Cat.|", "Count:field Equals:method ReferenceEquals:method")]
    [InlineData("DateTime? when = null; when?.DayOfW|", "DayOfWeek:property")]
    [InlineData("new Cat().A|", "Age:field")]
    [InlineData("numbers.Where(n => n.CompareT|)", "CompareTo:method")]
    [InlineData("foreach (var n in numbers) { n.GetTypeC| }", "GetTypeCode:method")]
    [InlineData("numbers.FirstOrD|", "FirstOrDefault:method")]
    [InlineData("Console.WriteL|", "WriteLine:method")]
    [InlineData("System.Text.Js|", "Json:namespace")]
    [InlineData("numb|", "numbers:variable")]
    [InlineData("tex|", "text:variable")]
    [InlineData("JsonSerializerO|", "JsonSerializerOptions:class")]
    [InlineData("GetInputA|", "GetInputAsync:method")]
    [InlineData("whil|", "while:keyword")]
    [InlineData("int Twice(int manifold) => mani|;", "manifold:variable")]
    [InlineData("var 😀s = \"😀\"; \"😀\".Leng|", "Length:property")]
    [InlineData("var a = $\"{cat.A|}\";", "Age:field")]
    [InlineData("#!ti|", "#!time:directive")]
    [InlineData("#!markdown\nx\n#!csharp\ncat.A|", "Age:field")]
    [InlineData("cat.Nothing|", "")]
    [InlineData("var s = \"cat.A|", "")]
    [InlineData("var s = \"cat.A|\";", "")]
    [InlineData("// cat.A|", "")]
    [InlineData("/* cat.A| */", "")]
    public void The_proposals_are_what_the_compiler_knows_there(string cell, string proposals)
    {
        var items = Complete(cell).Items;
        Assert.Equal(proposals, string.Join(' ', items.Select(item => $"{item.Text}:{item.Kind}")));
    }

    [Theory]
    [InlineData("cat.Me|ow(1)", 4, 8)]
    [InlineData("var x = te|;", 8, 10)]
    [InlineData("\"😀\" + te|", 7, 9)]
    [InlineData("  #!ti|", 2, 6)]
    [InlineData("|", 0, 0)]
    public void A_proposal_replaces_the_name_at_the_place(string cell, int start, int end)
    {
        var list = Complete(cell);
        Assert.Equal((start, end), (list.Start, list.End));
    }

    [Fact]
    public void Paths_are_those_of_the_folder_in_which_cells_run()
    {
        var bin = Directory.CreateDirectory(Path.Combine(_notebooks.Folder, "bin")).FullName;
        Libraries.Build(bin, "Door", "public static class Door { public static int Open() => 1; }");
        _notebooks.Write("other.ipynb", "1");
        Assert.Equal(["bin/"], Complete("#r \"|").Items.Select(i => i.Text));
        Assert.Equal(["Door.dll"], Complete("#r \"bin/D|").Items.Select(i => i.Text));
        Assert.Equal(["other.ipynb"], Complete("#!import o|").Items.Select(i => i.Text));
        Assert.Equal(["Open"], Complete("#r \"bin/Door.dll\"\nDoor.O|").Items.Select(i => i.Text));
    }

    [Fact]
    public async Task Proposals_come_while_a_cell_runs()
    {
        using var stop = new CancellationTokenSource();
        var asked = new TaskCompletionSource<CompletionList>();
        var result = _cells.Run("Console.Write(1); await Task.Delay(-1);", new CellLabel(2), Session.Generous, _ =>
            Task.Run(() =>
            {
                asked.TrySetResult(Complete("cat.Me|"));
                stop.Cancel();
            }),
            stop: stop.Token);
        Assert.Equal(CellStatus.Interrupted, result.Status);
        Assert.Equal(["Meow"], (await asked.Task).Items.Select(i => i.Text));
    }

    [Theory]
    [InlineData("1 + 1", CompletenessStatus.Complete, "")]
    [InlineData("var x = 1;", CompletenessStatus.Complete, "")]
    [InlineData("#!time\n1", CompletenessStatus.Complete, "")]
    [InlineData("#!markdown\nan (open bracket", CompletenessStatus.Complete, "")]
    [InlineData("if (true) {", CompletenessStatus.Incomplete, "    ")]
    [InlineData("class C\n{\n    void M()\n    {", CompletenessStatus.Incomplete, "        ")]
    [InlineData("class C\n{\n    int X;", CompletenessStatus.Incomplete, "    ")]
    [InlineData("Console.WriteLine(", CompletenessStatus.Incomplete, "    ")]
    [InlineData("var s = \"\"\"\n  text", CompletenessStatus.Incomplete, "  ")]
    [InlineData("/* comment", CompletenessStatus.Incomplete, "")]
    [InlineData("var = ;", CompletenessStatus.Invalid, "")]
    [InlineData("1 + ) 2", CompletenessStatus.Invalid, "")]
    public void A_cell_is_complete_or_asks_for_more_or_is_wrong(string cell, CompletenessStatus status, string indent) =>
        Assert.Equal(new CellCompleteness(status, indent), CSharpCells.CheckComplete(cell));

    private CompletionList Complete(string cell)
    {
        var position = cell.IndexOf('|');
        return _cells.Complete(cell.Remove(position, 1), position);
    }
}
