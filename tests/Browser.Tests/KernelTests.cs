using System.Diagnostics;
using System.Text.Json;

namespace Browser.Tests;

/// <summary>What a reader does to the kernel by the buttons of Jupyter Notebook.</summary>
public sealed class KernelTests(NotebookServer server)
{
    private static readonly TimeSpan InterruptMaximum = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Interrupt_stops_a_long_cell_and_keeps_the_variables()
    {
        await using Reader reader = await Reader.ArriveAsync();
        await using OpenNotebook open = await OpenAsync(
            reader, "interrupt", "var kept = 41;", "Console.WriteLine(\"started\");\nwhile (true) { }", "kept + 1");
        await open.RunAsync(0);
        await open.RunAsync(1);
        await open.Cell(1).GetByText("started").WaitForAsync();
        var watch = Stopwatch.StartNew();
        await open.InterruptAsync();
        await open.Cell(1).Locator(".output_error").WaitForAsync();
        Assert.True(watch.Elapsed < InterruptMaximum, $"The cell went on for {watch.Elapsed.TotalSeconds} s.");
        await open.PictureAsync("interrupt");
        await open.RunAsync(2);
        await open.AllRanAsync();
        Assert.Contains("42", await open.OutputAsync(2));
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Restart_forgets_the_variables_and_the_kernel_answers_again()
    {
        await using Reader reader = await Reader.ArriveAsync();
        await using OpenNotebook open = await OpenAsync(reader, "restart", "var gone = 1;", "gone", "6 * 7");
        await open.RunAsync(0);
        await open.RunAsync(1);
        await open.Cell(1).Locator(".output_result").WaitForAsync();
        await open.RestartAsync();
        await open.RunAsync(1);
        await open.Cell(1).Locator(".output_error").WaitForAsync();
        Assert.Contains("CS0103", await open.OutputAsync(1));
        await open.PictureAsync("restart");
        await open.RunAsync(2);
        await open.Cell(2).Locator(".output_result").WaitForAsync();
        Assert.Contains("42", await open.OutputAsync(2));
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_cell_that_asks_gets_what_the_reader_types()
    {
        await using Reader reader = await Reader.ArriveAsync();
        await using OpenNotebook open = await OpenAsync(
            reader, "ask", "var name = await GetInputAsync(\"Your name?\");", "$\"Good day, {name}.\"");
        await open.RunAsync(0);
        await open.Page.FillAsync("input.raw_input", "Ada");
        await open.PictureAsync("ask");
        await open.Page.PressAsync("input.raw_input", "Enter");
        await open.RunAsync(1);
        await open.AllRanAsync();
        Assert.Contains("Good day, Ada.", await open.OutputAsync(1));
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Output_appears_while_the_cell_still_runs()
    {
        await using Reader reader = await Reader.ArriveAsync();
        await using OpenNotebook open = await OpenAsync(
            reader, "live", "Console.WriteLine(\"at once\");\nawait Task.Delay(-1);");
        await open.RunAsync(0);
        await open.Cell(0).GetByText("at once").WaitForAsync();
        Assert.EndsWith("[*]:", await open.Cell(0).Locator(".input_prompt").InnerTextAsync());
        await open.InterruptAsync();
        await open.AllRanAsync();
    }

    private Task<OpenNotebook> OpenAsync(Reader reader, string name, params string[] cells)
    {
        var notebook = new
        {
            cells = cells.Select((code, index) => new
            {
                cell_type = "code", id = $"c{index}", metadata = new { }, execution_count = (int?)null,
                outputs = Array.Empty<object>(), source = code,
            }),
            metadata = new
            {
                kernelspec = new { display_name = ".NET (C#)", language = "C#", name = ".net-csharp" },
                language_info = new { name = "C#" },
            },
            nbformat = 4,
            nbformat_minor = 5,
        };
        File.WriteAllText(Path.Combine(server.Book, "notebooks", $"{name}.ipynb"), JsonSerializer.Serialize(notebook));
        return reader.OpenAsync(server, $"{name}.ipynb");
    }
}
