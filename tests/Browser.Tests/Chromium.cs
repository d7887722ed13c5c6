using Microsoft.Playwright;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Browser.Tests;

/// <summary>The Chromium of this machine, started once for all tests of a class; without one they are skipped.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Places.FirstOrDefault(File.Exists) is not { } executable)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>Opens a page of its own, as a reader with these preferences would.</summary>
    public async Task<IPage> OpenAsync(BrowserNewContextOptions? reader = null)
    {
        if (browser is null && Environment.GetEnvironmentVariable("WORKBOOK_REQUIRE_PEERS") != "1")
            Assert.Skip("Chromium is not installed; on Debian: apt-get install chromium");
        Assert.NotNull(browser);
        var context = await browser.NewContextAsync(reader ?? new BrowserNewContextOptions());
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
