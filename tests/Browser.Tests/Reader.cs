using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>A reader at a browser, who opens notebooks in Jupyter Notebook 6 and uses its menus and buttons.</summary>
public sealed class Reader : IAsyncDisposable
{
    /// <summary>The longest that a reader waits for anything, in milliseconds.</summary>
    internal const float PatienceMs = 60_000;

    // Without the background-networking flags the browser looks for hosts of its maker.
    internal static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private Reader(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        this.browser = browser;
    }

    internal static async Task<Reader> ArriveAsync()
    {
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Programs.Chromium, Args = Flags, Headless = true });
        return new Reader(playwright, browser);
    }

    /// <summary>Opens a notebook and waits until its kernel is there.</summary>
    internal async Task<OpenNotebook> OpenAsync(NotebookServer server, string notebook)
    {
        IPage page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 1600 } });
        var open = new OpenNotebook(page);
        page.SetDefaultTimeout(PatienceMs);
        await page.GotoAsync(new Uri(server.Address, $"notebooks/notebooks/{notebook}").ToString());
        await open.ReadyAsync();
        return open;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        playwright.Dispose();
    }
}
