namespace Workbook.Kernel.Tests;

/// <summary>Errors name the cell and the line, and nothing of the compiler or of this program.</summary>
public sealed class ErrorTests
{
    [Fact]
    public void An_exception_points_at_the_line_of_its_cell()
    {
        using var session = new Session();
        var error = session.Run("var a = 1;\n\nthrow new InvalidOperationException(\"no\");").Error!;
        Assert.Equal(("InvalidOperationException", "no", 3), (error.Name, error.Message, error.Line));
        Assert.Equal(["InvalidOperationException: no", "   at cell 1 `t`, line 3"], error.Traceback);
    }

    [Fact]
    public void A_call_chain_names_the_places_of_all_cells_in_it()
    {
        using var session = new Session();
        session.Run("int At(int i)\n{\n    return new[] { 1 }[i];\n}");
        var error = session.Run("async Task<int> Ask()\n{\n    await Task.Yield();\n    return At(7);\n}\n\nawait Ask();").Error!;
        Assert.Equal(
            ["   at cell 1 `t`, line 3", "   at cell 2 `t`, line 4", "   at cell 2 `t`, line 7"],
            error.Traceback.Skip(1));
    }

    [Fact]
    public void A_cause_is_shown_beneath_what_it_caused()
    {
        using var session = new Session();
        var error = session.Run("try { int.Parse(\"x\"); }\ncatch (Exception e) { throw new Exception(\"outer\", e); }").Error!;
        Assert.Equal("Exception: outer", error.Traceback[0]);
        Assert.Contains("caused by FormatException: The input string 'x' was not in a correct format.", error.Traceback);
    }

    [Fact]
    public void A_compiler_error_shows_the_line_and_marks_the_column()
    {
        using var session = new Session();
        var error = session.Run("var a = 1;\nvar b = nope + a;").Error!;
        Assert.Equal(("CompilationError", 2), (error.Name, error.Line));
        Assert.Equal(
            [
                "CompilationError: The name 'nope' does not exist in the current context",
                "   at cell 1 `t`, line 2, column 9: error CS0103: The name 'nope' does not exist in the current context",
                "      var b = nope + a;",
                "              ^",
            ],
            error.Traceback);
    }

    [Fact]
    public void A_compiler_error_in_an_awaiting_cell_has_the_column_of_the_text_as_written()
    {
        using var session = new Session();
        var error = session.Run("await Task.Delay(1); var b = nope;").Error!;
        Assert.Contains("line 1, column 30: error CS0103", error.Traceback[1]);
    }

    [Fact]
    public void A_missing_library_says_what_to_build()
    {
        using var session = new Session();
        var error = session.Run("using System;\n#r \"../lib/bin/Missing.dll\"").Error!;
        Assert.Equal(("DirectiveError", 2), (error.Name, error.Line));
        Assert.StartsWith("#r \"../lib/bin/Missing.dll\" finds no file at ", error.Message);
        Assert.Contains("'dotnet build lib/Workbook'", error.Message);
    }

    [Theory]
    [InlineData("async void Bad() { await Task.Delay(1); throw new Exception(\"lost\"); }\nBad(); await Task.Delay(20000);")]
    [InlineData("var t = new System.Threading.Thread(() => throw new Exception(\"lost\")); t.Start(); t.Join();")]
    public void A_fault_that_nothing_awaits_fails_the_cell_and_not_the_process(string cell)
    {
        using var session = new Session();
        Assert.Equal("Exception:lost", session.Show(cell));
        Assert.Equal("result:2", session.Show("1 + 1"));
    }
}
