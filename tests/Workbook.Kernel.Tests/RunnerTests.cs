using System.Text.Json.Nodes;

namespace Workbook.Kernel.Tests;

/// <summary>Running whole notebooks: order, folder, failures, what is saved and what counts as stale.</summary>
public sealed class RunnerTests : IDisposable
{
    private readonly Notebooks _notebooks = new();

    public void Dispose() => _notebooks.Dispose();

    [Fact]
    public void Cells_run_in_order_in_the_folder_of_their_notebook()
    {
        var outside = Environment.CurrentDirectory;
        var result = Run(_notebooks.Write("n.ipynb", "var a = 1;", "System.IO.File.WriteAllText(\"a.txt\", $\"{a}\");"));
        Assert.True(result.Succeeded);
        Assert.Equal("1", File.ReadAllText(Path.Combine(_notebooks.Folder, "a.txt")));
        Assert.Equal(outside, Environment.CurrentDirectory);
    }

    [Fact]
    public void The_first_failing_cell_ends_its_notebook()
    {
        var result = Run(_notebooks.Write("n.ipynb", "1", "var x = 1;\nthrow new Exception(\"no\");", "3"));
        Assert.False(result.Succeeded);
        Assert.False(result.WasInterrupted);
        Assert.Equal((2, 3, "cell 2 `b`", 2),
            (result.Cells.Count, result.CodeCellCount, result.Failed!.Label.ToString(), result.Failed.Error!.Line));
    }

    [Fact]
    public void A_cell_tagged_to_raise_an_exception_may_throw_but_not_run_for_ever()
    {
        var throws = Notebooks.Cell("a", "throw new Exception();", NotebookCell.RaisesExceptionTag);
        var endless = Notebooks.Cell("b", "await Task.Delay(-1);", NotebookCell.RaisesExceptionTag);
        var result = Run(_notebooks.Write("n.ipynb", throws, endless), new() { CellTimeout = TimeSpan.FromSeconds(0.3) });
        Assert.Equal((2, CellStatus.TimedOut), (result.Cells.Count, result.Failed!.Status));
    }

    [Fact]
    public void Saving_writes_outputs_and_counts_and_a_second_run_changes_no_byte()
    {
        var path = _notebooks.Write("n.ipynb", "Console.WriteLine(\"one\\ntwo\");", "display(\"d\"); new[] { 1, 2 }", "HTML(\"<i>x</i>\")");
        Run(path, new() { Save = true });
        var first = File.ReadAllBytes(path);
        var saved = NotebookDocument.Load(path);
        Assert.Equal([1, 2, 3], saved.Cells.Select(c => c.ExecutionCount ?? 0));
        Assert.Equal("""[{"name":"stdout","output_type":"stream","text":["one\n","two\n"]}]""", saved.Cells[0].Outputs.ToJsonString());
        Assert.Equal(2, saved.Cells[1].Outputs.Count);
        Run(path, new() { Save = true });
        Assert.Equal(first, File.ReadAllBytes(path));
    }

    [Fact]
    public void Without_saving_the_file_is_left_alone()
    {
        var path = _notebooks.Write("n.ipynb", "1");
        var before = File.ReadAllBytes(path);
        Run(path);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_stop_keeps_the_results_of_the_cells_that_finished_and_saves_them()
    {
        var path = _notebooks.Write("n.ipynb", "\"kept\"", "await Task.Delay(-1);", "3");
        using var stop = new CancellationTokenSource();
        var progress = new StopAtCell(2, stop);
        var result = new NotebookRunner(new() { Save = true }, progress).Run(NotebookDocument.Load(path), stop.Token);
        Assert.True(result.WasInterrupted);
        Assert.Equal([CellStatus.Succeeded, CellStatus.Interrupted], result.Cells.Select(c => c.Status));
        var saved = NotebookDocument.Load(path).Cells;
        Assert.Equal("kept", (string?)saved[0].Outputs[0]!["data"]!["text/plain"]![0]);
        Assert.Empty(saved[1].Outputs);
        Assert.Null(saved[2].ExecutionCount);
    }

    [Fact]
    public void Outputs_that_a_run_does_not_repeat_are_stale_unless_they_may_vary()
    {
        var path = _notebooks.Write(
            "n.ipynb",
            Notebooks.Cell("same", "1"),
            Notebooks.Cell("changed", "\"was\""),
            Notebooks.Cell("varies", "Guid.NewGuid().ToString()", NotebookCell.VariesTag));
        Run(path, new() { Save = true });
        File.WriteAllText(path, File.ReadAllText(path).Replace("\\\"was\\\"", "\\\"is\\\""));
        var saved = NotebookDocument.Load(path);
        var fresh = Run(path).Notebook;
        var stale = Assert.Single(NotebookOutputs.Compare(saved, fresh));
        Assert.Equal((2, "changed"), (stale.Index, stale.Id));
        Assert.Contains("was", stale.Saved);
        Assert.Contains("is", stale.Fresh);
    }

    [Fact]
    public void A_text_as_one_string_is_as_fresh_as_a_list_of_lines()
    {
        var path = _notebooks.Write("n.ipynb", "Console.Write(\"a\\nb\");");
        var cell = Notebooks.Cell("a", "Console.Write(\"a\\nb\");");
        cell["outputs"] = new JsonArray(new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "a\nb" });
        var saved = NotebookDocument.Load(_notebooks.Write("saved.ipynb", cell));
        Assert.Empty(NotebookOutputs.Compare(saved, Run(path).Notebook));
    }

    [Fact]
    public void Each_notebook_starts_without_what_another_declared()
    {
        Assert.True(Run(_notebooks.Write("one.ipynb", "var shared = 1;")).Succeeded);
        Assert.False(Run(_notebooks.Write("two.ipynb", "shared")).Succeeded);
    }

    private static NotebookResult Run(string path, RunOptions? options = null) =>
        new NotebookRunner(options ?? new RunOptions { CellTimeout = Session.Generous }).Run(NotebookDocument.Load(path));

    private sealed class StopAtCell(int count, CancellationTokenSource stop) : IRunProgress
    {
        public void NotebookStarted(NotebookDocument notebook, int codeCellCount)
        {
        }

        public void CellStarted(NotebookDocument notebook, CellLabel cell)
        {
            if (cell.ExecutionCount == count) stop.CancelAfter(TimeSpan.FromMilliseconds(300));
        }

        public void CellFinished(NotebookDocument notebook, CellResult result)
        {
        }

        public void NotebookFinished(NotebookResult result)
        {
        }
    }
}
