namespace Workbook.Kernel.Tests;

/// <summary>The directives of cells: what each puts out, how they divide a cell, and what is said of unknown ones.</summary>
public sealed class DirectiveTests : IDisposable
{
    private readonly Notebooks _notebooks = new();
    private readonly string _outside = Environment.CurrentDirectory;

    public DirectiveTests() => Environment.CurrentDirectory = _notebooks.Folder;

    public void Dispose()
    {
        Environment.CurrentDirectory = _outside;
        _notebooks.Dispose();
    }

    [Theory]
    [InlineData("#!markdown\n# Title\n\ntext", "display:# Title\n\ntext")]
    [InlineData("#!html\n<b>x</b>", "display:<b>x</b>")]
    [InlineData("#!javascript\nalert(1)", "display:<script type=\"text/javascript\">\nalert(1)\n</script>")]
    [InlineData("var a = 1;\n#!markdown\n*one*\n#!csharp\na + 1", "display:*one*|result:2")]
    [InlineData("1\n#!csharp\n2", "result:1|result:2")]
    [InlineData("#!csharp", "")]
    [InlineData("var s = \"\"\"\n#!time\n#r \"nuget: X\"\n\"\"\"; s", "result:#!time\n#r \"nuget: X\"")]
    [InlineData("/*\n#!nothing\n*/ 1", "result:1")]
    [InlineData("#if false\n#endif\n#region x\n#endregion\n1", "result:1")]
    [InlineData("#!pwsh\nls", "DirectiveError:'#!pwsh' is not known here: '#!lsmagic' lists what is; write the rest in plain C#.")]
    [InlineData("display(1);\n#!nothing", "DirectiveError:'#!nothing' is not known here: '#!lsmagic' lists what is; write the rest in plain C#.")]
    [InlineData("#i \"somewhere\"", "DirectiveError:#i \"somewhere\" names no source of packages: write #i \"nuget: address or folder\".")]
    [InlineData("#r \"nuget: , 1\"", "DirectiveError:#r \"nuget: , 1\" is no package: write #r \"nuget: name, version\".")]
    public void A_directive_does_what_it_says(string cell, string outputs)
    {
        using var session = new Session();
        Assert.Equal(outputs, session.Show(cell));
    }

    [Fact]
    public void Markdown_and_html_have_their_mime_types()
    {
        using var session = new Session();
        Assert.Equal("*x*", Shown(session.Run("#!markdown\n*x*"))["text/markdown"]);
        Assert.Equal("<i>x</i>", Shown(session.Run("#!html\n<i>x</i>"))["text/html"]);
    }

    [Fact]
    public void Time_shows_how_long_the_rest_of_the_cell_took()
    {
        using var session = new Session();
        var shown = session.Show("#!time\nawait Task.Delay(30);\n\"done\"");
        Assert.StartsWith("result:done|display:Wall time: ", shown);
        Assert.EndsWith("ms", shown);
        var milliseconds = shown["result:done|display:Wall time: ".Length..^2];
        Assert.True(double.Parse(milliseconds, System.Globalization.CultureInfo.InvariantCulture) >= 25, shown);
    }

    [Fact]
    public void Who_lists_the_variables_and_whos_their_types_and_values()
    {
        using var session = new Session();
        session.Run("var b = \"text\"; int a = 1;");
        session.Run("int a = 2;");
        Assert.Equal("display:Variable\na\nb", session.Show("#!who"));
        Assert.Equal("display:Variable  Type           Value\na         System.Int32   2\nb         System.String  text", session.Show("#!whos"));
    }

    [Fact]
    public void The_list_of_directives_names_each_of_them()
    {
        using var session = new Session();
        var shown = session.Show("#!lsmagic");
        string[] known = ["#!about", "#!csharp", "#!html", "#!import", "#!time", "#!whos", "#r", "#i", "#load"];
        Assert.All(known, name => Assert.Contains(name + " ", shown));
        Assert.Contains("C# 14", session.Show("#!about"));
    }

    [Fact]
    public void Lines_keep_their_numbers_behind_a_directive()
    {
        using var session = new Session();
        var error = session.Run("#!markdown\ntext\n#!csharp\n\nthrow new Exception(\"no\");").Error!;
        Assert.Equal((5, "   at cell 1 `t`, line 5"), (error.Line, error.Traceback[^1]));
    }

    [Fact]
    public void An_unknown_directive_names_its_line_and_nothing_of_its_cell_runs()
    {
        using var session = new Session();
        var result = session.Run("Console.Write(1);\n#!sql\nselect");
        Assert.Equal((2, "DirectiveError"), (result.Error!.Line, result.Error.Name));
        Assert.Single(result.Outputs);
    }

    [Fact]
    public void An_imported_notebook_leaves_what_its_cells_declare()
    {
        _notebooks.Write("other.ipynb", "var a = 20;", "int Twice(int i) => 2 * i;\nConsole.Write(\"hello\");");
        using var session = new Session();
        Assert.Equal("stdout:hello", session.Show("#!import other.ipynb"));
        Assert.Equal("result:40", session.Show("Twice(a)"));
        Assert.Equal("stdout:hello|result:41", session.Show("#!import \"other.ipynb\"\nTwice(a) + 1"));
    }

    [Theory]
    [InlineData("code.cs", "record Pair(int A, int B);", "new Pair(1, 2).B", "result:2")]
    [InlineData("code.csx", "var seven = 7;", "seven", "result:7")]
    [InlineData("code.dib", "#!meta\n\n{\"kernelInfo\":{}}\n\n#!csharp\n\nvar nine = 9;\n\n#!markdown\n\n# x", "nine", "result:9")]
    public void Scripts_and_dib_files_are_imported_too(string file, string text, string cell, string output)
    {
        _notebooks.WriteText(file, text);
        using var session = new Session();
        Assert.Equal(CellStatus.Succeeded, session.Run($"#!import {file}").Status);
        Assert.Equal(output, session.Show(cell));
    }

    [Theory]
    [InlineData("missing.ipynb", "#!import finds no file at ")]
    [InlineData("self.csx", "'self.csx' imports itself.")]
    [InlineData("data.json", "'data.json' cannot be imported: '#!import' takes .ipynb, .dib, .cs and .csx.")]
    public void What_cannot_be_imported_gets_a_sentence(string file, string sentence)
    {
        _notebooks.WriteText("self.csx", "#!import self.csx");
        _notebooks.WriteText("data.json", "{}");
        using var session = new Session();
        Assert.StartsWith("DirectiveError:" + sentence, session.Show($"#!import {file}"));
        Assert.Equal("result:1", session.Show("1"));
    }

    [Fact]
    public void An_error_in_an_imported_cell_names_the_file_and_the_cell()
    {
        _notebooks.Write("bad.ipynb", "var a = 1;", "\nthrow new Exception(\"no\");");
        using var session = new Session();
        var error = session.Run("#!import bad.ipynb").Error!;
        Assert.Equal(["Exception: no", "   at bad.ipynb, cell 2 `b`, line 2"], error.Traceback);
    }

    private static IReadOnlyDictionary<string, string> Shown(CellResult result) =>
        Assert.IsType<CellOutput.Display>(Assert.Single(result.Outputs)).Data;
}
