namespace Workbook.Kernel.Tests;

/// <summary>
/// What a cell may write and what comes out, point by point of the dialect that .NET Interactive's C# kernel has too:
/// a table of cells and their outputs, each row in a session of its own.
/// </summary>
public sealed class DialectTests
{
    [Theory]
    [InlineData("1 + 1", "result:2")]
    [InlineData("1 + 1;", "CompilationError:Only assignment, call, increment, decrement, await, and new object expressions can be used as a statement")]
    [InlineData("var q = 3", "CompilationError:; expected")]
    [InlineData("var q = 3;", "")]
    [InlineData("return 7;", "result:7")]
    [InlineData("\"text\"", "result:text")]
    [InlineData("(object)null", "result:<null>")]
    [InlineData("await Task.FromResult(5)", "result:5")]
    [InlineData("await Task.Delay(1)", "")]
    [InlineData("Console.Write(\"a\"); Console.WriteLine(\"b\"); Console.Error.WriteLine(\"e\"); Console.Write('c');", "stdout:ab|stderr:e|stdout:c")]
    [InlineData("display(1); display(\"two\"); 3", "display:1|display:two|result:3")]
    [InlineData("\"x\".Display();", "display:x")]
    [InlineData("\"# x\".DisplayAs(\"text/markdown\");", "display:# x")]
    [InlineData("HTML(\"<b>x</b>\")", "result:<b>x</b>")]
    [InlineData("List<int> l = [1, 2]; l.Sum()", "result:3")]
    [InlineData("new StringBuilder(\"s\").Append('t').ToString()", "result:st")]
    [InlineData("record Point(int X, int Y); new Point(1, 2).ToString()", "result:Point { X = 1, Y = 2 }")]
    [InlineData("async IAsyncEnumerable<int> Two() { yield return 1; await Task.Yield(); yield return 2; }\nawait foreach (var i in Two()) Console.Write(i);", "stdout:12")]
    [InlineData("async Task<int> Later() { await Task.Delay(5); return 9; }\nLater().Result", "result:9")]
    [InlineData("\"\"\"raw \"text\" \"\"\"", "result:raw \"text\" ")]
    [InlineData("static int Twice(this int i) => 2 * i;\n4.Twice()", "result:8")]
    [InlineData("Console.ReadLine()", "InvalidOperationException:There is no one to ask here: give the value in the cell, or run the notebook where you can type.")]
    [InlineData("void Unused() { int x = 1; }", "stderr:cell 1 `t`, line 1, column 21: warning CS0219: The variable 'x' is assigned but its value is never used")]
    [InlineData("Thread.Sleep(1);", "CompilationError:The name 'Thread' does not exist in the current context")]
    [InlineData("using System.Threading;\nThread.Sleep(1);", "")]
    [InlineData("string s = \"a\"; string field = s; field", "result:a")]
    [InlineData("extension(int i) { }", "CompilationError:Extensions must be declared in a top-level, non-generic, static class")]
    [InlineData("class C { public int N; }\nC c = null;\nc?.N = 3;\nc", "result:<null>")]
    [InlineData("if (true) { Span<int> few = stackalloc int[2]; few[1] = 4; Console.Write(few[1]); }", "stdout:4")]
    [InlineData("display(1)", "display:1")]
    [InlineData("\"x\".Display()", "display:x")]
    [InlineData("display(\"a\").Update(\"b\");", "display:b")]
    [InlineData("var d = display(\"a\"); display(\"c\"); d.Update(\"b\");", "display:b|display:c")]
    [InlineData("Javascript(\"f()\"); CSS(\"p {}\");", "display:<script type=\"text/javascript\">f()</script>|display:<style>p {}</style>")]
    [InlineData("Console.Write(1); display(2); ClearOutput(); Console.Write(3);", "stdout:3")]
    [InlineData("Console.Write(1); ClearOutput(wait: true);", "stdout:1")]
    [InlineData("Console.Write(1); ClearOutput(wait: true); Console.Write(3);", "stdout:3")]
    [InlineData("using Microsoft.DotNet.Interactive;\nKernel.Root", "CompilationError:The name 'Kernel' does not exist in the current context: it belongs to .NET Interactive; here a cell calls display, HTML, GetInputAsync and the like without it.")]
    public void A_cell_puts_out_what_the_dialect_says(string cell, string outputs)
    {
        using var session = new Session();
        Assert.Equal(outputs, session.Show(cell));
    }

    [Fact]
    public void Later_cells_see_what_earlier_ones_declared()
    {
        using var session = new Session();
        Assert.Equal("result:14", session.Show(
            "using System.Globalization;\nvar x = 3;", "int Twice(int i) => 2 * i;", "record R(int V);",
            "x = 7;", "new R(Twice(x)).V.ToString(CultureInfo.InvariantCulture)"));
    }

    [Theory]
    [InlineData("var kept = 5;\nthrow new Exception(\"x\");")]
    [InlineData("await Task.Yield();\nvar kept = 5;\nthrow new Exception(\"x\");")]
    public void Variables_assigned_before_a_throw_keep_their_values(string cell)
    {
        using var session = new Session();
        Assert.Equal("result:5", session.Show(cell, "kept"));
    }

    [Fact]
    public void Imports_and_references_still_hold_after_the_first_cell()
    {
        using var session = new Session();
        Assert.Equal("result:6", session.Show("var a = 1;", "new[] { a, 2, 3 }.Sum()"));
    }

    [Fact]
    public void A_cell_that_does_not_compile_leaves_the_session_as_it_was()
    {
        using var session = new Session();
        Assert.Equal("result:1", session.Show("var a = 1;", "var a = nonsense;", "a"));
    }

    [Fact]
    public void Output_of_a_background_task_reaches_the_cell_that_started_it()
    {
        using var session = new Session();
        Assert.Equal("stdout:from a task|stdout:from a thread".Replace("|stdout:", "\n"), session.Show(
            """
            await Task.Run(() => Console.WriteLine("from a task"));
            var thread = new System.Threading.Thread(() => Console.WriteLine("from a thread"));
            thread.Start();
            thread.Join();
            """));
    }

    [Fact]
    public void Output_after_the_end_of_its_cell_stands_under_no_other_cell()
    {
        using var session = new Session();
        Assert.Equal("stdout:mine", session.Show(
            """
            var mayWrite = new TaskCompletionSource();
            var late = Task.Run(async () => { await mayWrite.Task; Console.WriteLine("late"); });
            """,
            """
            mayWrite.SetResult();
            await late;
            Console.WriteLine("mine");
            """));
    }

    [Fact]
    public void A_background_loop_goes_on_in_later_cells()
    {
        using var session = new Session();
        Assert.Equal("result:True", session.Show(
            """
            var count = 0;
            async Task Loop() { while (count < 20) { await Task.Delay(10); count++; } }
            var loop = Loop();
            """,
            "var before = count; await loop; count == 20 && before < 20"));
    }

    [Fact]
    public void Many_waiting_continuations_do_not_block_each_other()
    {
        using var session = new Session();
        Assert.Equal("result:20", session.Show(
            """
            async Task<int> One() { await Task.Delay(10); return 1; }
            async Task<int> Blocking() { await Task.Yield(); return One().Result; }
            (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Blocking()))).Sum()
            """));
    }

    [Fact]
    public void Too_much_output_is_cut_and_said_so()
    {
        using var session = new Session();
        var shown = session.Show("for (var i = 0; i < 30; i++) Console.Write(new string('x', 1_000_000));");
        Assert.EndsWith("stderr:The output of this cell is cut here: it passed 10000000 characters.", shown);
        Assert.True(shown.Length < 11_000_000);
    }
}
