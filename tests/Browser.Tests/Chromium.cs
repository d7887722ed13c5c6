using Microsoft.Playwright;

namespace Browser.Tests;

/// <summary>A Chromium for pages that need no server, started once for all tests of a class, with the first page that is
/// asked for.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Opens a page of its own, as a reader with these preferences would.</summary>
    public async Task<IPage> OpenAsync(BrowserNewContextOptions? reader = null)
    {
        if (browser is null)
        {
            string executable = Programs.Chromium;
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(
                new() { ExecutablePath = executable, Args = Reader.Flags, Headless = true });
        }

        var context = await browser.NewContextAsync(reader ?? new BrowserNewContextOptions());
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.CloseAsync();
        playwright?.Dispose();
    }
}
