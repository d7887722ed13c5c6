using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>A notebook that is open in the browser.</summary>
internal sealed class OpenNotebook : IAsyncDisposable
{
    private const string Idle = "() => window.Jupyter && Jupyter.notebook && Jupyter.notebook._fully_loaded "
        + "&& Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected() && !Jupyter.notebook.kernel_busy";

    private const string AllRan = "() => !Jupyter.notebook.kernel_busy && Jupyter.notebook.get_cells()"
        + ".filter(c => c.cell_type === 'code').every(c => typeof c.input_prompt_number === 'number')";

    // Jupyter Notebook 6 asks for its widgets whether they are installed or not.
    private const string AbsentExtension = "/nbextensions/widgets/notebook/js/extension.js";

    private readonly List<string> complaints = [];

    internal OpenNotebook(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            string complaint = $"{message.Location}: {message.Text}";
            if (message.Type == "error" && !complaint.Contains(AbsentExtension, StringComparison.Ordinal))
                complaints.Add(complaint);
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    internal IPage Page { get; }

    /// <summary>What the browser's console says is wrong, but for widgets that Debian leaves out.</summary>
    internal IReadOnlyList<string> Complaints => complaints;

    internal Task ReadyAsync() => Page.WaitForFunctionAsync(Idle);

    /// <summary>Clears the stored outputs by the menu, so that what is seen later was made now.</summary>
    internal async Task ClearAsync()
    {
        await Page.ClickAsync("#celllink");
        await Page.HoverAsync("#all_outputs");
        await Page.ClickAsync("#clear_all_output");
        Assert.Equal(0, await Page.Locator(".output_area").CountAsync());
    }

    /// <summary>Runs all cells by the menu.</summary>
    internal async Task StartAllAsync()
    {
        await Page.ClickAsync("#celllink");
        await Page.ClickAsync("#run_all_cells");
    }

    /// <summary>Waits until every code cell has ended.</summary>
    internal Task AllRanAsync() => Page.WaitForFunctionAsync(AllRan);

    /// <summary>Stops the running cell by the button.</summary>
    internal Task InterruptAsync() => Page.ClickAsync("[data-jupyter-action='jupyter-notebook:interrupt-kernel']");

    /// <summary>Restarts the kernel by the button and agrees when asked.</summary>
    internal async Task RestartAsync()
    {
        await Page.ClickAsync("[data-jupyter-action='jupyter-notebook:confirm-restart-kernel']");
        await Page.ClickAsync(".modal-dialog .btn-danger");
        await Page.WaitForFunctionAsync("() => !document.querySelector('.modal-dialog')");
        await ReadyAsync();
    }

    /// <summary>Runs a cell, by its place among the code cells, from the menu.</summary>
    internal async Task RunAsync(int index)
    {
        // The button would go on to the next cell, and append one after the last.
        await Cell(index).Locator(".input_prompt").ClickAsync();
        await Page.ClickAsync("#celllink");
        await Page.ClickAsync("#run_cell");
    }

    /// <summary>A code cell.</summary>
    internal ILocator Cell(int index) => Page.Locator(".code_cell").Nth(index);

    /// <summary>What a cell shows, as text.</summary>
    internal async Task<string> OutputAsync(int index) =>
        (await Cell(index).Locator(".output_area").AllInnerTextsAsync()) is var texts ? string.Join("\n", texts) : "";

    /// <summary>Takes a picture into the folder that WORKBOOK_SCREENSHOTS names, if it does.</summary>
    internal async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("WORKBOOK_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        // The page scrolls within: a viewport of the notebook's height shows it whole.
        int height = await Page.EvaluateAsync<int>("() => document.querySelector('#notebook').scrollHeight");
        await Page.SetViewportSizeAsync(1280, Math.Clamp(height + 150, 800, 15_000));
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }

    /// <summary>Ends the notebook's kernel and closes the page.</summary>
    public async ValueTask DisposeAsync()
    {
        await Page.EvaluateAsync("() => new Promise(done => Jupyter.notebook.session.delete(done, done))");
        await Page.CloseAsync();
    }
}
