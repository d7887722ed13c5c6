namespace Workbook.Kernel.Tests;

/// <summary>Output of background code: it reaches the cell that started it, at whatever time, and is never lost.</summary>
public sealed class LateOutputTests : IDisposable
{
    private const string Starts = """
        var go = new TaskCompletionSource();
        var shown = display("waits");
        var late = Task.Run(async () =>
        {
            await go.Task;
            Console.WriteLine("late");
            display("later");
            shown.Update("done");
        });
        """;

    private const string Ends = "Console.Write(\"mine\"); go.SetResult(); await late;";

    private readonly Notebooks _notebooks = new();

    public void Dispose() => _notebooks.Dispose();

    [Fact]
    public void Late_output_comes_to_the_listener_of_the_cell_that_started_it()
    {
        using var session = new CSharpCells();
        var (first, second) = (new CellOutputs(), new CellOutputs());
        session.Run(Starts, new CellLabel(1), Session.Generous, first.Add);
        session.Run(Ends, new CellLabel(2), Session.Generous, second.Add);
        Assert.Equal("display:done|stdout:late|display:later", Session.Show(first.ToList()));
        Assert.Equal("stdout:mine", Session.Show(second.ToList()));
    }

    [Fact]
    public void A_run_notebook_keeps_late_output_under_the_cell_that_started_it()
    {
        var path = _notebooks.Write("n.ipynb", Starts, "1", Ends);
        Assert.True(new NotebookRunner(new() { Save = true }).Run(NotebookDocument.Load(path)).Succeeded);
        var cells = NotebookDocument.Load(path).Cells;
        Assert.Equal(["display_data", "stream", "display_data"], cells[0].Outputs.Select(o => (string?)o!["output_type"]));
        Assert.Equal("done", (string?)cells[0].Outputs[0]!["data"]!["text/plain"]![0]);
        Assert.Equal("mine", (string?)Assert.Single(cells[2].Outputs)!["text"]![0]);
    }

    [Fact]
    public void A_display_can_be_updated_by_a_later_cell()
    {
        var path = _notebooks.Write("n.ipynb", "var d = display(\"a\");", "d.Update(\"b\");");
        new NotebookRunner(new() { Save = true }).Run(NotebookDocument.Load(path));
        var cells = NotebookDocument.Load(path).Cells;
        Assert.Equal("b", (string?)cells[0].Outputs[0]!["data"]!["text/plain"]![0]);
        Assert.Empty(cells[1].Outputs);
    }

    [Fact]
    public void Output_of_a_thread_whose_cell_nobody_knows_reaches_the_cell_that_runs_then()
    {
        using var session = new CSharpCells();
        var (first, second) = (new CellOutputs(), new CellOutputs());
        session.Run(
            """
            using System.Threading;
            var go = new SemaphoreSlim(0);
            var thread = new Thread(() => { Console.WriteLine("stray"); go.Wait(); Console.WriteLine("again"); });
            thread.UnsafeStart();
            while (thread.ThreadState != ThreadState.WaitSleepJoin) await Task.Delay(5);
            """,
            new CellLabel(1), Session.Generous, first.Add);
        session.Run("go.Release(); thread.Join();", new CellLabel(2), Session.Generous, second.Add);
        Assert.Equal("stdout:stray", Session.Show(first.ToList()));
        Assert.Equal("stdout:again", Session.Show(second.ToList()));
    }

    [Fact]
    public void Between_cells_it_reaches_the_last_one()
    {
        using var session = new CSharpCells();
        var outputs = new CellOutputs();
        session.Run(
            """
            var thread = new System.Threading.Thread(() => { System.Threading.Thread.Sleep(50); Console.WriteLine("stray"); });
            thread.UnsafeStart();
            AppContext.SetData("test.thread", thread);
            """,
            new CellLabel(1), Session.Generous, outputs.Add);
        ((Thread)AppContext.GetData("test.thread")!).Join();
        Assert.Equal("stdout:stray", Session.Show(outputs.ToList()));
    }

    [Fact]
    public void What_the_program_prints_between_cells_is_in_no_cell()
    {
        var path = _notebooks.Write("n.ipynb", "1", "2");
        var result = new NotebookRunner(new(), new Chatter()).Run(NotebookDocument.Load(path));
        Assert.All(result.Notebook.Cells, cell => Assert.Single(cell.Outputs));
    }

    [Fact]
    public void A_fault_after_the_end_of_its_cell_is_told_on_its_stderr()
    {
        using var session = new CSharpCells();
        var outputs = new CellOutputs();
        session.Run(
            """
            var thread = new System.Threading.Thread(() => { System.Threading.Thread.Sleep(100); throw new Exception("late"); });
            thread.Start();
            """,
            new CellLabel(1), Session.Generous, outputs.Add);
        session.Run("thread.Join();", new CellLabel(2), Session.Generous);
        Assert.Equal("stderr:Exception, which nothing caught: late", Session.Show(outputs.ToList()));
    }

    private sealed class Chatter : IRunProgress
    {
        public void NotebookStarted(NotebookDocument notebook, int codeCellCount) => Console.Out.Write("started. ");

        public void CellStarted(NotebookDocument notebook, CellLabel cell) => Console.Out.Write("begins. ");

        public void CellFinished(NotebookDocument notebook, CellResult result) => Console.Out.Write("ends. ");

        public void NotebookFinished(NotebookResult result) => Console.Out.Write("finished. ");
    }
}
