using System.Text.Json;

namespace Workbook.Kernel.Tests;

/// <summary>
/// <c>workbook run</c> as a child process, as a reader runs it: results, and for everything that can go wrong one clear
/// sentence, an exit code and no stack trace.
/// </summary>
public sealed class CommandTests : IDisposable
{
    private readonly Notebooks _notebooks = new();
    private readonly WorkbookCommand _workbook;

    public CommandTests() => _workbook = new WorkbookCommand(_notebooks.Folder);

    public void Dispose() => _notebooks.Dispose();

    [Fact]
    public void It_runs_all_notebooks_of_a_folder_and_sums_up()
    {
        _notebooks.Write("1.ipynb", "1", "2");
        _notebooks.Write("2.ipynb", "3");
        var (code, output, error) = _workbook.Run("run", ".");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("ok 1.ipynb  2 cells", output);
        Assert.Contains("ok 2.ipynb  1 cells", output);
        Assert.Contains("2 of 2 notebooks ran to the end in ", output);
        Assert.DoesNotContain("\u001b", output);
    }

    [Fact]
    public void A_cell_that_throws_is_shown_with_its_line_and_the_other_notebooks_still_run()
    {
        _notebooks.Write("1.ipynb", "1", "var a = 1;\nthrow new Exception(\"not today\");", "3");
        _notebooks.Write("2.ipynb", "3");
        var (code, output, _) = _workbook.Run("run", ".", "--json", "results.json");
        Assert.Equal(1, code);
        Assert.Contains("FAILED 1.ipynb  2 of 3 cells", output);
        Assert.Contains("cell 2 `b`, line 2: Exception: not today", output);
        Assert.DoesNotContain("Microsoft.CodeAnalysis", output);
        Assert.Contains("ok 2.ipynb", output);
        using var results = JsonDocument.Parse(File.ReadAllText(Path.Combine(_notebooks.Folder, "results.json")));
        var cell = results.RootElement.GetProperty("notebooks")[0].GetProperty("cells")[1];
        Assert.Equal("failed", cell.GetProperty("status").GetString());
        Assert.Equal(2, cell.GetProperty("error").GetProperty("line").GetInt32());
    }

    [Fact]
    public void A_cell_that_never_ends_is_stopped_by_the_time_out()
    {
        _notebooks.Write("n.ipynb", "1", "while (true) { }");
        var (code, output, _) = _workbook.Run("run", "n.ipynb", "--timeout", "0.5");
        Assert.Equal(1, code);
        Assert.Contains("cell 2 `b`: TimeoutException: The cell did not end within its time-out of 0.5 s.", output);
    }

    [Fact]
    public void A_cell_finds_the_broker_that_was_asked_for()
    {
        _notebooks.Write("n.ipynb", "if (Environment.GetEnvironmentVariable(\"WORKBOOK_BROKER\") != \"mosquitto\") throw new Exception();");
        Assert.Equal(0, _workbook.Run("run", "n.ipynb", "--broker", "mosquitto").Code);
    }

    [Theory]
    [InlineData("There is no notebook at 'none.ipynb': check the path.", "run", "none.ipynb")]
    [InlineData("'text.ipynb' is not a notebook: it is not JSON at line 1, column 1.", "run", "text.ipynb")]
    [InlineData("There is no notebook (*.ipynb) in the folder 'empty'.", "run", "empty")]
    [InlineData("The results cannot be written to 'text.ipynb/r.json': ", "run", "good.ipynb", "--json", "text.ipynb/r.json")]
    [InlineData("--timeout must be a number of seconds above 0, up to 86400, not 'soon'. See 'workbook run --help'.", "run", "--timeout", "soon")]
    [InlineData("Expected a broker target 'embedded', 'mosquitto' or 'mqtt://user:password@host:port', got 'x'.", "run", "--broker", "x")]
    [InlineData("--port must be a number from 0 to 65535, not '70000'. See 'workbook broker --help'.", "broker", "--port", "70000")]
    [InlineData("--address must be an IP address such as 127.0.0.1, not 'here'.", "broker", "--address", "here")]
    [InlineData("There is no option '--fast'. See 'workbook run --help'.", "run", "good.ipynb", "--fast")]
    public void What_cannot_be_used_gets_one_sentence(string sentence, params string[] arguments)
    {
        _notebooks.Write("good.ipynb", "1");
        _notebooks.WriteText("text.ipynb", "?");
        Directory.CreateDirectory(Path.Combine(_notebooks.Folder, "empty"));
        var (code, output, error) = _workbook.Run(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith(sentence, error.Replace(_notebooks.Folder + "/", ""));
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_run_that_cannot_start_leaves_no_empty_results()
    {
        Assert.Equal(2, _workbook.Run("run", "none.ipynb", "--json", "results.json").Code);
        Assert.False(File.Exists(Path.Combine(_notebooks.Folder, "results.json")));
    }

    [Fact]
    public void A_folder_that_takes_no_file_is_refused_before_anything_runs()
    {
        // The kernel's folder of this process's open files: it can be read by anyone and written by nobody, even root.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is such a folder on Linux only.");
        using var file = File.OpenRead(_notebooks.Write("n.ipynb", "1"));
        var path = $"/proc/{Environment.ProcessId}/fd/{file.SafeFileHandle.DangerousGetHandle()}";
        var (code, output, error) = _workbook.Run("run", path, "--save");
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"The notebook '{path}' cannot be saved, because its folder takes no new file: ", error);
    }

    [Fact]
    public void Ctrl_C_stops_the_running_cell_and_keeps_and_saves_the_results_so_far()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends Ctrl+C to consoles, not to processes.");
        var path = _notebooks.Write(
            "n.ipynb",
            "\"kept\"",
            "try { Console.Write(1); System.IO.File.WriteAllText(\"started\", \"\"); await Task.Delay(-1); }\n"
                + "finally { System.IO.File.WriteAllText(\"cleaned\", \"\"); }");
        using var process = _workbook.Start("run", "n.ipynb", "--save");
        WorkbookCommand.WaitFor(Path.Combine(_notebooks.Folder, "started"));
        WorkbookCommand.PressCtrlC(process);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("STOPPED n.ipynb  2 of 2 cells", output);
        Assert.True(File.Exists(Path.Combine(_notebooks.Folder, "cleaned")));
        Assert.Contains("kept", NotebookDocument.Load(path).Cells[0].Outputs.ToJsonString());
    }

    [Fact]
    public void A_second_Ctrl_C_ends_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows sends Ctrl+C to consoles, not to processes.");
        _notebooks.Write("n.ipynb", "System.IO.File.WriteAllText(\"started\", \"\");\n"
            + "await new Wait(Task.Run(() => { while (true) System.Threading.Thread.SpinWait(10); }));\n"
            + "class Wait(Task t) { public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => t.GetAwaiter(); }");
        using var process = _workbook.Start("run", "n.ipynb");
        WorkbookCommand.WaitFor(Path.Combine(_notebooks.Folder, "started"));
        WorkbookCommand.PressCtrlC(process);
        WorkbookCommand.PressCtrlC(process);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("run", "--help")]
    public void Help_shows_the_usage(params string[] arguments)
    {
        var (code, output, _) = _workbook.Run(arguments);
        Assert.Equal(0, code);
        Assert.Contains("Usage:", output);
        Assert.Contains("workbook run notebooks/10-qos-fundamentals.ipynb --broker mosquitto", output);
    }
}
